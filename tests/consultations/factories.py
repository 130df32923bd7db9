"""Records of the room without surprises: plain values, no randomness, nothing a test did not ask."""

import re
from datetime import date, datetime, time
from itertools import count
from zoneinfo import ZoneInfo

from consultations import consenting, workflow
from consultations.choices import Asker, Channel, Media
from consultations.meetings import signing
from consultations.models import (
    Announcement,
    Confidence,
    Consultation,
    Introduction,
    Meeting,
    PastFigure,
    Person,
    Reflection,
)
from consultations.models.past import CountingRule
from consultations.models.voice import Speaker
from consultations.stories import storytelling
from ibasho.groups.models import Area, Group

WRITTEN = datetime(2026, 5, 20, 10, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
DAY = date(2026, 5, 20)
numbers = count(1)


def a_group(name="見本の会", **fields):
    return Group.objects.create(name=name, **fields)


def an_area(name="見本の圏域"):
    return Area.objects.create(name=name)


def a_consultation(*, workers=(), reflection="", author=None, confidence="", **fields):
    """`reflection` is that of `author`; a confidence is written by `author` too."""
    plain = {
        "on": DAY,
        "channel": Channel.PHONE,
        "asker": Asker.PERSON,
        "what_happened": "見本の相談です。",
        "written_at": WRITTEN,
    }
    record = Consultation.objects.create(**(plain | fields))
    record.workers.set(workers)
    if reflection:
        Reflection.objects.create(
            consultation=record, author=author, words=reflection, written_at=WRITTEN
        )
    if confidence:
        told = {"words": confidence, "written_by": author, "written_at": WRITTEN}
        Confidence.objects.create(consultation=record, **told)
    return record


def a_person(name="見本 花子", **fields):
    return Person.objects.create(**({"name": name, "known_since": WRITTEN} | fields))


def introduce(record, person, *, introducer=None, met=None):
    told = {"name": person.name, "role": person.role, "person": person}
    return Introduction.objects.create(consultation=record, introducer=introducer, met=met, **told)


def a_meeting(**fields):
    plain = {"held_on": DAY, "concept": f"見本の交流会 {next(numbers)}"}
    return Meeting.objects.create(**(plain | fields))


def a_voice(*, withdrawn_on=None, **fields):
    plain = {"words": "見本の声です。", "speaker": Speaker.PARTICIPANT, "heard_on": DAY}
    voice = workflow.record_voice(by=None, at=WRITTEN, **(plain | fields))
    if withdrawn_on:
        consenting.withdraw(voice, by=None, at=WRITTEN, on=withdrawn_on)
        voice.refresh_from_db()
    return voice


def a_consented_voice(**fields):
    return a_voice(**({"consented_on": DAY, "media": [Media.REPORT]} | fields))


def a_past_figure(fiscal_year, number, rule=CountingRule.ALL_GROUPS, **fields):
    return PastFigure.objects.create(
        fiscal_year=fiscal_year, count=number, counting_rule=rule, **fields
    )


def a_published_story(group, *, records=None, **fields):
    """A story of the group's staged records (or of these) to which somebody agreed."""
    plain = {"title": f"見本の事例 {next(numbers)}"}
    story = storytelling.begin(group, by=None, at=WRITTEN, records=records, **plain | fields)
    consenting.agree(story, by=None, at=WRITTEN, on=DAY, media=[Media.REPORT])
    return storytelling.publish(story, by=None, at=WRITTEN)


def an_announcement(*, on=DAY, capacity=None, **fields):
    meeting = a_meeting(held_on=on, starts_at=time(10), ends_at=time(12), place="見本会館")
    plain = {"title": meeting.concept, "about": "話す会です。", "published": True}
    return Announcement.objects.create(meeting=meeting, capacity=capacity, **(plain | fields))


def asked(announcement, name="見本 花子", email="hanako@example.jp", at=WRITTEN, **more):
    """Somebody who has asked for a seat, and the number of their mail."""
    signup = signing.ask(announcement, at=at, name=name, email=email, **more)
    return signup, code_of(signup)


def code_of(signup):
    return re.search(r"^(\d{6})$", signup.mails.latest("pk").mail.body, re.M)[1]


def signed_up(announcement, name="見本 花子", email="hanako@example.jp", at=WRITTEN, **more):
    signup, code = asked(announcement, name, email, at, **more)
    return signing.prove(signup, code=code, at=at)
