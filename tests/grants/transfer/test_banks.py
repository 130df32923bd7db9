"""Banks and branches by number, name and reading."""

import sys

import pytest

from grants.transfer import banks


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("0001", "0001"),
        ("０００１", "0001"),
        ("みずほ", "0001"),
        ("ミズホ銀行", "0001"),
        ("みずほぎんこう", "0001"),
        ("ﾐｽﾞﾎ", "0001"),
        ("三菱", "0005"),
        ("ゆうちょ銀行", "9900"),
        ("多摩信用金庫", "1360"),
        ("たましんきん", "1360"),
        ("ＴＡＭＡ多摩", None),
        ("𠮷", None),
        ("", None),
        ("99999", None),
    ],
)
def test_a_bank_is_found(words, code):
    assert next((bank.code for bank in banks.find_banks(words)), None) == code


@pytest.mark.parametrize("words", ["吉祥寺", "吉祥寺支店", "きちじょうじ", "キチジョウジ", "220"])
def test_a_branch_is_found(words):
    assert banks.find_branches("0005", words)[0].name == "吉祥寺"


def test_an_unknown_bank_has_no_branches():
    assert banks.find_branches("0002", "本店") == ()
    assert (banks.bank_of("0002"), banks.branch_of("0001", "999")) == (None, None)


def test_yucho_bears_names_that_a_file_can_carry():
    found = banks.branch_of("9900", "058")
    assert (found.name, found.kana) == ("〇五八", "ｾﾞﾛｺﾞﾊﾁ")


def test_many_hits_are_cut():
    assert len(banks.find_banks("農協")) == banks.SHOWN


def test_every_name_of_the_book_can_be_carried():
    assert [bank.code for bank in banks._banks() if not bank.kana] == []
    assert "zengin_code" in sys.modules
