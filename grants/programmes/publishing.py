"""Programmes and their years: begun, copied to the next year, written as drafts, published as editions.

Everything that writes takes `by` (a User) and `at` (an aware moment), and raises NotAllowed.
"""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from grants.models import Edition, Programme, ProgrammeYear, Submission, TermsDraft
from grants.permissions import NotAllowed
from grants.rules import cases
from grants.rules.changes import differences
from grants.rules.terms import Terms, TermsError
from ibasho.dates import FiscalYear

BLANK = {
    "version": 1,
    "components": [
        {
            "key": "activity",
            "label": "活動費",
            "amount": {"unit_rate": {"rate": 0, "per": "gatherings"}},
        }
    ],
    "criteria": ["in_city", "no_other_grant"],
}
LAST_YEAR = 2099


@transaction.atomic
def begin(*, name: str, slug: str, about: str, fiscal_year: FiscalYear) -> ProgrammeYear:
    """A new programme with its first year, which nobody sees until it is published."""
    try:
        with transaction.atomic():
            programme = Programme.objects.create(name=name, slug=slug, about=about)
    except IntegrityError as error:
        raise NotAllowed(_("同じ名前か略号の助成事業が、もうあります。")) from error
    return ProgrammeYear.objects.create(
        programme=programme,
        fiscal_year=fiscal_year.year,
        terms=BLANK,
        opens_on=fiscal_year.first,
        closes_on=fiscal_year.last,
    )


@transaction.atomic
def next_year(year: ProgrammeYear) -> ProgrammeYear:
    """The year after this one, as it is here but not published; the one there is, if there is one."""
    if year.fiscal_year >= LAST_YEAR:
        raise NotAllowed(_("これより先の年度は作れません。"))
    following, _made = ProgrammeYear.objects.get_or_create(
        programme=year.programme,
        fiscal_year=year.fiscal_year + 1,
        defaults={
            "terms": year.terms,
            "documents": year.documents,
            "opens_on": _a_year_later(year.opens_on),
            "closes_on": _a_year_later(year.closes_on),
            "budget": year.budget,
            "answer_within_days": year.answer_within_days,
            "report_within_days": year.report_within_days,
            "one_person_may_decide": year.one_person_may_decide,
        },
    )
    return following


def _a_year_later(day: date) -> date:
    last = date(day.year + 1, 2, 28) if (day.month, day.day) == (2, 29) else None
    return last or day.replace(year=day.year + 1)


def year_before(year: ProgrammeYear) -> ProgrammeYear | None:
    """The latest year of the same programme before this one."""
    earlier = ProgrammeYear.objects.filter(
        programme=year.programme_id, fiscal_year__lt=year.fiscal_year
    )
    return earlier.select_related("programme").order_by("-fiscal_year").first()


def keep(
    year: ProgrammeYear, *, typed: dict, terms: Terms | None, by, at, cases=None
) -> TermsDraft:
    """Keep a draft as it is typed; `terms` where it can be read, `cases` where they have changed."""
    draft = TermsDraft.objects.filter(programme_year=year).first()
    draft = draft or TermsDraft(programme_year=year, terms=year.terms, cases=_cases_of(year))
    draft.typed, draft.saved_by, draft.saved_at = typed, by, at
    if terms is not None:
        draft.terms = terms.to_json()
    if cases is not None:
        draft.cases = cases
    draft.save()
    return draft


def _cases_of(year: ProgrammeYear) -> list:
    """The worked cases of the edition in force, else of the year before."""
    for known in filter(None, (year, year_before(year))):
        edition = known.editions.first()
        if edition:
            return edition.cases
    return []


@transaction.atomic
def set_year(year: ProgrammeYear, **changed) -> None:
    """Window, budget, days and papers; PostgreSQL refuses a budget below what is promised."""
    locked = ProgrammeYear.objects.select_for_update().get(pk=year.pk)
    for name, value in changed.items():
        setattr(locked, name, value)
    locked.save(update_fields=list(changed))


def throw_away(year: ProgrammeYear) -> None:
    """The draft goes; what is in force stays."""
    TermsDraft.objects.filter(programme_year=year).delete()


def checked(written: list, terms: dict) -> list[tuple[dict, tuple[str, ...]]]:
    """Each worked case with how the rules differ from it."""
    read = cases.read_cases([{**one, "terms": terms} for one in written])
    return [(one, cases.differences(case)) for one, case in zip(written, read, strict=True)]


def sent(year: ProgrammeYear) -> bool:
    """Whether something was submitted to this year: its terms then change only as an edition."""
    return Submission.objects.filter(application__programme_year=year).exists()


def changes(year: ProgrammeYear, terms: dict, since: dict | None = None) -> tuple[str, ...]:
    """What these terms change in this fiscal year, in sentences, against `since` or those in force."""
    old, new = Terms.from_json(year.terms if since is None else since), Terms.from_json(terms)
    return differences(old.for_year(year.fiscal_year), new.for_year(year.fiscal_year))


@transaction.atomic
def publish(year: ProgrammeYear, *, by, at, reason="") -> Edition:
    """The draft becomes the terms in force; what was sent before keeps the terms it was sent under."""
    locked = ProgrammeYear.objects.select_for_update().get(pk=year.pk)
    draft = TermsDraft.objects.select_for_update().filter(programme_year=locked).first()
    if draft is None:
        raise NotAllowed(_("下書きがありません。ほかの人が先に公開したかもしれません。"))
    terms, again = _sound(draft), locked.published
    if again and not reason:
        raise NotAllowed(_("公開した要領を変えるわけを書いてください。"))
    if again and not locked.editions.exists():
        _edition(locked, locked.terms, [], by=by, at=at)  # what was in force before editions
    edition = _edition(locked, terms, draft.cases, by=by, at=at, reason=reason)
    locked.terms, locked.published = terms, True
    locked.save(update_fields=["terms", "published"])
    draft.delete()
    return edition


def _sound(draft: TermsDraft) -> dict:
    """The terms of the draft, when they can be read and every worked case holds."""
    try:
        terms = Terms.from_json(draft.terms).to_json()
    except TermsError as error:
        raise NotAllowed(str(error)) from error
    wrong = [one["name"] for one, differs in checked(draft.cases, terms) if differs]
    if wrong:
        raise NotAllowed(_("計算例と違うため、公開できません：%s") % "、".join(wrong))
    return terms


def _edition(year, terms, cases, *, by, at, reason="") -> Edition:
    last = year.editions.aggregate(last=Max("number"))["last"] or 0
    return Edition.objects.create(
        programme_year=year,
        number=last + 1,
        terms=terms,
        cases=cases,
        reason=reason,
        at=at,
        by=by,
    )
