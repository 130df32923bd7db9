"""Data fixes of programmes and their years; what their own pages write can only be looked at."""

from functools import partial

from django.contrib import admin

from grants.models import (
    Edition,
    Exclusion,
    OtherFunding,
    Programme,
    ProgrammeYear,
    Replay,
    TermsDraft,
)
from grants.programmes.publishing import sent
from ibasho.fields import CountField, YenField
from ibasho.letters.admin import ReadOnlyAdmin


@admin.register(Programme)
class ProgrammeAdmin(admin.ModelAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(ProgrammeYear)
class ProgrammeYearAdmin(admin.ModelAdmin):
    """Terms are checked by the rules themselves (ProgrammeYear.clean).

    Once something was sent they change only as an edition, on the pages of the programmes.
    """

    # Read by the house's own fields: no year that FiscalYear knows not, full-width digits welcome.
    read_by = {
        "fiscal_year": partial(CountField, min_value=1950, max_value=2099),
        "budget": YenField,
    }

    list_display = [
        "__str__",
        "opens_on",
        "closes_on",
        "budget",
        "committed",
        "one_person_may_decide",
        "published",
    ]
    list_filter = ["programme", "fiscal_year", "published"]
    list_select_related = ["programme"]
    search_fields = ["programme__name", "=fiscal_year"]
    date_hierarchy = "opens_on"

    def get_readonly_fields(self, request, obj=None):
        return ["terms"] if obj is not None and sent(obj) else []

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if field := self.read_by.get(db_field.name):
            return field(label=db_field.verbose_name)
        return super().formfield_for_dbfield(db_field, request, **kwargs)


def _looked_at(model, columns: list[str], **more) -> None:
    """A table that other pages write: here it can only be looked at."""
    admin.site.register(
        model, type(f"{model.__name__}Admin", (ReadOnlyAdmin,), {"list_display": columns, **more})
    )


OF_YEAR = {"list_select_related": ["programme_year__programme"]}
_looked_at(TermsDraft, ["programme_year", "saved_at", "saved_by"], **OF_YEAR)
_looked_at(Edition, ["programme_year", "number", "at", "by"], **OF_YEAR)
_looked_at(Exclusion, ["first", "second", "from_year", "to_year", "reason"])
_looked_at(OtherFunding, ["name", "programme", "fiscal_year", "amount"], search_fields=["name"])
_looked_at(Replay, ["at", "by", "decisions", "settlements"], date_hierarchy="at")
