"""What the form offers without being asked: people, ideas and places by name, records to be like."""

from consultations.models import Consultation, Person

SHOWN = 100


def lists(user) -> dict:
    """The choices of the datalists: what was written last comes first."""
    people = Person.objects.standing().order_by("-known_since", "id")[:SHOWN]
    mine = Consultation.objects.filter(written_by=user).order_by("-written_at")
    told = list(mine.values_list("place", "idea")[:SHOWN])
    return {
        "people": [person.tag for person in people],
        "places": list(dict.fromkeys(place for place, _idea in told if place))[:20],
        "ideas": list(dict.fromkeys(idea for _place, idea in told if idea))[:20],
    }


def recent(user) -> list[Consultation]:
    """The last few that this person wrote, one for each of whom or what they were about."""
    mine = Consultation.objects.filter(written_by=user).order_by("-written_at")
    found = {record.about: record for record in mine.select_related("group")[:30][::-1]}
    return sorted(found.values(), key=lambda record: record.written_at, reverse=True)[:5]
