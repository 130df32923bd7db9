"""Claims, payments and refunds in the admin: looked at only, and no number of an account is shown."""

from django.contrib import admin

from grants.admin.parts import OF_APPLICATION, PartAdmin
from grants.models import (
    AccountReading,
    BankAccount,
    Claim,
    Payment,
    Refund,
    RefundReceipt,
    TransferFile,
)
from ibasho.letters.admin import ReadOnlyAdmin


@admin.register(BankAccount)
class BankAccountAdmin(ReadOnlyAdmin):
    exclude = ["number"]
    list_display = ["group", "bank_name", "branch_name", "deposit", "tail", "confirmed_at"]
    list_select_related = ["group"]
    search_fields = ["group__search", "bank_name"]


@admin.register(AccountReading)
class AccountReadingAdmin(ReadOnlyAdmin):
    list_display = ["account", "by", "at"]
    list_select_related = ["account__group", "by"]
    search_fields = ["account__group__search"]
    date_hierarchy = "at"


@admin.register(Claim)
class ClaimAdmin(PartAdmin):
    list_display = ["application", "kind", "amount", "status", "made_at"]
    list_filter = ["kind", "status"]
    date_hierarchy = "made_at"


@admin.register(Payment)
class PaymentAdmin(PartAdmin):
    list_display = ["application", "kind", "amount", "status", "pay_on", "paid_on"]
    list_filter = ["kind", "status"]
    date_hierarchy = "planned_at"


@admin.register(TransferFile)
class TransferFileAdmin(ReadOnlyAdmin):
    exclude = ["content"]
    list_display = ["transfer_on", "count", "total", "made_by", "made_at", "cancelled_at"]
    list_select_related = ["made_by"]
    search_fields = ["checksum"]
    date_hierarchy = "transfer_on"


@admin.register(Refund)
class RefundAdmin(PartAdmin):
    list_display = ["application", "amount", "due_on", "status", "demanded_at"]
    list_filter = ["status"]
    date_hierarchy = "due_on"


@admin.register(RefundReceipt)
class RefundReceiptAdmin(ReadOnlyAdmin):
    list_display = ["refund", "amount", "received_on", "by"]
    list_select_related = ["refund__application__group", "by"]
    search_fields = [f"refund__{name}" for name in OF_APPLICATION]
    date_hierarchy = "received_on"
