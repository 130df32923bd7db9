"""Calendar files as RFC 5545 has them: folded, escaped, in the time of Japan."""

from datetime import UTC, date, datetime, time

import pytest

from consultations.meetings.calendar import Entry, calendar, escaped, folded

ENTRY = Entry(
    uid="1@ibasho",
    title="交流会, 見本; その1",
    about="一行目\n二行目 \\",
    place="見本会館",
    url="http://localhost:8000/meetings/1/",
    on=date(2026, 12, 5),
    starts_at=time(10),
    ends_at=time(12, 30),
    stamp=datetime(2026, 11, 23, 1, 2, 3, tzinfo=UTC),
)


def lines(entry):
    """The lines as a reader has them, unfolded."""
    whole = calendar(entry)
    assert all(len(line) <= 75 for line in whole.split(b"\r\n"))
    return whole.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def test_times_are_those_of_japan_and_the_zone_is_told():
    found = lines(ENTRY)
    assert (found[0], found[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert [line for line in found if line.startswith("DT")] == [
        "DTSTART:19700101T000000",
        "DTSTAMP:20261123T010203Z",
        "DTSTART;TZID=Asia/Tokyo:20261205T100000",
        "DTEND;TZID=Asia/Tokyo:20261205T123000",
    ]
    assert found.count("TZID:Asia/Tokyo") == found.count("TZOFFSETTO:+0900") == 1


def test_marks_are_escaped():
    found = lines(ENTRY)
    assert "SUMMARY:交流会\\, 見本\\; その1" in found
    assert "DESCRIPTION:一行目\\n二行目 \\\\" in found
    assert escaped("a\r\nb") == "a\\nb"


def test_without_a_time_it_is_the_whole_day():
    whole = [line for line in lines(Entry(**vars(ENTRY) | {"starts_at": None})) if "VALUE" in line]
    assert whole == ["DTSTART;VALUE=DATE:20261205", "DTEND;VALUE=DATE:20261206"]


@pytest.mark.parametrize(
    "line", ["x" * 75, "x" * 76, "x" * 400, "あ" * 25, "𠮷" * 100, "葛󠄀" * 40, ""]
)
def test_long_lines_are_folded_between_letters(line):
    written = folded(line)
    parts = written.removesuffix(b"\r\n").split(b"\r\n ")
    assert b"".join(parts).decode() == line
    assert [part.decode() for part in parts]  # each by itself is whole UTF-8
    assert max(len(part) + (number > 0) for number, part in enumerate(parts)) <= 75
