"""The application form on paper, made from its sheets: blank to write on, or with the answers."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from grants.applying import assessment
from grants.models import Application, ProgrammeYear
from grants.sheets import Sheet, read_all
from grants.sheets.days import DaysField
from ibasho.fields import ChoiceField, MultiChoiceField, TextField, YenField
from ibasho.pdf import render_pdf

LINES_FOR_DAYS = range(1, 25)
# How much room an item needs to be written by hand; a new kind of item gets a line.
ROOM = {
    DaysField: "days",
    TextField: "area",
    ChoiceField: "choices",
    MultiChoiceField: "choices",
}


def blank(year: ProgrammeYear) -> bytes:
    """The form of one programme year with boxes; its numbers are those of the screen."""
    sheets = read_all({}, year.year, terms=year.terms, gentle=True)
    title = _("%s 申請書") % year
    return _pdf(
        "blank",
        title,
        year=year,
        sheets=[_boxes(sheet) for sheet in sheets.values()],
        papers=year.papers(),
        council=settings.COUNCIL,
    )


def _boxes(sheet: Sheet) -> dict:
    rows = [
        {
            "number": number,
            "field": field,
            "room": f"grants/paper/_{ROOM.get(type(field.field), 'line')}.html",
            "choices": [label for key, label in getattr(field.field, "choices", []) if key],
            "lines": LINES_FOR_DAYS,
            "unit": _unit(field.field),
        }
        for number, field in sheet.numbered()
    ]
    return {"number": sheet.number, "title": sheet.title, "rows": rows}


def _unit(field) -> str:
    """What is written behind a number on paper."""
    return "円" if isinstance(field, YenField) else getattr(field, "unit", "")


def draft(application: Application) -> bytes:
    """What is written so far; nothing of it has been sent."""
    sheets = assessment.read(application, gentle=True)
    title = _("%s 申請書（下書き）") % application.programme_year
    return _pdf(
        "draft",
        title,
        application=application,
        sheets=sheets.values(),
        files=application.attachments.all(),
        assessment=assessment.of_sheets(application, sheets),
    )


def copy(application: Application) -> bytes:
    """The copy of what was sent last, made from the frozen answers."""
    submission = application.submissions.latest("round")
    year = application.programme_year.year
    sheets = read_all(submission.answers, year, terms=submission.terms)
    return _pdf(
        "copy",
        _("申請書の控え %s") % application.receipt_number,
        application=application,
        submission=submission,
        sheets=sheets.values(),
        files=application.attachments.filter(added_at__lte=submission.at),
        assessment=assessment.of_submission(submission),
    )


def _pdf(name: str, title: str, **context) -> bytes:
    html = render_to_string(f"grants/paper/{name}.html", {"title": title, **context})
    return render_pdf(html, title=title)
