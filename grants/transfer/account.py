"""A bank account as banks name it, and how the 記号・番号 of ゆうちょ becomes one."""

import re
from dataclasses import dataclass
from enum import Enum

from grants.transfer import kana
from ibasho.text import digits

YUCHO = "9900"
HOLDER_LETTERS = 30
_SHOWN = 3


class AccountError(ValueError):
    """A part of an account that cannot be right; `field` names the part, the words mend it."""

    def __init__(self, field: str, words: str) -> None:
        self.field = field
        super().__init__(words)


class Deposit(Enum):
    """What kind of account it is (預金種目): the figure in the file, and the word on the page."""

    ORDINARY = "1"
    CURRENT = "2"
    SAVINGS = "4"

    @property
    def label(self) -> str:
        return {"1": "普通", "2": "当座", "4": "貯蓄"}[self.value]


@dataclass(frozen=True, slots=True)
class Account:
    """Four, three and seven figures, the kind, and the holder in the letters of `kana.fold`.

    The names of bank and branch, in kana, stand in files for the eye only; they may be empty.
    """

    bank: str
    branch: str
    deposit: Deposit
    number: str
    holder: str
    bank_name: str = ""
    branch_name: str = ""

    @property
    def masked(self) -> str:
        return mask(self.number)


def mask(number: str) -> str:
    """1234567 to ••••567: enough to know one's own by."""
    return "•" * (len(number) - _SHOWN) + number[-_SHOWN:]


def read_code(text: str, *, field: str, length: int) -> str:
    """A bank's four or a branch's three figures."""
    folded = digits(text)
    if not re.fullmatch(rf"[0-9]{{{length}}}", folded):
        raise AccountError(field, f"{length}けたの数字で入れてください。")
    return folded


def read_number(text: str) -> str:
    """Seven figures. A shorter number is not filled up by itself: a figure may have been left out."""
    folded = digits(text)
    if re.fullmatch(r"[0-9]{1,6}", folded):
        raise AccountError(
            "number",
            f"7けたの数字で入れてください。通帳の番号が{len(folded)}けたのときは、"
            f"前に0をつけて「{folded:0>7}」としてください。",
        )
    if not re.fullmatch(r"[0-9]{7}", folded):
        raise AccountError("number", "7けたの数字で入れてください。")
    return folded


def read_holder(text: str) -> str:
    """The holder in the banks' letters; what they cannot pass on is named."""
    try:
        folded = kana.fold(text)
    except kana.KanaError as error:
        raise AccountError("holder", str(error)) from error
    if not folded:
        raise AccountError("holder", "通帳に書かれたカタカナのとおりに入れてください。")
    if len(folded) > HOLDER_LETTERS:
        raise AccountError(
            "holder",
            f"銀行の振込では{HOLDER_LETTERS}文字までです。いまは{len(folded)}文字です"
            "（濁点も1文字と数えます）。通帳の名義をはじめから30文字だけ入れてください。",
        )
    return folded


@dataclass(frozen=True, slots=True)
class Yucho:
    """What 記号・番号 comes to at other banks."""

    branch: str
    deposit: Deposit
    number: str


def read_yucho(symbol: str, number: str, *, savings: bool = False) -> Yucho:
    """記号 10530, 番号 12345671 → branch 058, number 1234567 (通常貯金; `savings`: 通常貯蓄貯金).

    記号 00190, 番号 12345 → branch 019, current account 0012345 (振替口座).
    A third figure between them (10530-2, the number of a reissued passbook) is not part of it.
    """
    first, middle = _symbol(symbol)
    written = digits(number)
    if first == "0":
        return Yucho(f"{middle}9", Deposit.CURRENT, _giro_number(written))
    deposit = Deposit.SAVINGS if savings else Deposit.ORDINARY
    return Yucho(f"{middle}8", deposit, _passbook_number(written))


def _symbol(text: str) -> tuple[str, str]:
    """The first figure and the two after it."""
    folded = re.sub(r"[- ]+", "-", digits(text))
    found = re.fullmatch(r"([0-9]{5})(?:-[0-9])?", folded)
    if not found:
        raise AccountError("symbol", "記号を「10530」のように5けたの数字で入れてください。")
    symbol = found[1]
    if symbol[0] not in "01" or symbol[4] != "0":
        raise AccountError(
            "symbol",
            f"記号「{symbol}」はゆうちょ銀行の記号ではないようです。"
            "1か0で始まり0で終わる5けたの数字です。通帳を見て確かめてください。",
        )
    return symbol[0], symbol[1:3]


def _passbook_number(written: str) -> str:
    if not re.fullmatch(r"[0-9]{2,8}", written):
        raise AccountError("number", "番号を「12345671」のように8けたまでの数字で入れてください。")
    if written[-1] != "1":
        raise AccountError(
            "number",
            f"番号「{written}」の最後が1ではありません。ゆうちょ銀行の通帳の番号は1で終わります。"
            "通帳を見て確かめてください。",
        )
    return f"{written[:-1]:0>7}"


def _giro_number(written: str) -> str:
    if not re.fullmatch(r"[0-9]{1,7}", written):
        raise AccountError("number", "番号を7けたまでの数字で入れてください。")
    return f"{written:0>7}"
