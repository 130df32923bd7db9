"""Data fixes of groups, areas and districts."""

from django.contrib import admin

from ibasho.groups.models import Area, Charge, District, Group, Membership, StatusChange


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
    model = StatusChange
    extra = 0
    fields = ["status", "day", "month_only", "reason", "noted_by", "noted_at"]
    readonly_fields = ["noted_at"]
    autocomplete_fields = ["noted_by"]


class MembershipInline(admin.TabularInline):
    model = Membership
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
