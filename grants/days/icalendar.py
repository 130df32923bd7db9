"""Days as a calendar file (.ics, RFC 5545): whole days, lines of at most 75 bytes, CRLF."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from grants.days.deadlines import Deadline

SPECIAL = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})
LONGEST = 75  # bytes of one line, the break not counted


def calendar(found: Iterable[Deadline], *, at: datetime, site: str) -> str:
    """`site` is the address that stands before the address of each page."""
    stamp = f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//ibasho//deadlines//JA"]
    for one in found:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{one.key}@ibasho",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{one.on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{one.on + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{f'{one.words}　{one.about}'.translate(SPECIAL)}",
            f"URL:{site}{one.url}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def folded(line: str) -> str:
    """A long line goes on after a break and a space, and no letter is cut in two."""
    parts, part = [], ""
    for letter in line:
        if len((part + letter).encode()) > LONGEST - bool(parts):
            parts, part = [*parts, part], ""
        part += letter
    return "\r\n ".join([*parts, part])
