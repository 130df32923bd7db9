"""Data fixes of grants: what the workflow writes, and what is frozen, can only be looked at."""

from django.contrib import admin

from grants.admin import money as _money
from grants.admin import programmes as _programmes
from grants.admin import settling as _settling
from grants.admin.parts import OF_APPLICATION, PartAdmin
from grants.models import (
    Answer,
    Application,
    Assignment,
    Attachment,
    ConflictOfInterest,
    Copied,
    Correction,
    CorrectionItem,
    Correspondence,
    Evidence,
    Finding,
    KeyedIn,
    Message,
    Note,
    PlannedGathering,
    Reading,
    SavedView,
    StepTaken,
    Submission,
    Told,
)
from grants.states import DECIDED
from ibasho.accounts.models import User
from ibasho.accounts.permissions import CAPABILITIES, Capability
from ibasho.letters.admin import ReadOnlyAdmin

REVIEWERS = sorted(role for role, may in CAPABILITIES.items() if Capability.REVIEW in may)


__all__ = ["_money", "_programmes", "_settling"]  # they register their own tables


class StepTakenInline(admin.TabularInline):
    model = StepTaken
    fields = readonly_fields = ["at", "step", "by", "note"]
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("by")


@admin.register(Application)
class ApplicationAdmin(admin.ModelAdmin):
    """Who looks after it can be mended, until it is decided; the way itself is the workflow's."""

    list_display = [
        "receipt_number",
        "group",
        "programme_year",
        "state",
        "requested_amount",
        "awarded_amount",
        "submitted_at",
        "worker",
    ]
    list_display_links = ["receipt_number", "group"]
    list_filter = ["state", "programme_year__fiscal_year", "group__area", "on_paper"]
    list_select_related = ["group", "programme_year__programme", "worker"]
    search_fields = ["receipt_number", "group__search"]
    date_hierarchy = "submitted_at"
    open_fields = ["worker", "on_paper"]
    inlines = [StepTakenInline]

    def get_readonly_fields(self, request, obj=None):
        names = [field.name for field in Application._meta.fields]
        return [name for name in names if name not in self.open_fields]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "worker":
            kwargs["queryset"] = User.objects.filter(role__in=REVIEWERS)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        if obj is not None and obj.state in DECIDED:  # PostgreSQL refuses it as well
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Answer)
class AnswerAdmin(PartAdmin):
    list_display = ["application", "name", "value", "version", "saved_at"]
    search_fields = ["=name", "value", *OF_APPLICATION]
    list_filter = ["application__state"]
    date_hierarchy = "saved_at"


@admin.register(Attachment)
class AttachmentAdmin(PartAdmin):
    list_display = ["name", "application", "media_type", "size", "added_at"]
    search_fields = ["name", "checksum", *OF_APPLICATION]
    list_filter = ["media_type"]
    date_hierarchy = "added_at"
    exclude = ["file"]  # fetched through its own door, which asks who may


@admin.register(Correspondence)
class CorrespondenceAdmin(PartAdmin):
    list_display = ["application", "letter"]
    search_fields = ["=letter__number", *OF_APPLICATION]
    list_select_related = ["application__group", "letter"]
    list_filter = ["letter__kind"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("letter__pdf", "letter__content")


@admin.register(PlannedGathering)
class PlannedGatheringAdmin(PartAdmin):
    list_display = ["application", "day", "starts_at", "ends_at", "venue_fee"]
    list_filter = ["application__programme_year__fiscal_year"]
    date_hierarchy = "day"


@admin.register(Submission)
class SubmissionAdmin(PartAdmin):
    list_display = ["application", "round", "at", "by", "amount"]
    list_filter = ["application__programme_year__fiscal_year"]
    list_select_related = ["application__group", "by"]
    date_hierarchy = "at"


@admin.register(Finding)
class FindingAdmin(PartAdmin):
    list_display = ["application", "criterion", "verdict", "by", "at"]
    search_fields = ["=criterion", "reason", *OF_APPLICATION]
    list_filter = ["verdict", "criterion"]
    list_select_related = ["application__group", "by"]
    date_hierarchy = "at"


@admin.register(StepTaken)
class StepTakenAdmin(PartAdmin):
    list_display = ["application", "step", "source", "target", "by", "at"]
    list_filter = ["step", "target"]
    list_select_related = ["application__group", "by"]
    date_hierarchy = "at"


@admin.register(Correction)
class CorrectionAdmin(PartAdmin):
    """A deadline may be put off here while nobody has answered."""

    list_display = ["application", "due_on", "by", "at", "answered_at"]
    list_filter = [("answered_at", admin.EmptyFieldListFilter)]
    list_select_related = ["application__group", "by"]
    date_hierarchy = "due_on"
    readonly_fields = ["application", "message", "by", "at", "answered_at"]

    def has_change_permission(self, request, obj=None):
        return admin.ModelAdmin.has_change_permission(self, request, obj) and (
            obj is None or obj.answered_at is None
        )


@admin.register(CorrectionItem)
class CorrectionItemAdmin(ReadOnlyAdmin):
    list_display = ["correction", "name", "comment"]
    list_select_related = ["correction__application__group"]
    search_fields = ["=name", "comment"]


@admin.register(ConflictOfInterest)
class ConflictOfInterestAdmin(PartAdmin):
    list_display = ["application", "by", "at", "declared", "words"]
    list_filter = ["declared"]
    list_select_related = ["application__group", "by"]
    date_hierarchy = "at"


@admin.register(Evidence)
class EvidenceAdmin(PartAdmin):
    list_display = ["application", "kind", "on", "by", "words"]
    list_filter = ["kind"]
    list_select_related = ["application__group", "by"]
    date_hierarchy = "on"


@admin.register(Note, Message)
class RemarkAdmin(PartAdmin):
    list_display = ["application", "by", "at", "words"]
    list_select_related = ["application__group", "by"]
    date_hierarchy = "at"


@admin.register(KeyedIn)
class KeyedInAdmin(PartAdmin):
    list_display = ["application", "channel", "received_on"]
    list_filter = ["channel"]
    list_select_related = ["application__group"]
    date_hierarchy = "received_on"


@admin.register(Copied)
class CopiedAdmin(PartAdmin):
    list_display = ["application", "submission", "by", "at"]
    list_select_related = ["application__group", "submission__application__group", "by"]
    date_hierarchy = "at"


@admin.register(Told)
class ToldAdmin(PartAdmin):
    list_display = ["application", "means", "by", "at"]
    list_filter = ["means"]
    list_select_related = ["application__group", "by"]
    date_hierarchy = "at"


@admin.register(Reading)
class ReadingAdmin(PartAdmin):
    list_display = ["application", "user", "at"]
    list_select_related = ["application__group", "user"]


@admin.register(Assignment)
class AssignmentAdmin(ReadOnlyAdmin):
    list_display = ["application", "worker", "by", "at"]
    list_select_related = ["application__group", "worker", "by"]
    search_fields = OF_APPLICATION
    date_hierarchy = "at"


@admin.register(SavedView)
class SavedViewAdmin(ReadOnlyAdmin):
    list_display = ["name", "owner", "query"]
    list_select_related = ["owner"]
    search_fields = ["name", "owner__name"]
