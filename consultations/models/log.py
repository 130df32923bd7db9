"""The log as it is asked for: by day, by what is due, by words; the rows themselves are elsewhere."""

import re
from collections import defaultdict
from functools import reduce
from operator import and_, or_

from django.db import models
from django.db.models import Count, Max, Min, Q

from consultations.models.grams import by_index, holding, is_long
from ibasho.dates import FiscalYear
from ibasho.groups.models import Group
from ibasho.text import fold

ONE_KANA = re.compile("[ぁ-ゖ]")
FEW = 1_500  # rows into which one looks for a long word


def due_by(day) -> Q:
    """Whose next contact is on `day` or late."""
    return Q(follow_up_on__lte=day, followed_up=False)


def _groups_holding(words: list[str]) -> dict[tuple[str, ...], list]:
    """The ids of the groups whose own words hold some of these, by those that are left.

    One letter of kana is a particle: it stands in so many names that it says nothing of them.
    """
    telling = [word for word in words if not ONE_KANA.fullmatch(word)]
    any_of = reduce(or_, (Q(search__contains=word) for word in telling), Q(pk__in=[]))
    found = defaultdict(list)
    for pk, search in Group.objects.filter(any_of).values_list("pk", "search"):
        found[tuple(word for word in words if word not in telling or word not in search)].append(pk)
    return found


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
        """Records whose shared text or group holds each of the words; nothing that stands apart.

        The groups are looked up first, and each arm of the question stands by itself: only so does
        PostgreSQL answer it out of its indexes.
        """
        asked = list(dict.fromkeys(fold(words).split()))
        if not asked:
            return self
        found = self._holding(asked)
        for left, groups in _groups_holding(asked).items():
            theirs = Q(group__in=groups)
            found |= (theirs & self._holding(left)) if left else theirs
        return self.filter(found)

    def _holding(self, words):
        """Looking whether the pairs of a long word stand together pays while they are in few rows."""
        found, long = holding(words), [word for word in words if is_long(word)]
        if not long:
            return found
        with by_index():
            few = self.model.objects.filter(found)[: FEW + 1].count() <= FEW
        return reduce(and_, (Q(search__contains=word) for word in long), found) if few else found

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
    """The columns by which the database searches stay there."""

    def get_queryset(self):
        return super().get_queryset().defer("search", "grams")
