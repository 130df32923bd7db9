"""Amounts are read whole or not at all; names keep their bytes; only searching folds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibasho import text
from ibasho.text import CountError, YenError

IVS = "葛\U000e0100"
# st.text() never draws surrogates; these texts may hold the halves that JSON lets through.
ANYTHING = st.text(st.characters(codec=None, exclude_categories=()))


def refusal(read, typed):
    with pytest.raises(ValueError) as refused:
        read(typed)
    return str(refused.value)


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "10,000",
            "１０，０００",
            "¥10,000",
            "￥10,000",
            "10000円",
            "10,000円",
            "10000",
            "010000",
        ),
        *("￥１０，０００円", "１0，000", " 10,000　", "¥ 10,000", "10,000 円", "\\10,000"),
    ],
)
def test_one_amount_written_by_many_hands(typed):
    assert text.parse_yen(typed) == 10_000


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "1000.5",
            "1e3",
            "−1",
            "-1",
            "－１",
            "ー1",
            "+1",
            "▲1,000",
            "△",
            "△1,000",
            "1_000",
            "一万",
        ),
        *("1,00", "١٠٠٠", "10,00,0", "", "　", "1 000", "1　000", ",100", "1,", "1,000,", "0,100"),
        *(
            "1000,000",
            "1,0000",
            "円",
            "¥",
            "¥¥1",
            "1円円",
            "10千円",
            "1万",
            "①",
            "²",
            "1000.0",
            "1．5",
        ),
        *(
            "(1,000)",
            "$1,000",
            "1/2",
            "0x10",
            "1、000",
            "1'000",
            "NaN",
            "inf",
            "1,000\x00",
            "1\n",
            "१०",
        ),
        *("1\u200b000", "\ufeff1000", "1000-", "1000\ud800", "¥-1", "−¥1,000", "１ｅ３"),
    ],
)
def test_no_mark_is_dropped_to_keep_the_digits(typed):
    assert (
        refusal(text.parse_yen, typed) == "金額を「10,000」のように0円以上の整数で入れてください。"
    )


@pytest.mark.parametrize("typed", ["2147483648", "¥2,147,483,648", "9" * 11, "9" * 5000])
def test_an_amount_too_large_is_told_the_largest(typed):
    assert refusal(text.parse_yen, typed) == "金額は2,147,483,647円までで入れてください。"


@given(st.integers(0, text.LARGEST))
def test_an_amount_is_read_back(amount):
    for typed in (text.yen(amount), f"{amount}", f"￥{amount:,}", "0" * 5000 + str(amount)):
        assert text.parse_yen(typed) == amount


@given(ANYTHING | st.text("0123456789０９,，.．-−▲¥￥円 　e_٠\x00"))
def test_readers_raise_nothing_but_their_own_error(typed):
    for read, error in ((text.parse_yen, YenError), (text.parse_count, CountError)):
        try:
            assert 0 <= read(typed) <= text.LARGEST
        except error as refused:
            assert str(refused).endswith("。")


def test_yen():
    assert [text.yen(amount) for amount in (0, 44_400, -1_000)] == ["0円", "44,400円", "−1,000円"]


def test_counts():
    assert [text.parse_count(typed) for typed in ("0", "１２", "1,200", " 12 ")] == [
        0,
        12,
        1200,
        12,
    ]


@pytest.mark.parametrize("typed", ["", "-1", "1.5", "12円", "¥12", "十二", "1_2", "١٢"])
def test_what_is_no_count(typed):
    assert refusal(text.parse_count, typed) == "数を「12」のように0以上の整数で入れてください。"


def test_a_count_too_large():
    assert refusal(text.parse_count, "2147483648") == "数は2,147,483,647までで入れてください。"


@pytest.mark.parametrize(
    "invisible",
    [
        *(
            "",
            " ",
            "　",
            "\t\n",
            "\u00a0",
            "\u200b",
            "\ufeff",
            "\u200d",
            "\u2060",
            "\u00ad",
            "\u034f",
        ),
        *("\U000e0100", "\ufe0f", "\u3164", "\uffa0", "\u115f\u1160", "\u2800", "\u2028", "\u202e"),
        *(
            "\x00",
            "\ud800",
            "\U000e0001",
            "\u2065",
            "\U000e0fff",
            "\u180e",
            "\u3099",
            " \u200b　\ufeff\U000e0100 ",
        ),
    ],
)
def test_what_cannot_be_seen_is_blank(invisible):
    assert text.is_blank(invisible)
    assert not text.is_blank(invisible + "あ")


@pytest.mark.parametrize(
    "seen", ["𠮷", "・", "-", "0", "゛", "👨\u200d👩", "ㅤ会", "\ue000", "\U00031350"]
)
def test_what_can_be_seen_is_not_blank(seen):
    assert not text.is_blank(seen)


@pytest.mark.parametrize(
    "name", ["𠮷", "髙", "﨑", IVS, "\ufa19", "か\u3099", "👨\u200d👩", "Å", "ﾊﾅ"]
)
def test_a_name_keeps_its_bytes(name):
    assert text.trim(f" \t　{name}\u00a0\r\n") == name
    assert text.clean_line(name) == name
    assert (text.is_one_line(name), text.is_plain_text(name), text.is_storable(name)) == (
        (True,) * 3
    )


@pytest.mark.parametrize("mark", ["\x00", "\ud800", "\udfff", "\x1b", "\x7f", "\x85", "\u2028"])
def test_marks_that_no_line_may_hold(mark):
    assert not text.is_one_line(f"見本{mark}会")
    assert not text.is_plain_text(f"見本{mark}会")
    assert text.clean_line(f" 見本{mark}会") == "見本 会"


def test_what_can_be_stored():
    assert [text.is_storable(typed) for typed in ("\x00", "\ud83d", "\n", "😀")] == [
        False,
        False,
        True,
        True,
    ]


def test_lines_and_texts_differ_by_breaks_and_tabs():
    assert (text.is_one_line("a\nb"), text.is_plain_text("a\nb\tc")) == (False, True)


def test_marks_that_turn_the_writing_are_no_part_of_a_line():
    assert not text.is_one_line("見本\u202e会")


@given(ANYTHING)
def test_a_clean_line_can_stand_anywhere(typed):
    line = text.clean_line(typed)
    assert text.is_storable(line)
    assert len(line.splitlines()) == (1 if line else 0)
    assert text.clean_line(line) == line


def test_breaks_become_one_letter():
    assert text.unify_breaks("a\r\nb\rc\nd\u2028e\x0bf\x85g") == "a\nb\nc\nd\ne\nf\ng"


def test_empty_lines_around_a_text_are_no_part_of_it():
    assert text.trim_lines(" \n　\n　あ\n\n　い \n　\n") == "　あ\n\n　い"


@pytest.mark.parametrize(
    ("raw", "query"),
    [
        (None, ""),
        (7, ""),
        ("\x00", ""),
        ("\ud800", ""),
        (" すみれ　", "すみれ"),
        ("すみれ\x00の家", "すみれ の家"),
        ("あ" * 5000, "あ" * 100),
        ("a" * 99 + " b", "a" * 99),
    ],
)
def test_a_query_out_of_anything(raw, query):
    assert text.clean_query(raw) == query


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("スミレの家", "すみれの家"),
        ("ｽﾐﾚ　ﾉ  ｲｴ", "すみれ の いえ"),
        ("Ｃａｆé", "café"),
        ("ガーデン", "がーでん"),
        ("ｶﾞｰﾃﾞﾝ", "がーでん"),
        ("か\u3099", "が"),
        (IVS, "葛"),
        ("\ufa19", "神"),
        ("０４２２−００−００００", "0422-00-0000"),
        ("す\u200bみれ\ufe0f", "すみれ"),
        ("ヴィラ", "ゔぃら"),
        ("\x00\ud800", ""),
        ("STRASSE", "strasse"),
        ("straße", "strasse"),
    ],
)
def test_folding_for_a_search(typed, folded):
    assert text.fold(typed) == folded


@given(ANYTHING)
def test_folding_twice_changes_nothing_and_can_be_stored(typed):
    folded = text.fold(typed)
    assert text.fold(folded) == folded
    assert text.is_storable(folded)


@pytest.mark.parametrize(
    ("typed", "reading"),
    [
        ("ハナコ", "はなこ"),
        ("ﾊﾅｺ", "はなこ"),
        ("か\u3099く", "がく"),
        ("  カフェ　ソラ ", "かふぇ そら"),
    ],
)
def test_readings_are_kept_in_hiragana(typed, reading):
    assert text.to_hiragana(typed) == reading
    assert text.is_kana_reading(typed)


@pytest.mark.parametrize(
    "typed", ["", "　", "ー", "・", "花子", "hanako", "はな1", "はな\x00", "はな\n子"]
)
def test_what_is_no_reading(typed):
    assert not text.is_kana_reading(typed)


def test_digits():
    assert text.digits("　０４２２ー００−００００ ") == "0422-00-0000"
    assert text.narrow("ａ＠ｂ．ｊｐー") == "a@b.jpー"


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("0422-00-0000", "0422-00-0000"),
        ("０４２２ー００ー００００", "0422-00-0000"),
        ("(0422)00-0000", "0422-00-0000"),
        ("（０４２２） ００−００００", "0422-00-0000"),
        ("0422 00 0000", "0422-00-0000"),
        ("0422000000", "0422000000"),
        ("+81 422-00-0000", "0422-00-0000"),
        ("+81-90-0000-0000", "090-0000-0000"),
        ("+81(0)422-00-0000", "0422-00-0000"),
        ("\u202d090-0000-0000\u202c", "090-0000-0000"),
    ],
)
def test_phone_numbers(typed, phone):
    assert text.fold_phone(typed) == phone
    assert text.is_phone(phone)


@pytest.mark.parametrize(
    "typed",
    ["", "110", "0422-00-000", "090-0000-00000", "1422-00-0000", "0422-00-0000内線1", "٠٤٢٢٠٠٠٠٠٠"],
)
def test_what_is_no_phone_number(typed):
    assert not text.is_phone(text.fold_phone(typed))


@pytest.mark.parametrize(
    "typed", ["180-0000", "1800000", "〒180-0000", "〒 １８０ー００００", "180−0000"]
)
def test_postal_codes(typed):
    assert text.fold_postal_code(typed) == "180-0000"
    assert text.is_postal_code("180-0000")


@pytest.mark.parametrize(
    "typed", ["", "180", "180-000", "18-00000", "180-00000", "٢٨٠-٠٠٠٠", "180--0000"]
)
def test_what_is_no_postal_code(typed):
    assert not text.is_postal_code(text.fold_postal_code(typed))
