"""Accounts as typed, and what 記号・番号 of ゆうちょ comes to."""

import pytest

from grants.transfer import account
from grants.transfer.account import AccountError, Deposit, Yucho

ORDINARY, CURRENT, SAVINGS = Deposit.ORDINARY, Deposit.CURRENT, Deposit.SAVINGS


@pytest.mark.parametrize(
    ("symbol", "number", "read"),
    [
        ("10530", "12345671", Yucho("058", ORDINARY, "1234567")),
        ("１０５３０", "１２３４５６７１", Yucho("058", ORDINARY, "1234567")),
        ("10530-2", "12345671", Yucho("058", ORDINARY, "1234567")),
        ("10530 2", "12345671", Yucho("058", ORDINARY, "1234567")),
        ("10980", "11", Yucho("098", ORDINARY, "0000001")),
        ("00190", "123456", Yucho("019", CURRENT, "0123456")),
    ],
)
def test_yucho_becomes_branch_and_number(symbol, number, read):
    assert account.read_yucho(symbol, number) == read


def test_savings_at_yucho():
    assert account.read_yucho("10530", "12345671", savings=True).deposit is SAVINGS


@pytest.mark.parametrize(
    ("symbol", "number", "field"),
    [
        ("1053", "12345671", "symbol"),
        ("10531", "12345671", "symbol"),
        ("20530", "12345671", "symbol"),
        ("10530-22", "12345671", "symbol"),
        ("1053O", "12345671", "symbol"),
        ("10530", "12345672", "number"),
        ("10530", "123456781", "number"),
        ("10530", "1", "number"),
        ("10530", "1234-5671", "number"),
        ("00190", "12345678", "number"),
        ("", "", "symbol"),
    ],
)
def test_what_is_no_yucho_account_is_refused_at_its_field(symbol, number, field):
    with pytest.raises(AccountError) as refused:
        account.read_yucho(symbol, number)
    assert refused.value.field == field


def test_codes_have_their_length():
    assert account.read_code("０００１", field="bank", length=4) == "0001"
    for wrong in ("1", "00011", "みずほ", "٠٠٠١"):
        with pytest.raises(AccountError, match="4けた"):
            account.read_code(wrong, field="bank", length=4)


def test_a_short_number_is_not_filled_up_by_itself():
    assert account.read_number("００００１２３") == "0000123"
    with pytest.raises(AccountError, match="「0000123」としてください"):
        account.read_number("123")
    for wrong in ("12345678", "", "123-456", "一二三四五六七"):
        with pytest.raises(AccountError):
            account.read_number(wrong)


def test_the_holder_is_folded_and_measured():
    assert account.read_holder("みほんのかい　だいひょう") == "ﾐﾎﾝﾉｶｲ ﾀﾞｲﾋﾖｳ"
    assert len(account.read_holder("ガ" * 15)) == 30
    with pytest.raises(AccountError, match="いまは32文字"):
        account.read_holder("ガ" * 16)
    with pytest.raises(AccountError, match="「𠮷」"):
        account.read_holder("ミホン𠮷")
    with pytest.raises(AccountError):
        account.read_holder("　")


def test_a_number_shows_its_end_only():
    assert account.mask("1234567") == "••••567"
