"""What a group has from elsewhere: entries of the ledger that could be its own, its other applications.

Names are compared without width, case, kana and spaces, and by their trigrams: a hint for a
person to look, never a reason to refuse.
"""

from dataclasses import dataclass, field

from django.db.models import FloatField, Func, Q, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from grants.models import Application, OtherFunding
from grants.models import Finding as Judged
from grants.models.funding import plain
from grants.programmes import exclusion
from grants.states import State
from ibasho.groups.models import Group

LIKE_NAME, LIKE_PERSON, LIKE_HOLDER = 0.25, 0.5, 0.6
NOT_ASKING = [State.DRAFT, State.WITHDRAWN]


class Similarity(Func):
    """pg_trgm: how many of the trigrams of both two texts share, from 0 to 1."""

    function = "similarity"
    output_field = FloatField()


class WithinSimilarity(Similarity):
    """The same, of the first text and the part of the second that is nearest to it."""

    function = "word_similarity"


@dataclass(frozen=True)
class Match:
    """An entry of the ledger that could be of this group, and why."""

    entry: OtherFunding
    certain: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Around:
    """Everything known of the group's other money in one fiscal year; `judged`: who found what, and why."""

    matches: list[Match] = field(default_factory=list)
    others: list[Application] = field(default_factory=list)
    clashes: list[str] = field(default_factory=list)
    judged: Judged | None = None

    def __bool__(self) -> bool:
        return bool(self.matches or self.others)


def around(application: Application) -> Around:
    """For the page of one application."""
    group, year = application.group, application.programme_year
    others = list(
        Application.objects.filter(group=group, programme_year__fiscal_year=year.fiscal_year)
        .exclude(pk=application.pk)
        .exclude(state__in=NOT_ASKING)
        .select_related("programme_year__programme")
        .order_by("receipt_number")
    )
    pairs = exclusion.between([year, *(other.programme_year for other in others)])
    mine = [pair for pair in pairs if year.programme_id in (pair.first_id, pair.second_id)]
    return Around(
        matches=matches(group, year.fiscal_year),
        others=others,
        clashes=[exclusion.said(pair) for pair in mine],
    )


def matches(group: Group, fiscal_year: int) -> list[Match]:
    """The entries of the year that could be of this group, the surest first; two queries."""
    names = [plain(name) for name in (group.name, group.operator, group.reading) if name]
    people = [plain(group.representative)] if group.representative else []
    accounts = group.bank_accounts.usable().values_list("holder", flat=True)
    known = (group.reading, group.representative_reading, *accounts)
    holders = [plain(one) for one in known if one]
    rows = (
        OtherFunding.objects.filter(fiscal_year=fiscal_year)
        .annotate(
            name_like=_best(Similarity, "name_folded", names),
            officer_like=_best(Similarity, "officer_folded", people),
            holder_like=_best(WithinSimilarity, "holder_folded", holders),
        )
        .filter(
            Q(group=group)
            | Q(name_like__gte=LIKE_NAME)
            | Q(officer_like__gte=LIKE_PERSON)
            | Q(holder_like__gte=LIKE_HOLDER)
        )
        .order_by("-name_like", "name", "id")
    )
    found = [Match(row, row.group_id == group.pk, tuple(_reasons(row, group))) for row in rows]
    return sorted(found, key=lambda match: not match.certain)


def _best(kind, column: str, texts: list[str]):
    """The highest likeness of a column with one of the texts; 0 where there is none to compare."""
    found = [kind(Value(text), column) for text in texts]
    return Greatest(Value(0.0), Value(0.0), *found, output_field=FloatField())


def _reasons(row: OtherFunding, group: Group):
    if row.group_id == group.pk:
        yield _("この団体のものとして記入されています。")
    if row.name_like >= LIKE_NAME:
        yield _("団体の名前が似ています（%s）。") % row.name
    if row.officer_like >= LIKE_PERSON:
        yield _("代表者の名前が似ています（%s）。") % row.officer
    if row.holder_like >= LIKE_HOLDER:
        yield _("口座の名義が似ています（%s）。") % row.holder
