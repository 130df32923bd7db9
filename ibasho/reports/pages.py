"""The annual report as a page, as paper and as one file: the same sections for all three."""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from ibasho import pdf
from ibasho.reports.annual import AnnualReport
from ibasho.reports.drawings import drawings
from ibasho.reports.figures import COUNTED, ENTERED
from ibasho.reports.lives import LAST_STATES


@dataclass(frozen=True)
class Section:
    """One chapter; `key` names its template and its place in the address."""

    key: str
    title: str

    @property
    def template(self) -> str:
        return f"reports/annual/_{self.key}.html"


SECTIONS = (
    Section("about", _("居場所とは")),
    Section("figures", _("数字で見る歩み")),
    Section("consultations", _("相談")),
    Section("groups", _("団体のあゆみ")),
    Section("grants", _("助成")),
    Section("meetings", _("交流会と学習会")),
    Section("voices", _("みなさんの声")),
    Section("stories", _("居場所が生まれるまで")),
    Section("notes", _("数え方と注")),
)


def title(report: AnnualReport) -> str:
    return str(_("身近な地域の居場所 ふりかえりの記録 %(span)s") % {"span": report.span})


def context(report: AnnualReport) -> dict:
    """All that the section templates arrange; a short section needs no page of its own."""
    empty = _empty(report)
    return {
        "report": report,
        "title": title(report),
        "sections": [
            {
                "number": number,
                "key": one.key,
                "title": one.title,
                "template": one.template,
                "short": one.key in empty,
            }
            for number, one in enumerate(SECTIONS, start=1)
        ],
        "charts": drawings(report),
        "consultation_rows": _consultation_rows(report),
        "has_entered": any(year.entered for year in report.listening.years),
        "part_rows": _part_rows(report),
        "turn_notes": _turn_notes(report),
    }


def paper(report: AnnualReport) -> str:
    """The page that becomes the PDF."""
    return render_to_string(
        "reports/annual/print.html", {**context(report), "council": settings.COUNCIL}
    )


def as_pdf(report: AnnualReport) -> bytes:
    return pdf.render_pdf(paper(report), title=title(report))


def as_html(report: AnnualReport) -> str:
    """The same paper as one file that opens by itself, its style within."""
    style = "".join((pdf.SHEETS / name).read_text(encoding="utf-8") for name in pdf.NAMES)
    return paper(report).replace("</head>", f"<style>{style}</style></head>", 1)


def _empty(report: AnnualReport) -> frozenset[str]:
    """The sections that have nothing but a sentence to say."""
    full = {
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
