"""From the repeat items of the plan sheet to the days that they mean."""

from calendar import monthrange
from datetime import time

from django.utils.translation import gettext as _

from grants.rules.schedule import (
    MonthlyWeekday,
    Pattern,
    Rule,
    ScheduleError,
    Weekly,
    holiday_name,
    planned,
)
from grants.sheets.plan import PlanSheet
from ibasho.dates import WEEKDAYS, spoken, western

# The days do not depend on the hours, which may not be told yet.
ANY_START, ANY_END = time(0, 0), time(23, 59)
MONTHS_APART = {"monthly": 1, "bimonthly": 2}
WEEKS_APART = {"weekly": 1, "fortnightly": 2}


class PatternError(ValueError):
    """A pattern that gives no days; `item` is where to mend it, the text says how."""

    def __init__(self, item: str, words: str):
        super().__init__(words)
        self.item = item


def expand(plan: PlanSheet) -> str:
    """The days of the pattern, one a line, as the item `days` keeps them."""
    first, last = plan.period
    try:
        pattern = Pattern(
            rule=_rule(plan),
            first=first,
            last=last.replace(day=monthrange(last.year, last.month)[1]),
            start=ANY_START,
            end=ANY_END,
            skipped_months=tuple(int(month) for month in plan.cleaned_data.get("skip_months", ())),
        )
        found = planned(pattern, plan.fiscal_year)
    except ScheduleError as error:
        raise PatternError("repeat", str(error)) from error
    if not found:
        raise PatternError("repeat", _("この決め方では、開催日が1日もありません。"))
    return "\n".join(western(one.date) for one in found)


def _rule(plan: PlanSheet) -> Rule:
    repeat = plan.cleaned_data.get("repeat")
    if not repeat:
        raise PatternError("repeat", _("くり返しを、毎月や毎週などから選んでください。"))
    if not plan.cleaned_data.get("weekday"):
        raise PatternError("weekday", _("曜日を選んでください。"))
    weekday = WEEKDAYS[int(plan.cleaned_data["weekday"])]
    if repeat in WEEKS_APART:
        return Weekly(weekdays=(weekday,), every=WEEKS_APART[repeat])
    weeks = tuple(int(week) for week in plan.cleaned_data.get("weeks", ()))
    if not weeks:
        raise PatternError("weeks", _("第何週かを選んでください。"))
    return MonthlyWeekday(weekday=weekday, weeks=weeks, every=MONTHS_APART[repeat])


def said_back(plan: PlanSheet) -> list[dict[str, str]]:
    """Each day that was understood, in full, with the holiday that it falls on."""
    return [
        {"key": day.isoformat(), "words": spoken(day), "holiday": holiday_name(day)}
        for day in plan.understood()
    ]
