"""A gathering of a diary, as a person tells it."""

from datetime import date, time

from ibasho.groups import diary


def facts(**changes):
    """The first Sunday of April 2026, from ten to one, twelve people, 1,200 yen for the room."""
    told = {
        "on": date(2026, 4, 5),
        "starts_at": time(10),
        "ends_at": time(13),
        "form": "in_person",
        "place": "見本コミュニティセンター",
        "people": 12,
        "helpers": 3,
        "venue_fee": 1_200,
        "note": "",
    }
    return told | changes


def a_gathering(group, *, by, at, **changes):
    return diary.note(group, by=by, at=at, facts=facts(**changes))
