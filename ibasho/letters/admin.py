"""Letters, numbers and mails in the admin: to be looked at, not touched."""

from django.contrib import admin

from ibasho.letters.models import Letter, LetterTemplate, Mail, Register, Reissue


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
    list_display = ["subject", "to", "state", "written_at", "sent_at", "attempts", "last_error"]
    list_filter = ["state", "written_at"]
    search_fields = ["to", "subject"]


@admin.register(LetterTemplate)
class LetterTemplateAdmin(ReadOnlyAdmin):
    list_display = ["kind", "effective_from", "title", "written_by", "written_at"]
    list_filter = ["kind"]
    list_select_related = ["written_by"]
    search_fields = ["title", "body"]


@admin.register(Reissue)
class ReissueAdmin(ReadOnlyAdmin):
    list_display = ["letter", "issued_on", "reason", "issued_by"]
    list_select_related = ["letter", "issued_by"]
    search_fields = ["reason", "=letter__number"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("pdf", "letter__pdf", "letter__content")
