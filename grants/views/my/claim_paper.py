"""The claim on paper (請求書): to write on by hand, and as it was sent; numbered as on the screen."""

from django.http import Http404
from django.utils.translation import gettext as _

from grants.applying import printing
from grants.forms.claim import BankForm, ClaimForm, YuchoForm
from grants.models import Claim
from grants.models.claim import ClaimStatus
from grants.money import claim_paper as paper
from grants.money import ledger
from grants.states import RUNNING
from grants.transfer.account import Deposit
from grants.views.my.loading import own
from grants.views.my.printed import printed
from ibasho.text import yen


def blank(request, pk):
    """With everything that is known but the amount and the account."""
    application = own(request, pk)
    if application.state not in RUNNING:
        raise Http404
    known = ledger.story(application).balance
    forms = [YuchoForm(most=known.to_pay), BankForm(most=known.to_pay, url="")]
    amount = ClaimForm(most=known.to_pay)["amount"]
    boxes = [printing.boxes(form.part, form.title, form.numbered()) for form in forms]
    first = printing.boxes(ClaimForm.part, ClaimForm.title, [(ClaimForm.part, amount)])
    pdf = paper.blank(application, known=known, sheets=[first, *boxes])
    return printed(pdf, "ibasho-claim.pdf", how="inline")


def copy(request, pk):
    """What was claimed last; of the account number the last three figures."""
    application = own(request, pk)
    claims = application.claims.exclude(status=ClaimStatus.WITHDRAWN)
    claim = claims.select_related("account", "made_by").order_by("-made_at").first()
    if claim is None:
        raise Http404
    pdf = paper.copy(application, claim, rows=_rows(claim))
    return printed(pdf, "ibasho-claim-copy.pdf", how="inline")


def _rows(claim: Claim) -> list[dict]:
    """Item number, label and answer, as they were asked on the screen."""
    account = claim.account
    yucho = {
        "symbol": account.told_as,
        "number": account.masked,
        "kind": _("通常貯蓄貯金") if account.deposit == Deposit.SAVINGS else _("通常貯金"),
        "holder": account.holder,
    }
    bank = {
        "bank": f"{account.bank_name}（{account.bank_code}）",
        "branch": f"{account.branch_name}（{account.branch_code}）",
        "deposit": account.get_deposit_display(),
        "number": account.masked,
        "holder": account.holder,
    }
    made = YuchoForm(most=1) if account.told_as else BankForm(most=1, url="")
    told = yucho if account.told_as else bank
    asked = [(ClaimForm.part, made["amount"]), *made.numbered()]
    told |= {"amount": yen(claim.amount)}
    return [
        {"number": number, "label": field.label, "value": told[field.name]}
        for number, field in asked
    ]
