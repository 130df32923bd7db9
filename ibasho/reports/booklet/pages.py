"""The annual report as a page, as paper and as one file: the same chapters for all three."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from ibasho import pdf
from ibasho.reports.booklet.annual import AnnualReport, Booklet
from ibasho.reports.booklet.chapters import CHAPTERS
from ibasho.reports.booklet.drawings import drawings
from ibasho.reports.figures import COUNTED, ENTERED
from ibasho.reports.parts.lives import LAST_STATES


def title(booklet: Booklet) -> str:
    words = _("身近な地域の居場所 ふりかえりの記録 %(span)s") % {"span": booklet.report.span}
    return f"{words} {booklet.label}".strip()


def context(booklet: Booklet) -> dict:
    """All that the chapter templates arrange; a short chapter needs no page of its own."""
    report, small_below = booklet.report, booklet.arrangement.small_below
    charts = drawings(report, small_below)
    return {
        "report": report,
        "booklet": booklet,
        "title": title(booklet),
        "sections": _sections(booklet),
        "charts": charts,
        "facets": [
            {"facet": facet, "chart": chart, "rows": facet.shown(small_below)}
            for facet, chart in zip(report.facets, charts["facets"], strict=True)
        ],
        "small_below": small_below,
        "consultation_rows": _consultation_rows(report),
        "has_entered": any(year.entered for year in report.listening.years),
        "part_rows": _part_rows(report),
        "turn_notes": _turn_notes(report),
    }


def _sections(booklet: Booklet) -> list[dict]:
    empty = _empty(booklet.report)
    return [
        {
            "number": number,
            "key": placed.key,
            "title": CHAPTERS[placed.key].title,
            "template": CHAPTERS[placed.key].template,
            "text": placed.text,
            "short": placed.key in empty and not placed.text,
        }
        for number, placed in enumerate(booklet.arrangement.shown, start=1)
    ]


def paper(booklet: Booklet) -> str:
    """The page that becomes the PDF."""
    shown = {**context(booklet), "council": settings.COUNCIL}
    return render_to_string("reports/annual/print.html", shown)


def as_pdf(booklet: Booklet, **how) -> bytes:
    """`how` is what ibasho.pdf.render_pdf takes besides."""
    return pdf.render_pdf(paper(booklet), title=title(booklet), **how)


def as_html(booklet: Booklet) -> str:
    """The same paper as one file that opens by itself, its style within."""
    style = "".join((pdf.SHEETS / name).read_text(encoding="utf-8") for name in pdf.NAMES)
    return paper(booklet).replace("</head>", f"<style>{style}</style></head>", 1)


def _empty(report: AnnualReport) -> frozenset[str]:
    """The chapters that have nothing but a sentence to say."""
    full = {
        "gatherings": bool(report.diary.years),
        "grants": report.money.count.value is not None,
        "meetings": bool(report.meetings.lines),
        "voices": bool(report.voices),
        "stories": bool(report.stories),
    }
    return frozenset(key for key, something in full.items() if not something)


def _consultation_rows(report: AnnualReport) -> list[dict]:
    changed = {change.fiscal_year for change in report.listening.changes}
    return [
        {
            "year": year.fiscal_year,
            "count": f"{year.count:,}",
            "rule": year.counting_rule.label,
            "rule_changed": year.fiscal_year in changed,
            "source": ENTERED if year.entered else COUNTED,
            "note": year.note,
        }
        for year in report.listening.years
    ]


def _part_rows(report: AnnualReport) -> list[dict]:
    money = report.money
    return [
        {"year": year.fiscal_year, "amounts": [money.part(year, key) for key in money.columns]}
        for year in money.years
    ]


def _turn_notes(report: AnnualReport) -> list[str]:
    """The reasons of graduations and endings: what a reader asks of a life that stopped."""
    return [
        _("%(name)s（%(when)s %(what)s）：%(reason)s")
        % {"name": life.name, "when": turn.shown, "what": turn.label, "reason": turn.reason}
        for life in report.lives.dated
        for turn in life.turns
        if turn.reason and turn.status in LAST_STATES
    ]
