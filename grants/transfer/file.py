"""The 全銀 file: one header, one record a payment, one trailer with count and total, one end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from grants.transfer import days, layout
from grants.transfer.account import Account
from grants.transfer.kana import KanaError, fold

NEW_LINE = b"\r\n"


@dataclass(frozen=True, slots=True)
class Payer:
    """Who pays: the code that the bank gave (ten figures), the name in kana, the own account."""

    code: str
    name: str
    account: Account


@dataclass(frozen=True, slots=True)
class Transfer:
    """One payment: its number here (at most ten figures), to whom, how much (whole yen)."""

    number: int
    account: Account
    amount: int


class NotThatDay(ValueError):
    """A day on which banks carry nothing."""


def make(payer: Payer, transfers: Sequence[Transfer], *, on: date) -> bytes:
    """The file to hand to the bank for this day; the same input makes the same bytes.

    Raises NotThatDay, and layout.CannotCarry with the field and the value that do not fit.
    """
    if closed := days.why_closed(on):
        raise NotThatDay(closed)
    if not transfers:
        raise ValueError("a file without a payment")
    lines = [
        _header(payer, on),
        *(_data(transfer) for transfer in transfers),
        _trailer(transfers),
        layout.record(layout.END, {}),
    ]
    return b"".join(line + NEW_LINE for line in lines)


def checksum(content: bytes) -> str:
    return sha256(content).hexdigest()


def _header(payer: Payer, on: date) -> bytes:
    account = payer.account
    values = {
        "振込依頼人コード": payer.code,
        "振込依頼人名": _folded("振込依頼人名", payer.name),
        "振込指定日": f"{on:%m%d}",
        "仕向銀行番号": account.bank,
        "仕向銀行名": _folded("仕向銀行名", account.bank_name),
        "仕向支店番号": account.branch,
        "仕向支店名": _folded("仕向支店名", account.branch_name),
        "依頼人預金種目": account.deposit.value,
        "依頼人口座番号": account.number,
    }
    return layout.record(layout.HEADER, values)


def _data(transfer: Transfer) -> bytes:
    account = transfer.account
    if transfer.amount < 1:
        raise layout.CannotCarry("振込金額", str(transfer.amount), "1円以上でなければなりません。")
    values = {
        "被仕向銀行番号": account.bank,
        "被仕向銀行名": _folded("被仕向銀行名", account.bank_name),
        "被仕向支店番号": account.branch,
        "被仕向支店名": _folded("被仕向支店名", account.branch_name),
        "預金種目": account.deposit.value,
        "口座番号": account.number,
        "受取人名": _folded("受取人名", account.holder),
        "振込金額": str(transfer.amount),
        "顧客コード1": str(transfer.number),
    }
    return layout.record(layout.DATA, values)


def _trailer(transfers: Sequence[Transfer]) -> bytes:
    total = sum(transfer.amount for transfer in transfers)
    return layout.record(layout.TRAILER, {"合計件数": str(len(transfers)), "合計金額": str(total)})


def _folded(field: str, words: str) -> str:
    try:
        return fold(words)
    except KanaError as error:
        raise layout.CannotCarry(field, words, str(error)) from error
