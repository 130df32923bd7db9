"""The 全銀 file, byte for byte against files that were written by hand from the bank's layout."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from grants.transfer import file, layout
from grants.transfer.account import Account, Deposit
from grants.transfer.file import NotThatDay, Payer, Transfer
from grants.transfer.layout import CannotCarry

GOLDEN = Path(__file__).parent / "golden"
THURSDAY = date(2026, 4, 30)

OURS = Payer("1", "みほんしやきよう", Account("0000", "000", Deposit.ORDINARY, "0000000", ""))
HIDAMARI = Transfer(
    number=1,
    account=Account(
        *("0001", "233", Deposit.ORDINARY, "0000123", "みほんのひだまり"), "ミズホ", "キチジヨウジ"
    ),
    amount=44_400,
)
SCHOOL = Transfer(
    number=2,
    account=Account(
        *("9900", "058", Deposit.ORDINARY, "1234567", "みほんのがっこう－（Ａｂｃ）"),
        *("ユウチョ", "ゼロゴハチ"),
    ),
    amount=100_000,
)


def changed(transfer, **account):
    return replace(transfer, account=replace(transfer.account, **account))


def test_two_payments_equal_the_file_written_by_hand():
    made = file.make(OURS, [HIDAMARI, SCHOOL], on=THURSDAY)
    assert made == (GOLDEN / "two_payments.txt").read_bytes()


def test_fields_filled_to_their_last_byte_equal_the_file_written_by_hand():
    ours = Payer(
        "1234567890",
        "（フク）ミホンシシャカイフクシキョウギカイ",
        Account(*("0005", "220", Deposit.CURRENT, "7654321", ""), "三菱UFJ", ""),
    )
    ours = replace(
        ours,
        account=replace(
            ours.account, bank_name="ミツビシユ－エフジエイ", branch_name="キチジヨウジ"
        ),
    )
    account = Account(
        *(
            "1360",
            "001",
            Deposit.SAVINGS,
            "0000001",
            "ミホンチャノマノカイ　ダイヒョウ　ミホンハナコ・ジ／１２",
        ),
        *("タマシンキン", "ミホンチユウオウミホンエキマエシユツチヨウジヨ"),
    )
    made = file.make(ours, [Transfer(9_999_999_999, account, 9_999_999_999)], on=date(2027, 1, 4))
    assert made == (GOLDEN / "longest_of_all.txt").read_bytes()


def test_every_line_is_of_120_bytes_and_the_trailer_counts_and_adds():
    transfers = [replace(HIDAMARI, number=n, amount=n * 1_000) for n in range(1, 31)]
    lines = file.make(OURS, transfers, on=THURSDAY).split(b"\r\n")
    assert (len(lines), lines[-1], {len(line) for line in lines[:-1]}) == (34, b"", {120})
    assert [line[:1] for line in lines[:-1]] == [b"1", *[b"2"] * 30, b"8", b"9"]
    trailer = layout.split(layout.TRAILER, lines[-3])
    assert (trailer["合計件数"], trailer["合計金額"]) == ("000030", "000000465000")


def test_layouts_come_to_120_bytes():
    for fields in (layout.HEADER, layout.DATA, layout.TRAILER, layout.END):
        assert sum(field.size for field in fields) == layout.LENGTH


def test_a_record_reads_back():
    line = file.make(OURS, [HIDAMARI], on=THURSDAY).split(b"\r\n")[1]
    read = layout.split(layout.DATA, line)
    assert (read["受取人名"].rstrip(), read["口座番号"], int(read["振込金額"])) == (
        "ﾐﾎﾝﾉﾋﾀﾞﾏﾘ",
        "0000123",
        44_400,
    )


@pytest.mark.parametrize(
    ("transfer", "field", "words"),
    [
        (changed(HIDAMARI, holder="ミホンの𠮷"), "受取人名", "「𠮷」"),
        (changed(HIDAMARI, holder="ミ" * 31), "受取人名", "30文字まで"),
        (changed(HIDAMARI, branch_name="見本"), "被仕向支店名", "「見」"),
        (changed(HIDAMARI, number="12345678"), "口座番号", "7けたまで"),
        (changed(HIDAMARI, bank="000A"), "被仕向銀行番号", "数字"),
        (replace(HIDAMARI, amount=0), "振込金額", "1円以上"),
        (replace(HIDAMARI, amount=10_000_000_000), "振込金額", "10けたまで"),
        (replace(HIDAMARI, number=10_000_000_000), "顧客コード1", "10けたまで"),
    ],
)
def test_what_the_format_cannot_carry_is_refused_with_its_field(transfer, field, words):
    with pytest.raises(CannotCarry, match=words) as refused:
        file.make(OURS, [SCHOOL, transfer], on=THURSDAY)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 5, 2), "土曜日"),
        (date(2026, 5, 3), "日曜日"),
        (date(2026, 5, 6), "振替休日"),
        (date(2026, 12, 31), "年末年始"),
        (date(2027, 1, 1), "年末年始"),
    ],
)
def test_a_day_on_which_banks_are_closed_is_refused(day, why):
    with pytest.raises(NotThatDay, match=why):
        file.make(OURS, [HIDAMARI], on=day)
