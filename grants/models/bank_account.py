"""BankAccount: where a group's money goes; and who of us has read its number in full."""

import uuid

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grants.transfer.account import YUCHO, Account
from grants.transfer.account import Deposit as DepositOfFile
from ibasho.groups.models import Group
from ibasho.secrecy import SecretField

FIGURES = {"bank_code": r"^\d{4}$", "branch_code": r"^\d{3}$", "tail": r"^\d{3}$"}
# All but what comes later: the confirmation, or that it is not to be used.
TYPED = [
    *("id", "group_id", "bank_code", "bank_name", "bank_kana", "branch_code", "branch_name"),
    *("branch_kana", "deposit", "number", "tail", "holder", "told_as", "written_by_id"),
    "written_at",
]


class Deposit(models.TextChoices):
    ORDINARY = "1", _("普通")
    CURRENT = "2", _("当座")
    SAVINGS = "4", _("貯蓄")


def person(label, **more):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=label, **more
    )


class BankAccountQuerySet(models.QuerySet):
    def usable(self):
        """Those that nobody has laid aside."""
        return self.filter(refused_at=None)

    def confirmed(self):
        return self.usable().exclude(confirmed_at=None)


@pghistory.track(exclude=["number"])
class BankAccount(models.Model):
    """A change of account is a new row; of a row only the confirmation comes later.

    `number` is under seal, `tail` are its last three figures; `holder` and the `…_kana` are in the
    letters of grants.transfer.kana. `told_as` keeps how ゆうちょ was typed, but for its number.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(
        Group, models.PROTECT, related_name="bank_accounts", verbose_name=_("団体")
    )
    bank_code = models.CharField(_("銀行番号"), max_length=4)
    bank_name = models.CharField(_("銀行"), max_length=60)
    bank_kana = models.CharField(_("銀行（カナ）"), max_length=60, blank=True)
    branch_code = models.CharField(_("支店番号"), max_length=3)
    branch_name = models.CharField(_("支店"), max_length=60)
    branch_kana = models.CharField(_("支店（カナ）"), max_length=60, blank=True)
    deposit = models.CharField(_("預金の種類"), max_length=1, choices=Deposit)
    number = SecretField(_("口座番号"))
    tail = models.CharField(_("口座番号の下3けた"), max_length=3)
    holder = models.CharField(_("口座名義"), max_length=30)
    told_as = models.CharField(_("書かれたときの記号"), max_length=20, blank=True)
    written_by = person(_("書いた人"))
    written_at = models.DateTimeField(_("書いた日時"))
    confirmed_by = person(_("確かめた職員"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("確かめた日時"), null=True, blank=True)
    refused_by = person(_("使わないと決めた職員"), null=True, blank=True)
    refused_at = models.DateTimeField(_("使わないと決めた日時"), null=True, blank=True)
    refused_reason = models.TextField(_("使わないわけ"), blank=True)

    objects = BankAccountQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("振込先の口座")
        ordering = ["group", "-written_at"]
        constraints = [
            *[
                models.CheckConstraint(
                    condition=Q(**{f"{field}__regex": shape}), name=f"account_{field}"
                )
                for field, shape in FIGURES.items()
            ],
            models.CheckConstraint(condition=Q(deposit__in=Deposit.values), name="account_deposit"),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="account_confirmed_by",
            ),
            # Who wrote it down does not vouch for it.
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("written_by")),
                name="account_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(refused_by=None, refused_at=None)
                | (Q(refused_by__isnull=False, refused_at__isnull=False) & ~Q(refused_reason="")),
                name="account_refused_by",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="typed_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in TYPED)
                ),
            ),
            pgtrigger.Protect(
                name="confirmed_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.confirmed_at IS NOT NULL AND (OLD.confirmed_at, OLD.confirmed_by_id)"
                    " IS DISTINCT FROM (NEW.confirmed_at, NEW.confirmed_by_id)"
                ),
            ),
        ]

    def __str__(self):
        return f"{self.bank_name} {self.branch_name} {self.get_deposit_display()} {self.masked}"

    @property
    def masked(self) -> str:
        return f"••••{self.tail}"

    @property
    def is_yucho(self) -> bool:
        return self.bank_code == YUCHO

    def in_full(self) -> Account:
        """As the file bears it; whoever asks for a person writes an AccountReading."""
        return Account(
            bank=self.bank_code,
            branch=self.branch_code,
            deposit=DepositOfFile(self.deposit),
            number=self.number.reveal(),
            holder=self.holder,
            bank_name=self.bank_kana,
            branch_name=self.branch_kana,
        )


class AccountReading(models.Model):
    """Somebody saw an account's number in full; only ever added to."""

    account = models.ForeignKey(
        BankAccount, models.PROTECT, related_name="readings", verbose_name=_("口座")
    )
    by = person(_("だれが"))
    at = models.DateTimeField(_("いつ"))

    class Meta:
        verbose_name = verbose_name_plural = _("口座番号を見た記録")
        ordering = ["-at", "-id"]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"{self.account} {self.by}"
