"""Editions in the admin: to be looked at; they are written on their own pages."""

from django.contrib import admin

from ibasho.letters.admin import ReadOnlyAdmin
from ibasho.reports.models import Edition, EditionFile


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "written_by", "written_at", "frozen_by", "frozen_at"]
    list_select_related = ["written_by", "frozen_by"]

    def get_queryset(self, request):
        return super().get_queryset(request).light()


@admin.register(EditionFile)
class EditionFileAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "state", "asked_at", "made_at", "size"]
    list_select_related = ["edition"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content")
