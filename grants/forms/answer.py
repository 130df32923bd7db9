"""One answer as a page sends it while it is typed, found on its sheet."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from grants.sheets import Sheet
from ibasho import autosave
from ibasho.autosave import ODD, Refused

UNKNOWN = _("この項目は、いまの申請書にありません。ページを開きなおしてください。")


@dataclass(frozen=True)
class OneAnswer:
    """`version` is what the page had seen; `sent` what it has sent before, unheard, or None."""

    sheet: Sheet
    name: str
    value: str
    version: int
    sent: str | None


def read(request, sheets: dict[str, Sheet]) -> OneAnswer:
    """The answer in a request; Refused with 400, 413 or 422."""
    typed = autosave.read(request)
    sheet = next((sheet for sheet in sheets.values() if typed.name in sheet.fields), None)
    if sheet is None:
        raise Refused(UNKNOWN, 422)
    value = sheet.joined(typed.name, typed.values)
    if value is None:
        raise Refused(ODD, 422)
    return OneAnswer(sheet, typed.name, value, typed.version, typed.sent)
