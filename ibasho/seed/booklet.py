"""The facts of the five-year booklet: 15 groups, past figures, six meetings, two case stories.

Every row has an id made from its key, so a second loading adds nothing and what staff have
corrected in the meantime, even a name or a date, stays as they left it.
"""

import csv
import json
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Model, Q

from consultations import consenting
from consultations.choices import Manner, Media
from consultations.log import confiding
from consultations.models import CaseStory, Consultation, Introduction, Meeting, PastFigure
from consultations.people import knowing
from consultations.stories import storytelling
from consultations.stories.pseudonyms import index_of
from grants.models import Programme
from ibasho.groups.models import Group, StatusChange

DATA = Path(__file__).parent / "data"
NAMESPACE = UUID("6f0d0a5e-5b1c-5d0b-9a53-1d2f6c3f7a10")
SOURCE = "「居場所のチカラ」（市民社協・5年のまとめ）"
PRINTED_ON = date(2021, 3, 31)  # the end of the span that it tells of
PROGRAMME = {"slug": "places", "name": "身近な地域の居場所づくり助成事業"}
ABOUT = "近所の人が運営し、だれでも立ち寄れる居場所の活動費と会場費を助成します。"


@dataclass
class Loaded:
    """How many rows of each kind were added, by the kind's Japanese name."""

    added: dict[str, int] = field(default_factory=dict)

    def count(self, model: type[Model], created: bool) -> bool:
        name = str(model._meta.verbose_name)
        self.added[name] = self.added.get(name, 0) + created
        return created


def load(*, at: datetime) -> Loaded:
    """Enter what the booklet says and is not here yet; `at` is when it is written down."""
    loaded = Loaded()
    with transaction.atomic():
        groups = _groups(loaded)
        _past_figures(loaded)
        _meetings(loaded)
        _stories(loaded, groups, at)
        _programme(loaded)
    return loaded


def terms() -> dict:
    """The terms of the programme as JSON, in the schema of grants.rules.terms."""
    return _json("terms_places.json")


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _json(name: str):
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def _id(*keys: str) -> UUID:
    return uuid5(NAMESPACE, "/".join(keys))


def _found_or_made(loaded: Loaded, model, key: UUID, same: Q, **values):
    """The row of this id, or one that staff entered themselves, or else a new one."""
    found = model.objects.filter(Q(id=key) | same).first()
    row = found or model.objects.create(id=key, **values)
    return row, loaded.count(model, found is None)


def _groups(loaded: Loaded) -> dict[str, Group]:
    lives = _rows("lives.csv")
    groups = {}
    for row in _rows("groups.csv"):
        key = row.pop("key")
        same = Q(name=row["name"], neighbourhood=row["neighbourhood"])
        group, created = _found_or_made(loaded, Group, _id("group", key), same, **row)
        groups[key] = group
        if created:
            _live(loaded, group, [life for life in lives if life["group"] == key])
    return groups


def _live(loaded: Loaded, group: Group, lives: list[dict[str, str]]) -> None:
    for life in lives:
        StatusChange.objects.create(
            group=group,
            status=life["status"],
            day=_month(life["month"]),
            month_only=True,
            reason=life["reason"],
        )
        loaded.count(StatusChange, True)


def _month(text: str) -> date:
    return date.fromisoformat(f"{text}-01")


def _past_figures(loaded: Loaded) -> None:
    for row in _rows("past_figures.csv"):
        year = row.pop("fiscal_year")
        _figure, created = PastFigure.objects.get_or_create(
            fiscal_year=year, defaults={**row, "source": SOURCE}
        )
        loaded.count(PastFigure, created)


def _meetings(loaded: Loaded) -> None:
    for row in _rows("meetings.csv"):
        key = _id("meeting", row.pop("key"))
        same = Q(held_on=row["held_on"], concept=row["concept"])
        _found_or_made(loaded, Meeting, key, same, **row)


def _stories(loaded: Loaded, groups: dict[str, Group], at: datetime) -> None:
    for told in _json("stories.json"):
        key, entries = told.pop("key"), told.pop("entries")
        records = [
            _consultation(loaded, _id("story", key, str(number)), groups[key], entry, at)
            for number, entry in enumerate(entries)
        ]
        _story(loaded, groups[key], told, records, at)


def _story(loaded: Loaded, group: Group, told: dict, records: list, at: datetime) -> None:
    """The story as the booklet printed it: its people have letters already, so it is published."""
    missing = not CaseStory.objects.filter(Q(group=group) | Q(title=told["title"])).exists()
    loaded.count(CaseStory, missing)
    if not missing:
        return
    story = storytelling.begin(
        group,
        title=told["title"],
        first_letter=index_of(told["first_letter"]),
        order=told["order"],
        records=records,
        by=None,
        at=at,
    )
    for episode in told["episodes"]:
        storytelling.add_episode(story, told=episode)
    words = {name: told[name] for name in ("title", "introduction", "afterword")}
    story = storytelling.tell(story, by=None, at=at, seen="", parts={}, **words)
    consenting.agree(
        story, by=None, at=at, on=PRINTED_ON, media=[Media.REPORT], manner=Manner.PRINTED
    )
    storytelling.publish(story, by=None, at=at)


def _consultation(loaded: Loaded, key: UUID, group: Group, entry: dict, at) -> Consultation:
    people, thought = entry.pop("introductions", []), entry.pop("reflection", "")
    values = {**entry, "on": _month(entry["month"]), "month_only": True, "group": group}
    del values["month"]
    consultation, created = _found_or_made(loaded, Consultation, key, Q(), **values, written_at=at)
    if created and thought:
        confiding.reflect(consultation, thought, by=None, at=at)
    for person in people if created else []:
        known = knowing.find_or_meet(person["name"], role=person.get("role", ""), at=at)
        Introduction.objects.create(consultation=consultation, person=known, **person)
        loaded.count(Introduction, True)
    return consultation


def _programme(loaded: Loaded) -> None:
    """The programme alone: the booklet gives no year's window or budget, so no year is made up."""
    same = Q(slug=PROGRAMME["slug"]) | Q(name=PROGRAMME["name"])
    missing = not Programme.objects.filter(same).exists()
    if missing:
        Programme.objects.create(**PROGRAMME, about=ABOUT)
    loaded.count(Programme, missing)
