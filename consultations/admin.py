"""Data fixes of the room; what the workflow writes is read-only, what stands apart is not here."""

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.postgres.fields import ArrayField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.log import reading
from consultations.models import (
    Announcement,
    Answer,
    Attachment,
    CaseStory,
    Consent,
    Consultation,
    Handout,
    How,
    Intake,
    Introduction,
    Meeting,
    Merge,
    PastFigure,
    Person,
    ReadLog,
    SignUp,
    StoryPart,
    Voice,
)
from ibasho.fields import MultiChoiceField

WRITTEN = ("written_by", "written_at", "amended_by", "amended_at")


class SeveralChoices(admin.ModelAdmin):
    """Shows a column of several choices as boxes to tick."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if not isinstance(db_field, ArrayField):
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        return MultiChoiceField(
            label=db_field.verbose_name,
            choices=db_field.base_field.choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )


class ReadOnly:
    """To be read here, and written nowhere but where it happens."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class IntroductionInline(admin.TabularInline):
    model = Introduction
    extra = 0
    raw_id_fields = ("person", "introducer", "met")


class NotedList(ChangeList):
    """A list whose rows are noted as read."""

    def get_results(self, request):
        super().get_results(request)
        reading.note(self.result_list, by=request.user, at=timezone.now(), how=How.ADMIN)


class FollowUpFilter(admin.SimpleListFilter):
    title = _("次の連絡")
    parameter_name = "follow_up"

    def lookups(self, request, model_admin):
        return [("open", _("まだ")), ("done", _("連絡した"))]

    def queryset(self, request, queryset):
        planned = queryset.filter(follow_up_on__isnull=False)
        answers = {
            "open": planned.filter(followed_up=False),
            "done": planned.filter(followed_up=True),
        }
        return answers.get(self.value(), queryset)


@admin.register(Consultation)
class ConsultationAdmin(SeveralChoices):
    """New records are written on the staff pages, where the workflow notes who and when."""

    list_display = ("on", "about", "channel", "asker", "out_of_office", "stage", "to_confirm")
    list_filter = ("channel", "out_of_office", "area", FollowUpFilter, "stage", "workers")
    list_select_related = ("group",)
    search_fields = ("asker_name", "idea", "place", "what_happened", "group__name")
    date_hierarchy = "on"
    readonly_fields = WRITTEN
    raw_id_fields = ("asker_person", "group")
    inlines = (IntroductionInline,)

    def has_add_permission(self, request):
        return False

    def get_changelist(self, request, **kwargs):
        return NotedList

    def get_object(self, request, object_id, from_field=None):
        found = super().get_object(request, object_id, from_field)
        if found is not None:
            reading.note([found], by=request.user, at=timezone.now(), how=How.ADMIN)
        return found


@admin.register(Introduction)
class IntroductionAdmin(admin.ModelAdmin):
    list_display = ("name", "role", "consultation")
    list_select_related = ("consultation__group",)
    search_fields = ("name", "role")
    raw_id_fields = ("consultation", "person", "introducer", "met")


@admin.register(Meeting)
class MeetingAdmin(admin.ModelAdmin):
    list_display = ("held_on", "concept", "place", "participants", "to_confirm")
    list_filter = ("held_on",)
    search_fields = ("concept", "place", "summary")
    date_hierarchy = "held_on"
    filter_horizontal = ("groups",)


