"""The three dashboards: which figures and tables a worker, an approver and an accountant look at."""

from collections.abc import Iterator
from dataclasses import replace

from django.db.models import F, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.queries import Share
from grants.reviewing import queue
from ibasho.groups.models import Status
from ibasho.reports.counting.statistics import Cell
from ibasho.reports.dashboard import counted as c
from ibasho.reports.dashboard.board import (
    Against,
    Board,
    Panel,
    against,
    area_names,
    by_areas,
    cell,
    two_years,
)
from ibasho.reports.dashboard.scope import MONTHS, OTHER, Scope, by_area, by_month
from ibasho.reports.kit.charts import Point, Series, across
from ibasho.reports.kit.multiples import multiples


def worker(scope: Scope) -> Board:
    talks, outside = against(c.LOGGED, scope), against(c.OUTREACH, scope)
    figures = (
        talks,
        _with_share(outside, talks),
        against(c.STANDING, scope),
        against(c.FOLLOW_UPS, scope, past=False),
    )
    areas = area_names(scope)
    panels = (
        _months("talks", _("月ごとの相談"), c.LOGGED, scope, day="on"),
        _statuses(scope),
        by_areas("standing", _("圏域ごとの活動している団体"), c.STANDING, scope, areas),
        _months_by_area(scope, areas),
    )
    return Board(scope, figures, panels)


def approver(scope: Scope) -> Board:
    received, declined = against(c.RECEIVED, scope), against(c.DECLINED, scope)
    awards, days = against(c.AWARDS, scope), against(c.DAYS, scope)
    asked, won = against(c.REQUESTED, scope), against(c.AWARDED, scope)
    # A budget belongs to no area.
    budget = () if scope.area else (against(c.BUDGET, scope),)
    panels = (
        _states(scope),
        _money("money", _("予算と申請額と交付決定額"), scope, (*budget, asked, won)),
        by_areas("awarded", _("圏域ごとの交付決定額"), c.AWARDED, scope, area_names(scope)),
    )
    return Board(scope, (received, awards, declined, days, asked, won, *budget), panels)


def accountant(scope: Scope) -> Board:
    figures = tuple(against(one, scope) for one in (c.PROMISED, c.PAID, c.SETTLED, c.GIVEN_BACK))
    panels = (
        _money("money", _("約束したお金と動いたお金"), scope, figures),
        _months("paid", _("月ごとの支払い"), c.PAID, scope, day="paid_on"),
        by_areas("paid-areas", _("圏域ごとの支払い"), c.PAID, scope, area_names(scope)),
    )
    return Board(scope, figures, panels)


VIEWS = {
    "worker": (gettext_lazy("地域担当職員"), worker),
    "approver": (gettext_lazy("決裁者"), approver),
    "accountant": (gettext_lazy("会計"), accountant),
}


def _with_share(outside: Against, talks: Against) -> Against:
    share = Share(outside.now.value or 0, talks.now.value or 0)
    if not share.whole:
        return outside
    told = {"whole": f"{share.whole:,}", "percent": share.percent}
    note = _("記録%(whole)s件の%(percent)d%%") % told
    return replace(outside, now=replace(outside.now, note=note))


def _months(key: str, title: str, counted: c.Counted, scope: Scope, *, day: str) -> Panel:
    """Both years by month; days outside of the fiscal year have a line where there are any."""
    now = counted.by(scope, by_month(scope, day=day))
    past = counted.by(scope.before, by_month(scope.before, day=day))
    beyond = OTHER in now or OTHER in past

    def lines() -> Iterator[tuple[str, Cell, Cell]]:
        for month in (*MONTHS, OTHER) if beyond else MONTHS:
            at = [replace(each, month=month) for each in (scope, scope.before)]
            label = _("年度の外の月") if month == OTHER else _("%s月") % month
            yield (
                label,
                cell(counted, at[0], now.get(month, 0)),
                cell(counted, at[1], past.get(month, 0)),
            )

    unit = str(counted.definition.unit)
    return two_years(key, title, lines(), scope=scope, unit=unit, heading=_("月"))


def _statuses(scope: Scope) -> Panel:
    key, before = F("then"), scope.before
    now, past = c.NOTED.by(scope, key), c.NOTED.by(before, key)
    lines = [
        (
            str(status.label),
            cell(c.NOTED, replace(scope, value=status.value), now.get(status.value, 0)),
            cell(c.NOTED, replace(before, value=status.value), past.get(status.value, 0)),
        )
        for status in Status
    ]
    how = {"scope": scope, "unit": _("団体"), "heading": _("状況")}
    return two_years("statuses", _("状況ごとの団体"), lines, **how)


def _months_by_area(scope: Scope, areas: list[tuple[str, str]]) -> Panel:
    """Small charts of one scale, so that areas can be compared; in one query."""
    both = Concat(by_area("area"), Value("/"), by_month(scope, day="on"))
    found = c.LOGGED.by(scope, both)
    lines = tuple(
        (
            name,
            tuple(
                cell(c.LOGGED, replace(scope, area=area, month=m), found.get(f"{area}/{m}", 0))
                for m in MONTHS
            ),
        )
        for area, name in areas
    )
    labels, title = [_("%s月") % month for month in MONTHS], _("圏域ごと・月ごとの相談")
    series = [Series(name, tuple(one.count for one in cells)) for name, cells in lines]
    how = {"title": title, "unit": _("件"), "heading": _("圏域")}
    chart = multiples("talks-areas", labels, series, **how)
    return Panel("talks-areas", title, _("件"), (_("圏域"), *labels), lines, chart)


def _states(scope: Scope) -> Panel:
    """As the applications stand today; how they stood a year ago is not kept."""
    found = c.RECEIVED.by(scope, F("state"))
    lines = tuple(
        (
            str(queue.label(state)),
            (cell(c.RECEIVED, replace(scope, value=state.value), found.get(state.value, 0)),),
        )
        for state in queue.TABS
    )
    points = [Point(label, cells[0].count) for label, cells in lines]
    title, unit = _("いまの状態ごとの申請"), _("件")
    chart = across("states", points, title=title, unit=unit, heading=_("状態"))
    heads, note = (
        (_("状態"), str(scope.year)),
        _("今日の状態です。1年前の状態とはくらべられません。"),
    )
    return Panel("states", title, unit, heads, lines, chart, note)


def _money(key: str, title: str, scope: Scope, figures: tuple[Against, ...]) -> Panel:
    lines = [
        (
            str(one.now.title),
            Cell(one.now.value or 0, one.now.url if one.now.value else ""),
            Cell(one.before.value or 0, one.before.url if one.before.value else ""),
        )
        for one in figures
    ]
    return two_years(key, title, lines, scope=scope, unit=_("円"), heading=_("金額"))
