"""Claims (請求) from the group's side: made once, with an account that banks understand."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from grants import notices
from grants.door import tell
from grants.models import Application, BankAccount, Claim
from grants.models.claim import ClaimKind, ClaimStatus
from grants.money.balance import Balance, balance
from grants.money.payouts import held
from grants.permissions import NotAllowed, keys_in
from grants.states import RUNNING, State
from grants.transfer import banks
from grants.transfer.account import Account
from ibasho.accounts.permissions import Capability
from ibasho.secrecy import Secret
from ibasho.text import yen


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account as the group has typed and seen it; `told_as` is ゆうちょ's 記号, if it was that."""

    account: Account
    told_as: str = ""


def why_no_claim(user, application: Application, known: Balance, waiting: bool) -> str:
    """Why `user` may not claim now, kindly; `waiting` says that a claim lies there unanswered."""
    if not _acts_for(user, application):
        return _("この団体の請求を出す権限がありません。")
    if application.state not in RUNNING:
        return _("交付が決まってから、すべて終わるまでの間に請求できます。")
    if waiting:
        return _("前の請求を確かめているところです。")
    if not known.to_pay:
        return _("いま請求できるお金はありません。")
    return ""


def _acts_for(user, application) -> bool:
    own = user.may(Capability.APPLY) and application.group.memberships.filter(user=user).exists()
    return own or keys_in(user, application)


def kind_now(application: Application) -> ClaimKind:
    """Before the amount is fixed money is paid in advance (概算払)."""
    settled = application.state == State.SETTLED
    return ClaimKind.FINAL if settled else ClaimKind.ADVANCE


def waiting_claim(application: Application) -> Claim | None:
    return application.claims.filter(status=ClaimStatus.MADE).select_related("account").first()


@transaction.atomic
def claim(
    application: Application, *, by, at, amount: int, account: BankAccount | NewAccount
) -> Claim:
    """Ask for `amount` yen into a known account of the group, or a new one."""
    locked = held(application.pk)
    known = balance(locked)
    if reason := why_no_claim(by, locked, known, waiting_claim(locked) is not None):
        raise NotAllowed(reason)
    if not 1 <= amount <= known.to_pay:
        raise NotAllowed(_("請求できるのは、1円から%sまでです。") % yen(known.to_pay))
    made = Claim.objects.create(
        application=locked,
        kind=kind_now(locked),
        amount=amount,
        account=_kept(locked, account, by=by, at=at),
        made_by=by,
        made_at=at,
    )
    tell(locked, notices.claim_received(made), at=at)
    return made


def _kept(application, account, *, by, at) -> BankAccount:
    if isinstance(account, NewAccount):
        return write_account(application.group, account, by=by, at=at)
    if account.group_id != application.group_id or account.refused_at:
        raise NotAllowed(_("この口座には振り込めません。ほかの口座を選んでください。"))
    return account


def write_account(group, new: NewAccount, *, by, at) -> BankAccount:
    """Keep a new account of the group; its number goes under seal."""
    told = new.account
    bank, branch = banks.bank_of(told.bank), banks.branch_of(told.bank, told.branch)
    if bank is None or branch is None:
        raise NotAllowed(_("銀行か支店が見つかりません。名前か番号を確かめてください。"))
    return BankAccount.objects.create(
        group=group,
        bank_code=bank.code,
        bank_name=bank.name,
        bank_kana=bank.kana,
        branch_code=branch.code,
        branch_name=branch.name,
        branch_kana=branch.kana,
        deposit=told.deposit.value,
        number=Secret.of(told.number),
        tail=told.number[-3:],
        holder=told.holder,
        told_as=new.told_as,
        written_by=by,
        written_at=at,
    )


@transaction.atomic
def withdraw_claim(claim: Claim, *, by, at) -> Claim:
    """Take a claim back that nobody has answered yet, for example to mend the account."""
    application = held(claim.application_id)
    if not _acts_for(by, application):
        raise NotAllowed(_("この団体の請求を出す権限がありません。"))
    found = Claim.objects.get(pk=claim.pk)
    if found.status != ClaimStatus.MADE:
        raise NotAllowed(_("この請求は、もう職員が確かめました。お電話ください。"))
    found.status, found.answered_by, found.answered_at = ClaimStatus.WITHDRAWN, by, at
    found.save()
    return found
