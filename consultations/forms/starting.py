"""What stands in the form before anybody types: now, me, my area; a record; a draft."""

from consultations.choices import Asker
from consultations.forms.consultation import APART, ConsultationForm
from consultations.log import confiding, drafts
from consultations.models import Consultation
from consultations.permissions import may_confide, may_reflect, was_there
from ibasho.groups.models import Charge

# What is the same when the same people come again; when and what is told anew.
LIKENED = (
    "channel",
    "place",
    "out_of_office",
    "asker",
    "asker_name",
    "group",
    "idea",
    "audiences",
    "topics",
    "area",
    "stage",
)
SEVERAL = {"workers", "audiences", "topics"}
TICKED = {"out_of_office", "continuing"}
TYPED = set(ConsultationForm.base_fields) - {"seen", "follows", "draft"}


def fresh(user, *, today, now) -> dict:
    """Now, me, my area, and where I was the last time."""
    last = Consultation.objects.filter(written_by=user).order_by("-written_at").first()
    charge = Charge.objects.filter(user=user).select_related("area").first()
    return {
        "on": today,
        "at_time": now,
        "workers": [user.pk],
        "area": charge and charge.area_id,
        "place": last.place if last else "",
    }


def like(record: Consultation) -> dict:
    """The same as that time: who, where and about what; not what happened."""
    told = {name: getattr(record, name) for name in LIKENED}
    workers = [worker.pk for worker in record.workers.all()]
    return told | {"asker_name": _asker(record), "workers": workers, "continuing": True}


def written(record: Consultation, user) -> dict:
    """The record as it stands, with what of the things apart this person may write."""
    plain = TYPED - {"workers", "introductions", "asker_contact", *APART}
    rows = record.introductions.select_related("person", "introducer", "met")
    told = {name: getattr(record, name) for name in plain} | {
        "asker_name": _asker(record),
        "workers": [worker.pk for worker in record.workers.all()],
        "introductions": [_introduction(row) for row in rows],
        "seen": record.version,
    }
    if "reflection" in (may := apart(user, record)):
        told["reflection"] = confiding.own_reflection(record, user)
    if "confidence" in may:
        told["confidence"] = confiding.confidence_of(record)
    return told


def apart(user, record: Consultation | None = None) -> set[str]:
    """What of the things apart this person may write: a confidence only of one's own record."""
    may = {"reflection"} if may_reflect(user) else set()
    if may_confide(user) and (record is None or was_there(record, user)):
        may.add("confidence")
    return may


def typed(draft) -> dict:
    """What the draft holds, as it was typed."""
    found = {}
    for name, values in drafts.words(draft).items():
        if name in SEVERAL:
            found[name] = values
        elif name in TICKED:
            found[name] = bool(values)
        elif name in TYPED:
            found[name] = values[0] if values else ""
    return found


def _asker(record):
    person = record.asker_person if record.asker == Asker.PERSON else None
    return person.name if person else record.asker_name


def _introduction(row):
    return row.name, row.role, *(each.name if each else "" for each in (row.introducer, row.met))
