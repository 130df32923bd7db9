"""What the house remembers of a group's earlier years, where the terms of a programme ask for it."""

from collections.abc import Iterable, Mapping

from grants.models import Application, Report
from grants.rules.facts import Activity, Facts
from grants.rules.leaves import Cost, Income
from grants.rules.needs import Needs, once_by_component
from grants.rules.quantities import Scope, number
from grants.rules.terms import Terms
from grants.sheets.asked import asked_by, item, previous_item
from grants.states import GRANTED, State
from ibasho.dates import FiscalYear
from ibasho.groups.models import Gathering
from ibasho.groups.models.gathering import Form

ACTIVITY = ("gatherings", "months", "costs", "income", "counts")
# What the diary says of itself; every other mark of a gathering is asked.
MARKS = {Form.OUTDOORS: "outdoor", Form.ONLINE: "online", Form.NO_MEETING: "手紙"}


def told_by_diary(each: Gathering) -> dict:
    """A gathering that was held, as the facts have it."""
    marks = {"marks": [MARKS[each.form]]} if each.form in MARKS else {}
    return {
        "date": each.on.isoformat(),
        "minutes": each.minutes,
        "venue_fee": each.venue_fee,
        "attendees": each.people,
        **marks,
    }


def activity(application: Application) -> dict | None:
    """Last year's activity of the group: as it was reported, else its diary; None if there is none."""
    before = application.programme_year.year.year - 1
    reports = Report.objects.filter(
        application__group=application.group_id, application__programme_year__fiscal_year=before
    )
    if report := reports.order_by("-at", "-round").first():
        return {name: report.facts[name] for name in ACTIVITY if name in report.facts}
    rows = Gathering.objects.filter(group=application.group_id).in_year(FiscalYear(before))
    found = [told_by_diary(each) for each in rows.order_by("on", "starts_at")]
    return {"gatherings": found} if found else None


def known(application: Application) -> dict[str, str]:
    """What can be written into a new draft, by item."""
    year = application.programme_year
    asks = asked_by(year.terms, year.fiscal_year)
    return _of_last_year(application, asks) | _received(application, asks)


def _of_last_year(application: Application, asks: Needs) -> dict[str, str]:
    if not asks.previous or (found := activity(application)) is None:
        return {}
    facts = Facts.from_json({"fiscal_year": asks.fiscal_year, "previous_year": found})
    scope = Scope(facts, facts.previous_year or Activity())
    told = {one: _figure(*one, scope) for one in asks.previous}
    return {previous_item(*one): f"{n:,}" for one, n in told.items() if isinstance(n, int)}


def _figure(kind: str, name: str, scope: Scope):
    if kind == "count":
        return number(name, scope)
    node = {"cost": Cost, "income": Income}[kind](kinds=(name,) if name else ())
    return node.value(scope).yen


def _received(application: Application, asks: Needs) -> dict[str, str]:
    """What was paid that is paid only once, or once in so many years."""
    if not (asks.once or asks.once_in):
        return {}
    years = _paid_in(_earlier(application))
    found = {item("once", key): "yes" for key, _label in asks.once if key in years}
    for key, _label, span in asks.once_in:
        ago = asks.fiscal_year - years.get(key, 0)
        if ago < span:
            found[item("once", key)] = str(ago)
    return found


def _earlier(application: Application) -> Iterable[Application]:
    """What the group was granted before by the same programme, oldest first."""
    year = application.programme_year
    return (
        Application.objects.filter(
            group=application.group_id,
            programme_year__programme=year.programme_id,
            programme_year__fiscal_year__lt=year.fiscal_year,
            state__in=GRANTED - {State.REVOKED},
        )
        .select_related("programme_year")
        .prefetch_related("submissions", "reports")
        .order_by("programme_year__fiscal_year")
    )


def _paid_in(applications: Iterable[Application]) -> dict[str, int]:
    """The last fiscal year in which something was paid, by the key of `once`."""
    found: dict[str, int] = {}
    for one in applications:
        rounds = sorted(one.reports.all() or one.submissions.all(), key=lambda sent: sent.round)
        year = one.programme_year.fiscal_year
        found |= dict.fromkeys(_keys(rounds[-1], year), year) if rounds else {}
    return found


def _keys(sent, fiscal_year: int) -> set[str]:
    """The keys of what was paid by what was sent or reported."""
    paid = {line["key"] for line in sent.breakdown["lines"] if line["yen"] > 0}
    keys = once_by_component(Terms.from_json(sent.terms), fiscal_year)
    return set().union(*(keys.get(key, set()) for key in paid))


def refined(previous: Mapping, application: Application) -> dict:
    """Last year as it was told, gathering by gathering where the house knows just as many."""
    rows = (activity(application) or {}).get("gatherings") or []
    known = sum(one.get("times", 1) for one in rows)
    told = sum(one.get("times", 1) for one in previous.get("gatherings", ()))
    if not rows or ("gatherings" in previous and told != known):
        return dict(previous)
    # What was told as a sum of the year is not told again by its gatherings.
    if "costs" in previous:
        rows = [{k: v for k, v in one.items() if k not in ("venue_fee", "costs")} for one in rows]
    by_piece = {name for one in rows for name in one.get("counts", ())}
    counts = {k: n for k, n in previous.get("counts", {}).items() if k not in by_piece}
    return {**previous, "gatherings": rows, "counts": counts}
