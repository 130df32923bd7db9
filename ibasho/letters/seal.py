"""The seal of a letter: a checksum of all that it says, and its short form for people (pure)."""

import hashlib
import json
import re
from datetime import date

from ibasho.text import narrow

SHORT = 16  # hexadecimal digits: 64 bits, nobody guesses them
REFERENCE = re.compile(r"(\d{1,2})社協発第(\d{1,5})号")


def checksum(*, kind: str, reference: str, issued_on: date, content: dict) -> str:
    """SHA-256 (64 hex digits) of the canonical JSON of kind, number, day and content."""
    said = {"kind": kind, "reference": reference, "on": issued_on.isoformat(), "content": content}
    canonical = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def code(full: str) -> str:
    """The short form as it stands on the paper: 3F9A 0C21 77B4 E05D."""
    short = full[:SHORT].upper()
    return " ".join(short[start : start + 4] for start in range(0, SHORT, 4))


def read_code(typed: str) -> str:
    """What was typed, as the beginning of a checksum; empty when it cannot be one.

    Hexadecimal has no O, I and L: who reads them on paper means 0 and 1.
    """
    folded = re.sub(r"[\s\-‐-―ー−]", "", narrow(typed)).lower()
    folded = folded.translate(str.maketrans("oil", "011"))
    return folded if re.fullmatch(rf"[0-9a-f]{{{SHORT}}}", folded) else ""


def read_reference(typed: str) -> str:
    """「８社協発第１２号」 as it is printed; empty when it is no such number."""
    found = REFERENCE.fullmatch(re.sub(r"\s", "", narrow(typed)))
    return f"{int(found[1])}社協発第{int(found[2])}号" if found else ""
