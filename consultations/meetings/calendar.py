"""A meeting as an iCalendar file (RFC 5545), which a phone's calendar takes in; pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

LINE = 75  # octets of one line, without its break
ZONE = """BEGIN:VTIMEZONE
TZID:Asia/Tokyo
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0900
TZOFFSETTO:+0900
TZNAME:JST
END:STANDARD
END:VTIMEZONE"""


@dataclass(frozen=True)
class Entry:
    """Without `starts_at` it lasts the whole day; `stamp` (aware) is when this was written."""

    uid: str
    title: str
    about: str
    place: str
    url: str
    on: date
    starts_at: time | None
    ends_at: time | None
    stamp: datetime


def calendar(entry: Entry) -> bytes:
    """The whole file in UTF-8, every line folded and ended with CRLF."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Ibasho//Meetings//JA",
        "METHOD:PUBLISH",
        *ZONE.split("\n"),
        "BEGIN:VEVENT",
        f"UID:{entry.uid}",
        f"DTSTAMP:{entry.stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        *_times(entry),
        f"SUMMARY:{escaped(entry.title)}",
        f"DESCRIPTION:{escaped(entry.about)}",
        f"LOCATION:{escaped(entry.place)}",
        f"URL:{entry.url}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return b"".join(folded(line) for line in lines)


def _times(entry: Entry) -> list[str]:
    if entry.starts_at is None:
        after = entry.on + timedelta(days=1)
        return [f"DTSTART;VALUE=DATE:{entry.on:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"]
    times = [("DTSTART", entry.starts_at), ("DTEND", entry.ends_at)]
    return [
        f"{name};TZID=Asia/Tokyo:{entry.on:%Y%m%d}T{moment:%H%M%S}"
        for name, moment in times
        if moment
    ]


def escaped(words: str) -> str:
    """As a TEXT value: backslash, semicolon, comma and line break are written with a backslash."""
    for mark in ("\\", ";", ","):
        words = words.replace(mark, f"\\{mark}")
    return "\\n".join(words.splitlines())


def folded(line: str) -> bytes:
    """At most 75 octets a line, cut between letters; what follows begins with a space."""
    parts, room = [b""], LINE
    for letter in line:
        octets = letter.encode()
        if len(parts[-1]) + len(octets) > room:
            parts.append(b"")
            room = LINE - 1
        parts[-1] += octets
    return b"\r\n ".join(parts) + b"\r\n"
