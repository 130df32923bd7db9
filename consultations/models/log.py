"""The log as it is asked for: by day, by what is due, by words; the rows themselves are elsewhere."""

import re
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Count, Max, Min, Q
from django.db.models.functions import Least, StrIndex

from consultations.models.grams import Grams, holding
from ibasho.dates import FiscalYear
from ibasho.text import fold

ONE_KANA = re.compile("[ぁ-ゖ]")
FEW = 5_000  # rows that are found by their grams and then sorted


def due_by(day) -> Q:
    """Whose next contact is on `day` or late."""
    return Q(follow_up_on__lte=day, followed_up=False)


def _in_text(words: list[str]):
    """Where the word stands that comes first, 0 where one is missing.

    Of a position PostgreSQL expects that a third of all rows has it. Of LIKE it guesses by letters,
    thinks that a sentence is rare, and reads the whole log for one that is in every second record.
    """
    places = [StrIndex("search", models.Value(word)) for word in words]
    return Least(*places) if len(places) > 1 else places[0]


class ConsultationQuerySet(models.QuerySet):
    def in_year(self, fiscal_year: FiscalYear):
        return self.in_years(fiscal_year, fiscal_year)

    def in_years(self, first: FiscalYear, last: FiscalYear):
        return self.filter(on__range=(first.first, last.last))

    def span(self):
        """The days of the first and the last record, (None, None) without any."""
        found = self.aggregate(first=Min("on"), last=Max("on"))
        return found["first"], found["last"]

    def figures(self, day):
        """How many there are, were taken while out, and are due on this day."""
        return self.order_by().aggregate(
            all=Count("pk"),
            outreach=Count("pk", filter=Q(out_of_office=True)),
            due=Count("pk", filter=due_by(day)),
        )

    def outreach(self):
        """Taken while out of the office: the figure of pride."""
        return self.filter(out_of_office=True)

    def due_by(self, day):
        """Whose next contact is on `day` or late."""
        return self.filter(due_by(day))

    def to_be_called_by(self, user):
        """Whose next contact is this worker's: handed over to them, or their own conversation."""
        own = self.model.workers.through.objects.filter(user=user).values("consultation")
        return self.filter(Q(follow_up_by=user) | Q(follow_up_by=None, pk__in=own))

    def matching(self, words):
        """Records whose shared words, its group's among them, hold each of these.

        What is rare is found by the grams. What is common is not: it stands in so many records
        that a page of it is found soonest by reading on from the newest.
        """
        asked = list(dict.fromkeys(fold(words).split()))
        if not asked:
            return self
        found = self.alias(at=_in_text(asked)).filter(at__gt=0)
        rare = self.model.objects.rarely_with(asked)
        return found if rare is None else found.alias(grams=Grams("search")).filter(rare)

    def rarely_with(self, words):
        """The condition on the grams that few rows fulfil, or None.

        One letter of kana is a particle: it stands everywhere, and is not asked for.
        """
        if not (telling := [word for word in words if not ONE_KANA.fullmatch(word)]):
            return None
        condition = holding(telling)
        rows = self.alias(grams=Grams("search")).filter(condition).order_by()
        return condition if rows[: FEW + 1].count() <= FEW else None

    def unfinished(self, what=""):
        """Records of which something is missing that belongs to them: `what`, or anything."""
        empty = {
            "topics": Q(topics=[]),
            "audiences": Q(audiences=[]),
            "minutes": Q(minutes=None),
            "area": Q(area=None),
        }
        wanted = empty[what] if what else reduce(or_, empty.values())
        return self.filter(wanted)

    def referral_open(self):
        """Referred to somebody, and nobody has noted what came of it."""
        return self.exclude(referred_to="").filter(referral_outcome="")


class LogManager(models.Manager.from_queryset(ConsultationQuerySet)):
    """The words by which the database searches stay there."""

    def get_queryset(self):
        return super().get_queryset().defer("search")
