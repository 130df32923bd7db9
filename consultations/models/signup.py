"""SignUp: one person who wants to come to a meeting, from the first word to the day itself."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from consultations.models.announcement import Announcement
from ibasho.letters.models import Mail


class Place(models.TextChoices):
    """Where somebody stands who wants to come."""

    PENDING = "pending", _("確認番号を待っている")
    JOINED = "joined", _("参加")
    WAITING = "waiting", _("キャンセル待ち")
    CANCELLED = "cancelled", _("取りやめ")
    WALK_IN = "walk_in", _("当日に来た")


P = Place
WAYS = [
    (P.PENDING.value, P.JOINED.value),
    (P.PENDING.value, P.WAITING.value),
    (P.WAITING.value, P.JOINED.value),
    (P.WAITING.value, P.CANCELLED.value),
    (P.JOINED.value, P.CANCELLED.value),
]
KNOWN = (P.JOINED, P.WAITING)

# Whoever wants a seat stands in line for the row of the announcement; so the seats are counted by
# one transaction after the other, and nobody passes those who have waited longer.
WITHIN_CAPACITY = """
    DECLARE seats integer;
    BEGIN
        SELECT capacity INTO seats FROM consultations_announcement
        WHERE meeting_id = NEW.announcement_id FOR UPDATE;
        IF EXISTS (
            SELECT 1 FROM consultations_signup
            WHERE announcement_id = NEW.announcement_id AND id <> NEW.id
            AND place = 'waiting' AND number < NEW.number
        ) THEN
            RAISE EXCEPTION 'somebody has waited longer' USING ERRCODE = 'check_violation';
        END IF;
        IF seats <= (
            SELECT count(*) FROM consultations_signup
            WHERE announcement_id = NEW.announcement_id AND id <> NEW.id AND place = 'joined'
        ) THEN
            RAISE EXCEPTION 'every seat is taken' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END;
"""


class SignUpQuerySet(models.QuerySet):
    def joined(self):
        return self.filter(place=P.JOINED)

    def waiting(self):
        """Those without a seat, who has waited longest first."""
        return self.filter(place=P.WAITING).order_by("number")

    def known(self):
        """Those who have proved their address, or whom staff wrote down, and who still come."""
        return self.filter(place__in=KNOWN)

    def at_the_door(self):
        """Whom to expect on the day, and who came unexpected."""
        return self.filter(place__in=[P.JOINED, P.WALK_IN]).order_by("number", "id")

    def figures(self) -> dict[str, int]:
        """How many applied, wait, do not come, came, stayed away, and came without applying."""
        return self.aggregate(
            joined=Count("pk", filter=Q(place=P.JOINED)),
            waiting=Count("pk", filter=Q(place=P.WAITING)),
            cancelled=Count("pk", filter=Q(place=P.CANCELLED)),
            came=Count("pk", filter=Q(came_at__isnull=False)),
            missed=Count("pk", filter=Q(place=P.JOINED, came_at=None)),
            walk_in=Count("pk", filter=Q(place=P.WALK_IN)),
        )


class SignUp(models.Model):
    """`number` counts those of one meeting in the order in which they proved their address.

    Some months after the meeting `name`, `email`, `phone`, `belongs_to` and `note` are emptied
    and `forgotten_at` is set; what stays counts people without telling who they are.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    announcement = models.ForeignKey(
        Announcement, models.PROTECT, related_name="signups", verbose_name=_("交流会")
    )
    place = models.CharField(_("どうするか"), max_length=10, choices=Place)
    number = models.PositiveIntegerField(_("受付順"), null=True, blank=True)
    name = models.CharField(_("お名前"), max_length=100, blank=True)
    email = models.EmailField(_("メールアドレス"), blank=True)
    phone = models.CharField(_("電話番号"), max_length=20, blank=True)
    belongs_to = models.CharField(_("団体など"), max_length=100, blank=True)
    note = models.CharField(_("伝えておきたいこと"), max_length=300, blank=True)
    asked_at = models.DateTimeField(_("申し込んだ日時"))
    code_hash = models.CharField(max_length=64, blank=True, editable=False)
    code_at = models.DateTimeField(null=True, blank=True, editable=False)
    code_tries = models.PositiveSmallIntegerField(default=0, editable=False)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("代わりに書いた職員"),
    )
    placed_at = models.DateTimeField(_("席か順番が決まった日時"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("取りやめた日時"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("前日に知らせた日時"), null=True, blank=True)
    thanked_at = models.DateTimeField(_("感想をたずねた日時"), null=True, blank=True)
    came_at = models.DateTimeField(_("来た日時"), null=True, blank=True)
    forgotten_at = models.DateTimeField(_("名前を消した日時"), null=True, blank=True)

    objects = SignUpQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("交流会の申込み")
        ordering = ["announcement", "number", "asked_at"]
        constraints = [
            models.CheckConstraint(condition=Q(place__in=P.values), name="signup_place"),
            models.CheckConstraint(
                condition=Q(place=P.PENDING, number=None)
                | Q(~Q(place=P.PENDING), number__isnull=False),
                name="signup_number",
            ),
            models.UniqueConstraint(fields=["announcement", "number"], name="signup_number_once"),
            models.UniqueConstraint(
                "announcement",
                Lower("email"),
                "name",
                condition=Q(place__in=KNOWN) & ~Q(email=""),
                name="signup_person_once",
            ),
            models.CheckConstraint(
                condition=Q(forgotten_at=None)
                | Q(name="", email="", phone="", belongs_to="", note=""),
                name="signup_forgotten_whole",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="places", field="place", transitions=WAYS),
            pgtrigger.Trigger(
                name="takes_a_seat",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__place=P.JOINED.value),
                func=WITHIN_CAPACITY,
            ),
            pgtrigger.Trigger(
                name="moves_to_a_seat",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__place=P.JOINED.value)
                & ~pgtrigger.Q(old__place=P.JOINED.value),
                func=WITHIN_CAPACITY,
            ),
        ]

    def __str__(self):
        return f"{self.announcement} {self.name}"

    @property
    def came(self) -> bool:
        return self.came_at is not None

    @property
    def holds_a_place(self) -> bool:
        """Whether this person is still expected, with a seat or in the row."""
        return self.place in KNOWN


class SignUpMail(models.Model):
    """A mail of the outbox that names this person: it is thrown away with the name."""

    signup = models.ForeignKey(
        SignUp, models.CASCADE, related_name="mails", verbose_name=_("交流会の申込み")
    )
    mail = models.OneToOneField(
        Mail, models.CASCADE, related_name="+", verbose_name=_("送信メール")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("申込みのメール")
        ordering = ["signup", "pk"]

    def __str__(self):
        return f"{self.signup} {self.mail}"
