"""Data fixes of groups, areas and districts."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from ibasho.groups.models import (
    Area,
    Charge,
    District,
    Gathering,
    Group,
    Membership,
    Part,
    Receipt,
    StatusChange,
)


class ChargeInline(admin.TabularInline):
    model = Charge
    extra = 0
    autocomplete_fields = ["user"]


@admin.register(Area)
class AreaAdmin(admin.ModelAdmin):
    list_display = ["name", "order"]
    search_fields = ["name"]
    inlines = [ChargeInline]


@admin.register(District)
class DistrictAdmin(admin.ModelAdmin):
    list_display = ["name", "reading", "area"]
    list_filter = ["area"]
    list_select_related = ["area"]
    search_fields = ["name", "reading"]


class StatusChangeInline(admin.TabularInline):
    """To be looked at: the staff's page mends an entry, and keeps why."""

    model = StatusChange
    extra = 0
    fields = ["status", "day", "month_only", "reason", "noted_by", "noted_at", "amended_why"]

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class StillLed(BaseInlineFormSet):
    """Says before PostgreSQL does that the last representative stays."""

    def clean(self):
        super().clean()
        kept = [
            form.cleaned_data.get("part")
            for form in self.forms
            if form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]
        led_before = any(form.initial.get("part") == Part.REPRESENTATIVE for form in self.forms)
        if led_before and Part.REPRESENTATIVE not in kept:
            raise ValidationError(_("代表がいなくなります。先に、ほかの人を代表にしてください。"))


class MembershipInline(admin.TabularInline):
    model = Membership
    formset = StillLed
    extra = 0
    fields = ["user", "part", "since"]
    readonly_fields = ["since"]
    autocomplete_fields = ["user"]


@admin.register(Group)
class GroupAdmin(admin.ModelAdmin):
    list_display = ["name", "reading", "neighbourhood", "area", "published"]
    list_filter = ["area", "published", "district"]
    list_select_related = ["area"]
    search_fields = ["search"]
    readonly_fields = ["registered_at"]
    inlines = [StatusChangeInline, MembershipInline]


class ReceiptInline(admin.TabularInline):
    model = Receipt
    extra = 0
    can_delete = False
    fields = readonly_fields = ["name", "size", "checksum", "added_by", "added_at"]

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(Gathering)
class GatheringAdmin(admin.ModelAdmin):
    """Figures may be mended; whose it is and who wrote it stays."""

    list_display = ["group", "on", "starts_at", "form", "people", "venue_fee", "by_staff"]
    list_filter = ["form", "by_staff", "group__area"]
    list_select_related = ["group"]
    search_fields = ["group__search", "place"]
    date_hierarchy = "on"
    readonly_fields = ["group", "by_staff", "noted_by", "noted_at"]
    inlines = [ReceiptInline]

    def has_add_permission(self, request):
        return False
