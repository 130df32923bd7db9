"""The annual report as a page, as paper and as one file: the same chapters for all three."""

import re

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from ibasho import pdf
from ibasho.reports.booklet.annual import AnnualReport, Booklet
from ibasho.reports.booklet.chapters import CHAPTERS
from ibasho.reports.booklet.drawings import drawings
from ibasho.reports.figures import COUNTED, ENTERED
from ibasho.reports.parts.facets import told
from ibasho.reports.parts.lives import LAST_STATES

SHORT = 8  # rows of a chapter that fill less than a page


def title(booklet: Booklet) -> str:
    words = _("身近な地域の居場所 ふりかえりの記録 %(span)s") % {"span": booklet.report.span}
    return f"{words} {booklet.label}".strip()


def context(booklet: Booklet) -> dict:
    """All that the chapter templates arrange."""
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
        "left_out": _left_out(booklet),
        "talk_rows": _talk_rows(report, small_below),
        "has_entered": any(year.entered for year in report.listening.years),
        "part_rows": _part_rows(report),
        "turn_notes": _turn_notes(report),
    }


def _sections(booklet: Booklet) -> list[dict]:
    """The chapters that have something to say; a short one needs no page of its own."""
    empty, short = _empty(booklet.report), _short(booklet.report)
    shown = [one for one in booklet.arrangement.shown if one.text or one.key not in empty]
    return [
        {
            "number": number,
            "key": placed.key,
            "title": CHAPTERS[placed.key].title,
            "template": CHAPTERS[placed.key].template,
            "text": placed.text,
            "short": placed.key in short,
        }
        for number, placed in enumerate(shown, start=1)
    ]


def _left_out(booklet: Booklet) -> list[str]:
    """The titles of the chapters that would have had nothing to say."""
    empty = _empty(booklet.report)
    silent = (one for one in booklet.arrangement.shown if one.key in empty and not one.text)
    return [str(CHAPTERS[one.key].title) for one in silent]


def paper(booklet: Booklet) -> str:
    """The page that becomes the PDF."""
    shown = {**context(booklet), "council": settings.COUNCIL}
    return _tight(render_to_string("reports/annual/print.html", shown))


# Between blocks a line break of the template says nothing; after 「。」 it would become a gap.
BETWEEN_BLOCKS = re.compile(r">\s*\n\s*<(?!span|strong|a )")
AFTER_A_STOP = re.compile(r"(?<=[。、」）])\s*\n\s*(?=\S)")


def _tight(html: str) -> str:
    return AFTER_A_STOP.sub("", BETWEEN_BLOCKS.sub("><", html))


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
        "areas": bool(report.areas or report.lives.neighbourhoods),
    }
    return frozenset(key for key, something in full.items() if not something)


def _short(report: AnnualReport) -> frozenset[str]:
    """The chapters that may stand on one page with the one before, where there is room."""
    rows = {
        "gatherings": len(report.diary.years),
        "grants": len(report.money.years) * 2 + len(report.money.printed),
        "meetings": len(report.meetings.lines),
        "voices": len(report.voices),
    }
    if not report.areas:
        rows["areas"] = len(report.lives.neighbourhoods)
    return frozenset(key for key, count in rows.items() if count <= SHORT)


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


def _talk_rows(report: AnnualReport, small_below: int) -> list[tuple[str, list[str]]]:
    """A row for each year or month, a column for each area."""
    lines = report.talks.lines
    return [
        (label, [told(line.counts[place], small_below) for line in lines])
        for place, label in enumerate(report.talks.labels)
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
