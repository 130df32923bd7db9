"""Letters, numbers and mails in the admin: to be looked at, not touched."""

from django.contrib import admin

from ibasho.letters.models import Letter, Mail, Register


class ReadOnlyAdmin(admin.ModelAdmin):
    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Letter)
class LetterAdmin(ReadOnlyAdmin):
    list_display = ["reference", "kind", "group", "issued_on", "issued_by"]
    list_filter = ["fiscal_year", "kind"]
    list_select_related = ["group", "issued_by"]
    search_fields = ["group__search", "=number", "checksum"]

    def get_queryset(self, request):
        return super().get_queryset(request).light()


@admin.register(Register)
class RegisterAdmin(ReadOnlyAdmin):
    list_display = ["fiscal_year", "series", "last"]
    list_filter = ["fiscal_year", "series"]


@admin.register(Mail)
class MailAdmin(ReadOnlyAdmin):
    list_display = ["subject", "to", "written_at", "sent_at", "attempts", "last_error"]
    list_filter = [("sent_at", admin.EmptyFieldListFilter), "written_at"]
    search_fields = ["to", "subject"]
