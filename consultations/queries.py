"""What other rooms may ask of the log: figures by fiscal year, meetings, voices and stories."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Expression, F, Func, OuterRef, Q, Subquery, Sum
from django.db.models.functions import TruncMonth

from consultations.choices import Media
from consultations.figures.dimensions import prepared, rule_holds
from consultations.models import (
    CaseStory,
    Consent,
    Consultation,
    CountingRule,
    Meeting,
    PastFigure,
    StoryPart,
    Voice,
)
from ibasho.dates import FiscalYear

SHOWN = 100  # voices without consent on one page


@dataclass(frozen=True)
class YearFigure:
    """One bar of the chart.

    `entered`: the count is a total written down in the past, not counted from records.
    `outreach`: how many of the counted were taken while out; None where only a total is known.
    `logged`: how many records the log holds for the year, whatever the rule leaves out.
    """

    fiscal_year: FiscalYear
    count: int
    counting_rule: CountingRule
    entered: bool
    outreach: int | None
    note: str
    logged: int


@dataclass(frozen=True)
class Share:
    """So many of so many; `percent` is a whole number, None of nothing."""

    part: int
    whole: int

    @property
    def percent(self) -> int | None:
        return round(self.part * 100 / self.whole) if self.whole else None


@dataclass(frozen=True)
class HeadCount:
    """`people` came to the meetings whose head count is known; of `unknown` meetings it is not."""

    people: int
    meetings: int
    unknown: int


@dataclass(frozen=True)
class StoryEntry:
    """One step of a case story; `month` is its first day (None of an episode), `stage` the label."""

    month: date | None
    place: str
    stage: str
    what_happened: str
    advice: str


def per_fiscal_year(
    first: FiscalYear, last: FiscalYear, *, granted: Expression
) -> tuple[YearFigure, ...]:
    """The yearly figures from `first` to `last`, past totals joined with counted records.

    Where a PastFigure exists it is the figure of that year, and records of that year are not
    added to it (the total already holds them). Every other year is counted from the log by the
    rule of that year. `granted` is described in `dimensions.prepared`.
    """
    entered = {figure.fiscal_year: figure for figure in PastFigure.objects.between(first, last)}
    records = prepared(Consultation.objects.in_years(first, last), granted)
    rows = records.values("fiscal_year").annotate(
        logged=Count("pk"),
        count=Count("pk", filter=rule_holds()),
        outreach=Count("pk", filter=rule_holds() & Q(out_of_office=True)),
    )
    found = {row["fiscal_year"]: row for row in rows}
    none = {"logged": 0, "count": 0, "outreach": 0}
    return tuple(
        _figure(year, entered.get(year.year), found.get(year.year, none))
        for year in _years(first, last)
    )


def _figure(year, past, found):
    if past:
        rule = CountingRule(past.counting_rule)
        return YearFigure(year, past.count, rule, True, None, past.note, found["logged"])
    rule, count, outreach = CountingRule.of(year), found["count"], found["outreach"]
    return YearFigure(year, count, rule, False, outreach, "", found["logged"])


def _years(first, last):
    return [FiscalYear(year) for year in range(first.year, last.year + 1)]


def outreach_share(first: FiscalYear, last: FiscalYear) -> Share:
    """How many records of the log in this span were taken while out of the office."""
    found = Consultation.objects.in_years(first, last).aggregate(
        part=Count("pk", filter=Q(out_of_office=True)), whole=Count("pk")
    )
    return Share(**found)


def counts_by(field: str, first: FiscalYear, last: FiscalYear) -> dict[str, int]:
    """Records of the log by one field of choices (channel, asker, stage): {value: number}."""
    return _tally(Consultation.objects.in_years(first, last), F(field))


def counts_by_each(field: str, first: FiscalYear, last: FiscalYear) -> dict[str, int]:
    """The same for audiences and topics; a record with several counts once under each."""
    each = Func(F(field), function="unnest")
    return _tally(Consultation.objects.in_years(first, last), each)


def counts_by_month(first: FiscalYear, last: FiscalYear) -> dict[date, int]:
    """Records of the log by month (its first day); a month without records is left out."""
    return _tally(Consultation.objects.in_years(first, last), TruncMonth("on"))


def _tally(records, key):
    rows = records.order_by().values(key=key).annotate(number=Count("pk"))
    return dict(rows.order_by("key").values_list("key", "number"))


def meetings(first: FiscalYear, last: FiscalYear) -> list[Meeting]:
    """The meetings of this span, oldest first, with their groups."""
    held = Meeting.objects.in_years(first, last).prefetch_related("groups")
    return list(held.order_by("held_on", "id"))


def head_count(first: FiscalYear, last: FiscalYear) -> HeadCount:
    """How many people came to the meetings of this span."""
    found = Meeting.objects.in_years(first, last).aggregate(
        people=Sum("participants", default=0), meetings=Count("pk"), known=Count("participants")
    )
    known = found.pop("known")
    return HeadCount(**found, unknown=found["meetings"] - known)


def consents_to_renew(*, on: date, by: date) -> dict:
    """Whom to ask again, for a page: what ends until `by`, has ended, was never agreed to."""
    voices = Voice.objects.select_related("group", "meeting")
    ledger = Consent.objects.filter(story=OuterRef("pk")).order_by("-id")
    stories = (
        CaseStory.objects.published()
        .annotate(until=Subquery(ledger.values("until")[:1]))
        .filter(until__lte=by)
        .select_related("group")
    )
    return {
        "ending": list(voices.ending(on=on, by=by).order_by("consent_until", "id")),
        "ended": list(voices.ended(on=on).order_by("consent_until", "id")),
        "unasked": list(voices.without_consent().filter(withdrawn_on=None)[:SHOWN]),
        "stories": list(stories.order_by("until", "id")),
    }


def voices_for_report(
    *, on: date, first: FiscalYear | None = None, last: FiscalYear | None = None
) -> list[Voice]:
    """Voices that may stand in a report made on this day, heard between the two years if given."""
    voices = Voice.objects.allowed_in(Media.REPORT, on=on).select_related("group", "meeting")
    if first:
        voices = voices.filter(heard_on__gte=first.first)
    if last:
        voices = voices.filter(heard_on__lte=last.last)
    return list(voices.order_by("heard_on", "id"))


def stories_for_report(*, on: date, first: FiscalYear, last: FiscalYear) -> list[CaseStory]:
    """Stories that may stand in a report made on this day, if a part of them fell into the span.

    Their `parts` come along, and nothing of the records that the parts were told from.
    """
    parts = StoryPart.objects.filter(story=OuterRef("pk"), month__range=(first.first, last.last))
    allowed = CaseStory.objects.allowed_in(Media.REPORT, on=on).filter(Exists(parts))
    return list(allowed.select_related("group").prefetch_related("parts"))


def story_entries(story: CaseStory) -> tuple[StoryEntry, ...]:
    """The story as it was frozen, step by step; an episode has neither month nor stage."""
    return tuple(
        StoryEntry(
            month=part.month,
            place=part.place,
            stage=part.stage_words,
            what_happened=part.told,
            advice=part.advice,
        )
        for part in story.parts.all()
    )
