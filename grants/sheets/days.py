"""Dates written one a line, as an item of the plan."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from ibasho.dates import DateError, parse_date, western
from ibasho.fields import TextField
from ibasho.text import is_blank, unify_breaks

LONGEST_PLAN = 366


def lines_of(typed: str) -> list[str]:
    return [line for line in unify_breaks(typed).split("\n") if not is_blank(line)]


def understood(typed: str) -> list[date]:
    """The days of those lines that can be read, in order, each once."""
    found = {day for line in lines_of(typed)[:LONGEST_PLAN] if (day := _read(line))}
    return sorted(found)


def without(typed: str, day: str) -> str:
    """The same lines but those that mean this day (in ISO form)."""
    return "\n".join(line for line in lines_of(typed) if _iso(line) != day)


def _read(line: str) -> date | None:
    try:
        return parse_date(line)
    except DateError:
        return None


def _iso(line: str) -> str:
    return day.isoformat() if (day := _read(line)) else ""


class DaysField(TextField):
    """Dates, one a line, in any form that we read; cleaned to a sorted tuple of dates."""

    default_error_messages = {
        "twice": _("%(label)sに%(day)sが2回あります。1つだけにしてください。"),
        "too_many": _("%(label)sは366日までにしてください。"),
        "line": _("%(label)sの「%(line)s」を確かめてください。%(why)s"),
    }

    def clean(self, value):
        lines = lines_of(super().clean(value))
        if len(lines) > LONGEST_PLAN:
            raise self.complaint("too_many", label=self.label)
        days = [self._day(line) for line in lines]
        if len(days) != len(set(days)):
            twice = next(day for day in days if days.count(day) > 1)
            raise self.complaint("twice", label=self.label, day=western(twice))
        return tuple(sorted(days))

    def _day(self, line: str) -> date:
        try:
            return parse_date(line)
        except DateError as error:
            raise self.complaint(
                "line", label=self.label, line=line[:30], why=str(error)
            ) from error
