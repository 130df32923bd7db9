"""Data fixes of people, and the admin site's name and door."""

from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ibasho.accounts.models import ExportLog, User

admin.site.site_header = _("Ibasho データの修正")
admin.site.site_title = _("データの修正")
admin.site.index_title = _("修正するものを選んでください")
admin.site.login = secure_admin_login(admin.site.login)


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """People are never deleted, their records name them: they are shut out instead."""

    list_display = ["name", "email", "role", "is_active", "joined_at", "last_login"]
    list_filter = ["role", "is_active"]
    search_fields = ["name", "email"]
    fields = ["name", "email", "role", "is_active", "joined_at", "last_login"]
    readonly_fields = ["joined_at", "last_login"]
    actions = ["shut_out", "let_in"]

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        if not change:
            obj.set_unusable_password()  # they come in by a code, and may set a password then
        super().save_model(request, obj, form, change)
        if "email" in form.changed_data:
            # Staff has asked the person; the code by mail shows the rest.
            EmailAddress.objects.filter(user=obj).delete()
            EmailAddress.objects.create(user=obj, email=obj.email, verified=True, primary=True)

    @admin.action(description=_("選んだ人を使えなくする"))
    def shut_out(self, request, queryset):
        queryset.update(is_active=False)

    @admin.action(description=_("選んだ人をまた使えるようにする"))
    def let_in(self, request, queryset):
        queryset.update(is_active=True)


@admin.register(ExportLog)
class ExportLogAdmin(admin.ModelAdmin):
    """Who took which rows out, and when: to be read, never to be mended."""

    list_display = ["at", "user", "what", "query", "rows"]
    list_filter = ["what"]
    list_select_related = ["user"]
    search_fields = ["user__name", "user__email", "query"]
    date_hierarchy = "at"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
