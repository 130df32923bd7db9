"""Payments and refunds as rows of a file, account numbers masked as on the screen."""

from django.utils.translation import gettext_lazy as _

from ibasho.dates import FiscalYear

MOST = 10_000
OF_ONE = (_("受付番号"), _("団体"), _("助成事業"), _("年度"))
PAYMENT_HEADS = (
    *(_("番号"), *OF_ONE),
    *(_("種類"), _("金額（円）"), _("ようす"), _("振込日"), _("支払った日")),
    *(_("銀行"), _("支店"), _("預金の種類"), _("口座番号"), _("口座名義"), _("わけ")),
)
REFUND_HEADS = (
    *OF_ONE,
    *(_("返還額（円）"), _("受け取った額（円）"), _("残り（円）"), _("返還の期限"), _("ようす")),
    *(_("文書番号"), _("わけ")),
)


def _of_one(application) -> tuple:
    year = application.programme_year
    named = str(year.programme), str(FiscalYear(year.fiscal_year))
    return (application.receipt_number, application.group.name, *named)


def payments(rows) -> list[tuple]:
    return [_payment(row) for row in rows[:MOST]]


def _payment(row) -> tuple:
    account = row.account
    return (
        *(row.pk, *_of_one(row.application)),
        *(row.get_kind_display(), row.amount, row.get_status_display(), row.pay_on, row.paid_on),
        *(account.bank_name, account.branch_name, account.get_deposit_display()),
        *(account.masked, account.holder, row.reason),
    )


def refunds(rows) -> list[tuple]:
    return [_refund(row) for row in rows[:MOST]]


def _refund(row) -> tuple:
    come = sum(receipt.amount for receipt in row.receipts.all())
    return (
        *_of_one(row.application),
        *(row.amount, come, row.amount - come, row.due_on, row.get_status_display()),
        *(row.letter.reference, row.reason),
    )
