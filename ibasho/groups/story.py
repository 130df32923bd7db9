"""One thing that happened in the life of a group: the shape in which every room tells it."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _

JAPAN = ZoneInfo("Asia/Tokyo")


class Kind(models.TextChoices):
    """What it was; a reader may ask for one of them."""

    STATUS = "status", _("状況")
    TALK = "talk", _("相談・訪問")
    INTRODUCTION = "introduction", _("紹介")
    MEETING = "meeting", _("交流会")
    GATHERING = "gathering", _("開催")
    APPLICATION = "application", _("申請")
    MONEY = "money", _("お金")
    LETTER = "letter", _("文書")
    LISTING = "listing", _("名簿")


@dataclass(frozen=True)
class Event:
    """`on` is the day (the first of the month when `month_only`), `at` the moment if it is known.

    `tone` is good, bad or nothing. `talk` is the consultation of which this tells a part: whoever
    shows it notes that it was read. Never a reflection, nor anything that is kept under seal.
    """

    kind: Kind
    on: date
    title: str
    text: str = ""
    by: str = ""
    url: str = ""
    at: datetime | None = None
    month_only: bool = False
    tone: str = ""
    talk: UUID | None = None

    @property
    def order(self) -> tuple:
        """For sorting: by day, and within a day by the moment, as far as it is known."""
        return (self.on, self.at.timestamp() if self.at else 0.0)


def moment(day: date, at: time | None) -> datetime | None:
    """The moment of a clock time in Japan; None where only the day is known."""
    return datetime.combine(day, at, JAPAN) if at else None
