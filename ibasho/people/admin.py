"""Invitations in the admin: to be looked at, not touched."""

from django.contrib import admin

from ibasho.people.models import Invitation


@admin.register(Invitation)
class InvitationAdmin(admin.ModelAdmin):
    list_display = ["email", "group", "part", "invited_at", "expires_at", "used_at", "revoked_at"]
    list_filter = ["part", "invited_at"]
    list_select_related = ["group"]
    search_fields = ["email", "group__search"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
