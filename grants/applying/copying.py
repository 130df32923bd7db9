"""Beginning with the answers of an earlier application of the group: what is copied, and how its
days are told in another fiscal year. What writes takes `by` (a User) and `at` (an aware moment).
"""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Case, IntegerField, Value, When
from django.utils.translation import gettext as _

from grants.applying import answering
from grants.models import Application, Copied, Submission
from grants.permissions import NotAllowed
from grants.rules.changes import differences
from grants.rules.terms import Terms
from grants.sheets import PlanSheet, fee_name, read_all
from grants.sheets.days import understood
from grants.sheets.pattern import PatternError, expand
from grants.states import State
from ibasho.dates import FiscalYear, western

# They are about one fiscal year alone, so that everybody tells them anew.
ASKED_ANEW = frozenset({"other_grant", "other_grant_detail"})
MONTHS = ("period_first", "period_last")


def source(application: Application) -> Submission | None:
    """What a draft can be copied from: the group's last submission, of its own programme if any."""
    if application.state != State.DRAFT or copied(application):
        return None
    own = When(
        application__programme_year__programme=application.programme_year.programme_id,
        then=Value(0),
    )
    return (
        Submission.objects.filter(application__group=application.group_id)
        .exclude(application=application)
        .select_related("application__programme_year__programme")
        .order_by(Case(own, default=Value(1), output_field=IntegerField()), "-at", "-round")
        .first()
    )


def copied(application: Application) -> Submission | None:
    """What it was copied from, if it was."""
    found = getattr(application, "copied", None)
    return found and found.submission


@transaction.atomic
def copy(application: Application, *, by, at) -> None:
    """Answers go where nothing is written yet; a second press changes nothing."""
    locked = Application.objects.select_for_update().get(pk=application.pk)
    if locked.state != State.DRAFT:
        raise NotAllowed(_("この申請はもう提出されています。前の申請を写すことはできません。"))
    if copied(locked):
        return
    found = source(locked)
    if found is None:
        raise NotAllowed(_("写せる申請がありません。"))
    told = carried(found, locked.programme_year.year).items()
    known = {name: value for name, value in told if value and name not in ASKED_ANEW}
    answering.fill_in(locked, known, by=by, at=at)
    Copied.objects.create(application=locked, submission=found, by=by, at=at)


def carried(submission: Submission, year: FiscalYear) -> dict[str, str]:
    """Its answers as they would be told of `year`: months and days moved there, fees with them."""
    before = submission.application.programme_year.year
    answers = dict(submission.answers)
    years = year.year - before.year
    if not years:
        return answers
    plan = read_all(answers, before)["plan"]
    answers |= {
        name: _month(month, years) for name in MONTHS if (month := plan.cleaned_data.get(name))
    }
    days = understood(answers.get("days", ""))
    moved = {day: there for day in days if (there := _moved(day, years))}
    answers["days"] = _by_pattern(plan, answers, year) or "\n".join(map(western, moved.values()))
    fees = {fee_name(day): answers.pop(fee_name(day), "") for day in days}
    return answers | {fee_name(moved[day]): fees[fee_name(day)] for day in moved}


def _month(month: date, years: int) -> str:
    return _("%(year)d年%(month)d月") % {"year": month.year + years, "month": month.month}


def _moved(day: date, years: int) -> date | None:
    """The same weekday of the same week of that month; None where it has no fifth."""
    first = day.replace(year=day.year + years, day=1)
    to_weekday = timedelta(days=(day.weekday() - first.weekday()) % 7 + (day.day - 1) // 7 * 7)
    found = first + to_weekday
    return found if found.month == day.month else None


def _by_pattern(plan: PlanSheet, answers: dict[str, str], year: FiscalYear) -> str:
    """The days of the same rhythm, where it alone made those of the earlier plan; else empty."""
    try:
        if understood(expand(plan)) != understood(answers.get("days", "")):
            return ""
        return expand(read_all(answers | {"days": ""}, year, gentle=True)["plan"])
    except PatternError:
        return ""


def changed_terms(application: Application) -> tuple[str, ...]:
    """What is different in the terms since the copied application was sent, as sentences."""
    found, year = copied(application), application.programme_year
    if found is None or found.application.programme_year.programme_id != year.programme_id:
        return ()
    return differences(
        Terms.from_json(found.terms), Terms.from_json(year.terms).for_year(year.fiscal_year)
    )
