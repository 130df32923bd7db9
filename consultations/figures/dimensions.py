"""What consultations are counted by: each dimension, its values, and when a record holds one.

A figure counts the records that `holds` lets through, and the list behind it shows the same ones.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Expression,
    F,
    Func,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, ExtractMonth, ExtractYear
from django.utils.translation import gettext_lazy as _

from consultations.choices import Asker, Audience, Channel, Stage, Topic
from consultations.models.past import RULE_CHANGED
from ibasho.dates import FiscalYear
from ibasho.groups.models import Area

NONE = "none"
UNWRITTEN = (NONE, _("未記入"))
EACH = _("1件に2つ以上あるときは、それぞれに1件と数える")
YEAR = Case(
    When(on__month__gte=4, then=ExtractYear("on")),
    default=ExtractYear("on") - 1,
    output_field=IntegerField(),
)


@dataclass(frozen=True)
class Dimension:
    """`values` are (key, label) as they stand in an address and on a page; `by` groups in SQL.

    `holds` says in SQL which records hold a value; `rule` is the definition as people read it.
    """

    key: str
    title: str
    values: tuple[tuple[str, str], ...]
    by: Expression
    holds: Callable[[str], Q]
    rule: str
    several: bool = False

    def label(self, value: str) -> str:
        return str(dict(self.values)[value])


def _plain(key, title, field, choices, rule, *, blank=False) -> Dimension:
    """A column of choices; an empty one is 未記入."""
    by = Case(When(**{field: ""}, then=Value(NONE)), default=F(field), output_field=CharField())
    values = tuple(choices) + ((UNWRITTEN,) if blank else ())
    return Dimension(key, title, values, by, lambda v: Q(**{field: "" if v == NONE else v}), rule)


def _array(key, title, field, choices, rule) -> Dimension:
    """A column of several choices: a record counts under each of them."""
    none = Value([NONE], output_field=ArrayField(CharField()))
    filled = Case(When(**{field: []}, then=none), default=F(field))
    each = Func(filled, function="unnest", output_field=CharField())

    def holds(value):
        return Q(**{field: []}) if value == NONE else Q(**{f"{field}__contains": [value]})

    return Dimension(key, title, (*choices, UNWRITTEN), each, holds, f"{rule}。{EACH}", True)


def _flag(key, title, field, labels, rule) -> Dimension:
    by = Case(When(**{field: True}, then=Value("yes")), default=Value("no"))
    values = (("yes", labels[0]), ("no", labels[1]))
    return Dimension(key, title, values, by, lambda v: Q(**{field: v == "yes"}), rule)


def _years(first: FiscalYear, last: FiscalYear) -> Dimension:
    years = [FiscalYear(year) for year in range(first.year, last.year + 1)]

    def holds(value):
        year = FiscalYear(int(value))
        return Q(on__range=(year.first, year.last))

    return Dimension(
        "year",
        _("年度"),
        tuple((str(year.year), str(year)) for year in years),
        Cast(F("fiscal_year"), CharField()),
        holds,
        _("相談のあった日が4月1日から翌年3月31日まで"),
    )


MONTHS = Dimension(
    "month",
    _("月"),
    tuple((str(month), f"{month}月") for month in (*range(4, 13), 1, 2, 3)),
    Cast(ExtractMonth("on"), CharField()),
    lambda value: Q(on__month=int(value)),
    _("相談のあった日の月"),
)


def _areas() -> Dimension:
    def holds(value):
        return Q(area=None) if value == NONE else Q(area=int(value))

    return Dimension(
        "area",
        _("圏域"),
        (*((str(pk), name) for pk, name in Area.objects.values_list("pk", "name")), UNWRITTEN),
        Case(
            When(area=None, then=Value(NONE)),
            default=Cast(F("area"), CharField()),
            output_field=CharField(),
        ),
        holds,
        _("記録に書かれた圏域"),
    )


def _granted() -> Dimension:
    held = Q(granted=True)
    return Dimension(
        "granted",
        _("助成"),
        (
            ("yes", _("助成を受けた団体")),
            ("no", _("助成を受けていない団体")),
            (NONE, _("団体なし")),
        ),
        Case(
            When(group=None, then=Value(NONE)),
            When(held, then=Value("yes")),
            default=Value("no"),
            output_field=CharField(),
        ),
        lambda v: Q(group=None) if v == NONE else Q(group__isnull=False, granted=v == "yes"),
        _("相談のあった年度の交付決定が、その団体にあるかどうか"),
    )


def dimensions(first: FiscalYear, last: FiscalYear) -> dict[str, Dimension]:
    """Every dimension by its key, in the order of the page; one query, for the areas."""
    every: Sequence[Dimension] = (
        _years(first, last),
        MONTHS,
        _areas(),
        _plain("channel", _("方法"), "channel", Channel.choices, _("相談を受けた方法")),
        _array("audience", _("だれのため"), "audiences", Audience.choices, _("相談の対象")),
        _array("topic", _("話題"), "topics", Topic.choices, _("相談の話題")),
        _flag(
            "continuing",
            _("新規・継続"),
            "continuing",
            (_("継続"), _("新規")),
            _("「前からのつづき」に印があれば継続、なければ新規"),
        ),
        _flag(
            "outreach",
            _("受けたところ"),
            "out_of_office",
            (_("出向いた先で"), _("それ以外")),
            _("「出向いた先で受けた」に印があるかどうか"),
        ),
        _granted(),
        _plain("asker", _("相談した人"), "asker", Asker.choices, _("相談した人の種類")),
        _plain("stage", _("段階"), "stage", Stage.choices, _("物語の段階"), blank=True),
    )
    return {dimension.key: dimension for dimension in every}


def prepared(records: QuerySet, granted: Expression) -> QuerySet:
    """The records with what the dimensions read: their `fiscal_year`, and whether it was `granted`.

    `granted` is a condition over `group` and `fiscal_year`; grants are another room, so whoever
    reads both rooms brings it.
    """
    years = records.order_by().annotate(fiscal_year=YEAR)
    return years.annotate(granted=Cast(granted, BooleanField()))


def rule_holds() -> Q:
    """CountingRule of each record's own year, over what `prepared` gives."""
    return Q(on__lt=RULE_CHANGED.first) | Q(granted=True)
