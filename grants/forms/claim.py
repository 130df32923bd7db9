"""How a group says how much it claims, and into which account: one known, ゆうちょ, another bank."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from grants.money.claiming import NewAccount
from grants.transfer import account as read
from grants.transfer import banks
from grants.transfer.account import YUCHO, Account, AccountError, Deposit
from ibasho.fields import ChoiceField, NameField, YenField
from ibasho.text import digits, yen


def _figures(**kwargs) -> NameField:
    """Kept as typed until the account is read as a whole; a phone opens its figures."""
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return NameField(widget=widget, max_length=20, **kwargs)


class LiveTextInput(forms.TextInput):
    """A text that asks the book of banks while it is typed; without scripts the button asks."""

    def __init__(self, *, finds: str, url: str, beside: str = ""):
        super().__init__(
            {
                "hx-get": url,
                "hx-trigger": "input changed delay:300ms",
                "hx-target": f"#{finds}-found",
                **({"hx-include": beside} if beside else {}),
            }
        )


class ClaimForm(forms.Form):
    """`most`: whole yen that can be claimed now."""

    amount = YenField(label=_("請求する額"), min_value=1)

    def __init__(self, *args, most: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["amount"] = YenField(
            label=_("請求する額"),
            help_text=_("いま請求できるのは、%sまでです。") % yen(most),
            min_value=1,
            max_value=most,
            initial=most,
        )


class HolderForm(ClaimForm):
    """An account that is typed: whose it is."""

    passbook = ""

    holder = NameField(
        label=_("口座名義（カタカナ）"),
        help_text=_("通帳を開いた1ページ目のカタカナのとおりに入れてください。例：ミホンノカイ"),
    )

    def clean_holder(self) -> str:
        try:
            return read.read_holder(self.cleaned_data["holder"])
        except AccountError as error:
            raise ValidationError(str(error)) from error


class YuchoForm(HolderForm):
    """記号 and 番号 as they stand in the passbook; `new_account` is what other banks call it."""

    symbol = _figures(
        label=_("記号"),
        help_text=_("通帳の5けたの数字です。例：10530。あとに1けたつくときは「10530-1」のように。"),
    )
    number = _figures(label=_("番号"), help_text=_("通帳の8けたまでの数字です。例：12345671"))
    kind = ChoiceField(
        label=_("通帳の種類"),
        choices=[("ordinary", _("通常貯金（ふつうの通帳）")), ("savings", _("通常貯蓄貯金"))],
        initial="ordinary",
        widget=forms.RadioSelect,
    )
    field_order = ["amount", "symbol", "number", "kind", "holder"]

    def clean(self) -> None:
        told = self.cleaned_data
        if not {"symbol", "number", "kind"} <= told.keys():
            return
        try:
            self.yucho = read.read_yucho(
                told["symbol"], told["number"], savings=told["kind"] == "savings"
            )
        except AccountError as error:
            self.add_error(error.field, str(error))
            return
        if banks.branch_of(YUCHO, self.yucho.branch) is None:
            self.add_error("symbol", _("記号に当たる店がありません。通帳を見て確かめてください。"))

    @property
    def passbook(self) -> str:
        """As it stands in the passbook, to be compared with what it becomes."""
        return f"{digits(self.cleaned_data['symbol'])} - {digits(self.cleaned_data['number'])}"

    def new_account(self) -> NewAccount:
        told, found = self.cleaned_data, self.yucho
        account = Account(YUCHO, found.branch, found.deposit, found.number, told["holder"])
        return NewAccount(account, told_as=digits(told["symbol"])[:20])


class BankForm(HolderForm):
    """A bank and a branch by name or number; words that fit several are laid open to pick from."""

    bank = NameField(
        label=_("銀行"), help_text=_("名前か、4けたの番号を入れてください。例：みずほ、0001")
    )
    branch = NameField(
        label=_("支店"), help_text=_("名前か、3けたの番号を入れてください。例：吉祥寺、220")
    )
    deposit = ChoiceField(
        label=_("預金の種類"),
        choices=[(each.value, each.label) for each in Deposit],
        initial=Deposit.ORDINARY.value,
        widget=forms.RadioSelect,
    )
    number = _figures(
        label=_("口座番号"),
        help_text=_("7けたの数字です。7けたより短いときは、前に0をつけてください。"),
    )
    field_order = ["amount", "bank", "branch", "deposit", "number", "holder"]

    def __init__(self, *args, url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bank"].widget = LiveTextInput(finds="bank", url=url)
        self.fields["branch"].widget = LiveTextInput(finds="branch", url=url, beside="[name=bank]")

    def clean_bank(self):
        return self._place("bank", banks.the_bank(self.cleaned_data["bank"]))

    def clean_branch(self):
        bank = self.cleaned_data.get("bank")
        if bank is None:
            return None
        return self._place("branch", banks.the_branch(bank.code, self.cleaned_data["branch"]))

    def _place(self, name: str, found):
        if found is None:
            words = _("%sを1つに決められません。下の候補から選ぶか、名前か番号を確かめてください。")
            raise ValidationError(words % self[name].label)
        return found

    def clean_number(self) -> str:
        try:
            return read.read_number(self.cleaned_data["number"])
        except AccountError as error:
            raise ValidationError(str(error)) from error

    @property
    def candidates(self) -> dict[str, tuple]:
        """What the words of bank and branch may mean, while they do not mean one only."""
        bank, branch = (str(self[name].value() or "") for name in ("bank", "branch"))
        chosen = banks.the_bank(bank)
        return {
            "bank": () if chosen else banks.find_banks(bank),
            "branch": banks.find_branches(chosen.code, branch)
            if chosen and not banks.the_branch(chosen.code, branch)
            else (),
        }

    def new_account(self) -> NewAccount:
        told = self.cleaned_data
        bank, branch = told["bank"].code, told["branch"].code
        deposit = Deposit(told["deposit"])
        return NewAccount(Account(bank, branch, deposit, told["number"], told["holder"]))