class ToBeLookedAt(admin.ModelAdmin):
    """Rows that only the workflow writes: with seats, mails and files hanging on them."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Announcement)
class AnnouncementAdmin(ToBeLookedAt):
    list_display = ("title", "meeting", "capacity", "closes_on", "published")
    list_select_related = ("meeting",)
    search_fields = ("title", "about")


@admin.register(SignUp)
class SignUpAdmin(ToBeLookedAt):
    list_display = ("announcement", "number", "name", "place", "asked_at", "came_at")
    list_filter = ("place",)
    list_select_related = ("announcement",)
    search_fields = ("name", "email", "phone")


@admin.register(Handout)
class HandoutAdmin(ToBeLookedAt):
    list_display = ("title", "meeting", "name", "public", "added_at")
    list_select_related = ("meeting",)
    search_fields = ("title", "name")


@admin.register(Answer)
class AnswerAdmin(ToBeLookedAt):
    list_display = ("meeting", "rating", "wish", "given_on")
    list_filter = ("rating",)
    list_select_related = ("meeting",)
    search_fields = ("wish",)


@admin.register(PastFigure)
class PastFigureAdmin(admin.ModelAdmin):
    list_display = ("fiscal_year", "count", "counting_rule", "note", "source")
    list_filter = ("counting_rule",)
    search_fields = ("note", "source")


class ConsentInline(ReadOnly, admin.TabularInline):
    model = Consent
    fields = ("act", "on", "media", "until", "manner", "said_by", "asked_by", "noted_at")
    extra = 0


@admin.register(Voice)
class VoiceAdmin(SeveralChoices):
    """The consent stands in the ledger; what a voice shows of it is read there."""

    list_display = ("words", "speaker", "heard_on", "group", "consented_on", "withdrawn_on")
    list_filter = ("speaker", "consented_on", "withdrawn_on")
    list_select_related = ("group",)
    search_fields = ("words", "group__name", "meeting__concept")
    date_hierarchy = "heard_on"
    readonly_fields = ("consented_on", "media", "consent_until", "withdrawn_on")
    inlines = (ConsentInline,)


@admin.register(Consent)
class ConsentAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("on", "act", "voice", "story", "manner", "until", "noted_at")
    list_filter = ("act", "manner", "on")
    list_select_related = ("voice", "story")
    search_fields = ("words", "said_by")


class StoryPartInline(ReadOnly, admin.TabularInline):
    model = StoryPart
    fields = ("position", "month", "stage", "place", "told", "advice")
    extra = 0


@admin.register(CaseStory)
class CaseStoryAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("title", "group", "version", "published_at", "order")
    list_filter = ("published_at",)
    list_select_related = ("group",)
    search_fields = ("title", "group__name")
    inlines = (StoryPartInline,)


@admin.register(Intake)
class IntakeAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("name", "target", "state", "rows", "added", "uploaded_by", "uploaded_at")
    list_filter = ("target", "state")
    list_select_related = ("uploaded_by",)
    search_fields = ("name",)


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin):
    """Two that are one are merged on the staff pages, where it can be taken back."""

    list_display = ("name", "reading", "role", "organisation", "merged_into")
    list_filter = (("merged_into", admin.EmptyFieldListFilter),)
    list_select_related = ("merged_into",)
    search_fields = ("name", "reading", "role", "organisation")
    readonly_fields = ("merged_into", "known_since")

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        if not change:
            obj.known_since = timezone.now()
        super().save_model(request, obj, form, change)


@admin.register(Merge)
class MergeAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("kept", "gone", "by", "at", "undone_by", "undone_at")
    list_select_related = ("kept", "gone", "by", "undone_by")
    search_fields = ("kept__name", "gone__name")
    date_hierarchy = "at"


@admin.register(Attachment)
class AttachmentAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("name", "consultation", "media_type", "size", "added_at")
    list_select_related = ("consultation__group",)
    search_fields = ("name", "checksum")
    list_filter = ("media_type",)
    date_hierarchy = "added_at"
    exclude = ("file",)  # fetched through its own door, which notes the reading


@admin.register(ReadLog)
class ReadLogAdmin(ReadOnly, admin.ModelAdmin):
    """Who has read which record: the question itself is asked on the staff pages."""

    list_display = ("at", "user", "how", "consultation_id", "reason")
    list_filter = ("how",)
    list_select_related = ("user",)
    search_fields = ("user__name", "user__email")
    date_hierarchy = "at"
    fields = ("at", "user", "how", "consultation_id", "reason")
    show_full_result_count = False
