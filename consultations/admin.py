"""Data fixes of the room; what the workflow writes is read-only, a reflection stays unseen."""

from django import forms
from django.contrib import admin
from django.contrib.postgres.fields import ArrayField
from django.utils.translation import gettext_lazy as _

from consultations.models import (
    CaseStory,
    Consent,
    Consultation,
    Intake,
    Introduction,
    Meeting,
    PastFigure,
    StoryPart,
    Voice,
)
from consultations.permissions import may_reflect, readable
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


class IntroductionInline(admin.TabularInline):
    model = Introduction
    extra = 0


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
    inlines = (IntroductionInline,)

    def has_add_permission(self, request):
        return False

    def get_queryset(self, request):
        return readable(super().get_queryset(request), request.user)

    def get_exclude(self, request, obj=None):
        return () if may_reflect(request.user) else ("reflection",)


@admin.register(Introduction)
class IntroductionAdmin(admin.ModelAdmin):
    list_display = ("name", "role", "consultation")
    list_select_related = ("consultation__group",)
    search_fields = ("name", "role")
    raw_id_fields = ("consultation",)


@admin.register(Meeting)
class MeetingAdmin(admin.ModelAdmin):
    list_display = ("held_on", "concept", "place", "participants", "to_confirm")
    list_filter = ("held_on",)
    search_fields = ("concept", "place", "summary")
    date_hierarchy = "held_on"
    filter_horizontal = ("groups",)


@admin.register(PastFigure)
class PastFigureAdmin(admin.ModelAdmin):
    list_display = ("fiscal_year", "count", "counting_rule", "note", "source")
    list_filter = ("counting_rule",)
    search_fields = ("note", "source")


class ReadOnly:
    """Written by the workflow alone; the administrator may look."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


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
