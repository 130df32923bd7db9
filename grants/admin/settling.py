"""Changes, reports and reminders in the admin: frozen by their triggers, so only looked at."""

from django.contrib import admin

from grants.admin.parts import PartAdmin
from grants.models import ChangeRequest, Reminder, Report, ReportDraft


@admin.register(ChangeRequest)
class ChangeRequestAdmin(PartAdmin):
    list_display = ["application", "kind", "stage", "before", "amount", "granted", "asked_at"]
    list_filter = ["kind", "stage"]
    date_hierarchy = "asked_at"


@admin.register(Report)
class ReportAdmin(PartAdmin):
    list_display = ["application", "round", "at", "by", "amount"]
    list_select_related = ["application__group", "by"]
    date_hierarchy = "at"


@admin.register(ReportDraft)
class ReportDraftAdmin(PartAdmin):
    list_display = ["application", "saved_at", "saved_by"]
    list_select_related = ["application__group", "saved_by"]


@admin.register(Reminder)
class ReminderAdmin(PartAdmin):
    list_display = ["application", "what", "due_on", "at"]
    list_filter = ["what"]
    date_hierarchy = "due_on"
