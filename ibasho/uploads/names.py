"""The name under which a file is shown: the sender's, but nothing that could mislead a reader."""

from pathlib import PurePath

from django.utils.translation import gettext as _

from ibasho.text import clean_line, is_blank
from ibasho.uploads import phone

LONGEST = 255
LONGEST_SAID = 60  # within a sentence
# Marks that turn the direction of writing would let `gpj.exe` be read as `exe.jpg`.
TURNING = dict.fromkeys([0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
ENDINGS = {
    "application/pdf": (".pdf",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
}


def safe_name(name: str, media_type: str) -> str:
    """Without folders, breaks and turning marks, with the ending of what it really is."""
    line = clean_line(PurePath(name.replace("\\", "/")).name.translate(TURNING))
    stem = _("書類") if is_blank(line) else _without_phone_ending(line)
    endings = ENDINGS[media_type]
    found = next((end for end in endings if stem.lower().endswith(end)), "")
    ending = stem[len(stem) - len(found) :] if found else endings[0]
    stem = stem.removesuffix(ending) or _("書類")
    return stem[: LONGEST - len(ending)] + ending


def _without_phone_ending(line: str) -> str:
    """A photograph of a phone is kept as another kind of file, and named like it."""
    found = next((end for end in phone.ENDINGS if line.lower().endswith(end)), "")
    return line[: len(line) - len(found)]


def said_name(name: str) -> str:
    """The name as a message says it: the beginning of a very long one."""
    line = clean_line(PurePath(name.replace("\\", "/")).name.translate(TURNING))
    if is_blank(line):
        return _("書類")
    return line if len(line) <= LONGEST_SAID else f"{line[:LONGEST_SAID]}…"
