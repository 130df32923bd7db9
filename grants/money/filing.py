"""The file of a day's payments: foreseen row by row, made once, the same bytes ever after."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from grants import notices
from grants.door import tell
from grants.models import Application, Payment, TransferFile
from grants.models.payment import PaymentStatus
from grants.money.payouts import why_no_paying
from grants.permissions import NotAllowed
from grants.states import RUNNING
from grants.transfer import account, banks, days, file
from grants.transfer.account import Account, AccountError, Deposit
from grants.transfer.file import Payer, Transfer
from grants.transfer.layout import CannotCarry
from ibasho.accounts.permissions import Capability
from ibasho.dates import day_in_japan, western
from ibasho.secrecy import Secret, Unreadable

LATEST = timedelta(days=60)  # a file says month and day only; banks take it a month or two ahead
MOST = 500
KINDS = {each.label: each for each in Deposit}
# The file as text, one letter a byte, so that it can go under seal.
BYTES = "latin-1"


def payer() -> Payer:
    """Who pays, out of the settings; NotAllowed says what is wrong with them."""
    told = settings.COUNCIL_TRANSFER
    try:
        bank, branch, kind, number = told["account"].split("-")
        known = Account(
            bank=account.read_code(bank, field="bank", length=4),
            branch=account.read_code(branch, field="branch", length=3),
            deposit=KINDS[kind],
            number=account.read_number(number),
            holder="",
        )
    except (ValueError, KeyError) as error:
        raise NotAllowed(
            _("振込元の口座の設定（COUNCIL_ACCOUNT）が読めません。管理者に頼んでください。")
        ) from error
    bank_name, branch_name = banks.names(known.bank, known.branch)
    return Payer(told["code"], told["kana"], _named(known, bank_name, branch_name))


def _named(known: Account, bank_name: str, branch_name: str) -> Account:
    return Account(
        known.bank, known.branch, known.deposit, known.number, "", bank_name, branch_name
    )


@dataclass(frozen=True)
class Foreseen:
    """One payment of a preview: `why_not` is empty where it can go into the file."""

    payment: Payment
    why_not: str


def why_not_on(day: date, *, today: date) -> str:
    """Why no file is made for this day; empty if it can be."""
    if day <= today:
        return _("振込日は、あしたより後の、銀行が開いている日にしてください。")
    if day > today + LATEST:
        return _("振込日は、%sまでにしてください。") % western(today + LATEST)
    return days.why_closed(day)


def foresee(payments: Sequence[Payment], *, by, on: date) -> list[Foreseen]:
    """What would become of each payment in a file for this day; nothing is written."""
    ours = payer()
    return [Foreseen(payment, _why_not(payment, ours, by, on)) for payment in payments]


def _why_not(payment: Payment, ours: Payer, by, on: date) -> str:
    if reason := why_no_paying(by, payment.application):
        return reason
    if payment.status != PaymentStatus.PLANNED:
        return _("いまは「%s」です。") % payment.get_status_display()
    if payment.application.state not in RUNNING:
        return _("申請がいま「%s」のため、支払えません。") % (
            payment.application.get_state_display()
        )
    try:
        file.make(ours, [_transfer(payment)], on=on)
    except (CannotCarry, Unreadable, AccountError) as error:
        return str(error)
    return ""


def _transfer(payment: Payment) -> Transfer:
    return Transfer(payment.pk, payment.account.in_full(), payment.amount)


def content(payments: Sequence[Payment], *, on: date) -> bytes:
    """The file of these payments for this day, in the order of their numbers."""
    ordered = sorted(payments, key=lambda payment: payment.pk)
    return file.make(payer(), [_transfer(payment) for payment in ordered], on=on)


@transaction.atomic
def make_file(ids: Sequence[int], *, by, at, on: date) -> TransferFile:
    """Put these payments into a file for this day; pressed twice, it is the same file."""
    if closed := why_not_on(on, today=day_in_japan(at)):
        raise NotAllowed(closed)
    payments = _locked(ids)
    if same := _made_before(payments, on):
        return same
    refused = [one for one in foresee(payments, by=by, on=on) if one.why_not]
    if refused or not payments:
        raise NotAllowed(_told(refused))
    made = content(payments, on=on)
    kept = TransferFile.objects.create(
        transfer_on=on,
        count=len(payments),
        total=sum(payment.amount for payment in payments),
        content=Secret.of(made.decode(BYTES)),
        checksum=file.checksum(made),
        made_by=by,
        made_at=at,
    )
    for payment in payments:
        _into(kept, payment, by=by, at=at)
    return kept


def _locked(ids: Sequence[int]) -> list[Payment]:
    """The payments, first their applications locked, then themselves, each in order."""
    applications = Application.objects.filter(payments__in=ids).order_by("pk")
    list(applications.select_for_update(of=["self"], no_key=True))
    rows = Payment.objects.filter(pk__in=ids).order_by("pk").select_for_update(of=["self"])
    known = rows.select_related("account", "application__group", "file")
    return list(known.prefetch_related("application__interests"))


def _made_before(payments: Sequence[Payment], on: date) -> TransferFile | None:
    """The file that holds just these payments for this day already."""
    files = {payment.file for payment in payments}
    same = files.pop() if len(files) == 1 else None
    if same and same.transfer_on == on and same.count == len(payments):
        return same
    return None


def _told(refused: list[Foreseen]) -> str:
    if not refused:
        return _("支払いを選んでください。")
    first = refused[0]
    return f"{first.payment.application.group}：{first.why_not}"


def _into(kept: TransferFile, payment: Payment, *, by, at) -> None:
    payment.file, payment.pay_on, payment.status = kept, kept.transfer_on, PaymentStatus.IN_FILE
    payment.changed_by, payment.changed_at = by, at
    payment.save()
    tell(payment.application, notices.will_be_paid(payment), at=at)


def bytes_of(kept: TransferFile) -> bytes:
    """What was made, byte for byte; raises Unreadable."""
    return kept.content.reveal().encode(BYTES)


@transaction.atomic
def cancel_file(kept: TransferFile, *, by, at, reason: str) -> TransferFile:
    """The bank never got it: its payments wait again, and the file is told as cancelled."""
    if not by.may(Capability.PAY):
        raise NotAllowed(_("この手続きをする権限がありません。"))
    payments = _locked(list(kept.payments.values_list("pk", flat=True)))
    found = TransferFile.objects.select_for_update().get(pk=kept.pk)
    if found.cancelled_at:
        raise NotAllowed(_("%sさんが先に取りやめました。") % found.cancelled_by)
    if any(payment.status != PaymentStatus.IN_FILE for payment in payments):
        raise NotAllowed(_("もう結果を書いた支払いがあるので、取りやめられません。"))
    found.cancelled_by, found.cancelled_at, found.cancelled_reason = by, at, reason
    found.save()
    for payment in payments:
        payment.file, payment.pay_on, payment.status = None, None, PaymentStatus.PLANNED
        payment.changed_by, payment.changed_at = by, at
        payment.save()
    return found
