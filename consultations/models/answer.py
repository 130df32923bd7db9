"""Answer: what somebody thought of a meeting, without a name."""

import uuid

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from consultations.models.meeting import Meeting
from consultations.models.voice import Voice


class Rating(models.TextChoices):
    GREAT = "great", _("とてもよかった")
    GOOD = "good", _("よかった")
    SO_SO = "so_so", _("どちらともいえない")
    POOR = "poor", _("あまりよくなかった")


class AnswerQuerySet(models.QuerySet):
    def by_rating(self) -> dict[str, int]:
        """How many chose each rating, every rating named."""
        rows = self.order_by().values_list("rating").annotate(Count("pk"))
        return dict.fromkeys(Rating.values, 0) | dict(rows)


class Answer(models.Model):
    """`id` comes with the form: the same form sent twice is one answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="answers", verbose_name=_("交流会")
    )
    rating = models.CharField(_("いかがでしたか"), max_length=10, choices=Rating)
    wish = models.TextField(_("これからやってほしいこと"), blank=True)
    voice = models.OneToOneField(
        Voice, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("声")
    )
    given_on = models.DateField(_("答えた日"))

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("交流会のアンケート")
        ordering = ["meeting", "given_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(rating__in=Rating.values), name="answer_rating"),
        ]

    def __str__(self):
        return f"{self.meeting} {self.get_rating_display()}"
