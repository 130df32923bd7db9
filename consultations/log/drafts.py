"""Drafts of a consultation: kept under seal while it is typed, for its writer alone."""

import json
from uuid import UUID

from django.db import IntegrityError, transaction

from consultations.models import Consultation, Draft

MOST = 60  # items of one draft: more than the form has


class TooLate(Exception):
    """The record has been written, or changed by somebody, since this page was opened."""


class NotYours(Exception):
    """The draft is somebody else's; for this person it does not exist."""


def begun(owner):
    """The new records that this person is writing, the last one first."""
    return Draft.objects.filter(owner=owner, consultation=None).order_by("-saved_at")


def of_change(owner, consultation: Consultation) -> Draft | None:
    return Draft.objects.filter(owner=owner, consultation=consultation).first()


def words(draft: Draft | None) -> dict[str, list[str]]:
    """What was typed, as typed, by item."""
    return {name: item["values"] for name, item in _opened(draft).items()}


def carried(draft: Draft | None) -> str:
    """The versions of the items, as static/js/drafts.js carries them."""
    return " ".join(f"{name}:{item['version']}" for name, item in _opened(draft).items())


def _opened(draft: Draft | None) -> dict:
    return json.loads(draft.kept.reveal()) if draft else {}


def keep(pk: UUID, typed: dict[str, list[str]], *, by, at) -> dict[str, int]:
    """Keep these items of a new record, and answer their versions; raise TooLate or NotYours.

    It is one person's own: the last typing counts.
    """
    if Consultation.objects.filter(pk=pk).exists():
        raise TooLate
    return _kept({"pk": pk, "consultation": None}, typed, by=by, at=at)


def keep_change(
    consultation: Consultation, typed: dict[str, list[str]], *, seen: str, by, at
) -> dict[str, int]:
    """The same for the change of a record; `seen` is the version that the page began with.

    Whoever saved it anew themselves has no use for the letters that come late; if it was somebody
    else, the words wait for a choice between the two.
    """
    if consultation.version != seen and consultation.amended_by_id == by.pk:
        raise TooLate
    return _kept({"consultation": consultation, "owner": by}, typed, by=by, at=at, seen=seen)


def _kept(key: dict, typed, *, by, at, seen="") -> dict[str, int]:
    try:
        with transaction.atomic():
            return _write(key, typed, by, at, seen)
    except IntegrityError:  # begun by two requests at the same moment: the second joins
        with transaction.atomic():
            return _write(key, typed, by, at, seen)


def _write(key, typed, by, at, seen):
    draft = Draft.objects.select_for_update(of=["self"]).filter(**key).first()
    if draft and draft.owner_id != by.pk:
        raise NotYours
    items = _opened(draft)
    for name, values in typed.items():
        version = items.get(name, {}).get("version", 0)
        items[name] = {"values": values, "version": version + 1}
    draft = draft or Draft(**{**key, "owner": by, "seen": seen})
    draft.kept, draft.saved_at = json.dumps(dict(list(items.items())[:MOST])), at
    draft.save()
    return {name: items[name]["version"] for name in typed}


def forget(pk: UUID | None, *, by) -> None:
    """It has been written down for good, or is not wanted any more."""
    Draft.objects.filter(pk=pk, owner=by, consultation=None).delete()


def forget_change(consultation: Consultation, *, by) -> None:
    Draft.objects.filter(owner=by, consultation=consultation).delete()
