"""The draft of a year tried on the applications of the year before, as a page and as xlsx."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from grants.models import TermsDraft
from grants.programmes import backtest, publishing
from grants.rules.terms import Terms
from grants.views.staff.terms import programme_year, trail
from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability
from ibasho.spreadsheet import response


@needs(Capability.READ)
def back_test(request, slug, fiscal_year):
    year = programme_year(slug, fiscal_year)
    draft = TermsDraft.objects.filter(programme_year=year).first()
    on = publishing.year_before(year) or year
    terms = Terms.from_json(draft.terms if draft else year.terms)
    outcome = backtest.run(terms, of=year, on=on)
    if request.GET.get("format") == "xlsx":
        name = f"back-test-{slug}-{on.fiscal_year}-{fiscal_year}"
        return response("xlsx", _heads(), map(_cells, outcome.rows), name=name)
    context = {
        "year": year,
        "on": on,
        "draft": draft,
        "outcome": outcome,
        "changes": publishing.changes(year, terms.to_json(), on.terms),
        "trail": trail(year, _("前の年の申請で試す")),
    }
    return render(request, "grants/programmes/back_test.html", context)


def _heads() -> list[str]:
    return [
        _("受付番号"),
        _("団体"),
        _("状態"),
        _("申請額"),
        _("交付決定額"),
        _("新しい要領の額"),
        _("差"),
        _("前の判定"),
        _("新しい判定"),
        _("足りない答え"),
    ]


def _cells(row: backtest.Row) -> list:
    application = row.application
    return [
        application.receipt_number,
        application.group.name,
        str(application.get_state_display()),
        row.was,
        row.awarded,
        row.now,
        row.difference,
        row.was_verdict.label,
        row.now_verdict.label,
        "".join(row.missing),
    ]
