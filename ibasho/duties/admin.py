"""Hand-overs in the admin: to be looked at, not touched."""

from django.contrib import admin

from ibasho.duties.models import HandOver


@admin.register(HandOver)
class HandOverAdmin(admin.ModelAdmin):
    list_display = ["at", "giver", "taker", "by"]
    list_select_related = ["giver", "taker", "by"]
    search_fields = ["giver__name", "taker__name"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
