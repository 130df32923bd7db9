"""The banks' letters: large kana, a dakuten by itself, a dash for ー, everything else by name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.transfer.kana import KanaError, decode, encode, fold


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("みほんのひだまり", "ﾐﾎﾝﾉﾋﾀﾞﾏﾘ"),
        ("ミホンノガッコウ", "ﾐﾎﾝﾉｶﾞﾂｺｳ"),
        ("ﾐﾎﾝﾉｶﾞｯｺｳ", "ﾐﾎﾝﾉｶﾞﾂｺｳ"),
        ("パーティー", "ﾊﾟ-ﾃｲ-"),
        ("ヴァイオリンを", "ｳﾞｱｲｵﾘﾝｵ"),
        ("（特非）ＡＢＣ・abc".replace("特非", "トクヒ"), "(ﾄｸﾋ)ABC.ABC"),
        ("　ミホン　　ハナコ ", "ﾐﾎﾝ ﾊﾅｺ"),
        ("か\u3099か゛", "ｶﾞｶﾞ"),
    ],
)
def test_what_people_type_becomes_what_banks_pass_on(typed, folded):
    assert fold(typed) == folded


@pytest.mark.parametrize(
    ("typed", "letter"),
    [
        ("ミホンの𠮷", "𠮷"),
        ("㈱ミホン", "㈱"),
        ("ミホン＆コ", "＆"),
        ("ヰ", "ヰ"),
        ("é", "é"),
        ("葛󠄀", "葛"),
    ],
)
def test_what_banks_cannot_pass_on_is_named_as_it_was_typed(typed, letter):
    with pytest.raises(KanaError, match=f"「{letter}」") as refused:
        fold(typed)
    assert refused.value.letter == letter


def test_a_letter_that_nobody_sees_is_named_by_its_number():
    with pytest.raises(KanaError, match="U\\+200B"):
        fold("ミホン\u200b")


def test_each_letter_is_one_byte_of_jis():
    assert encode("ｱﾝﾞﾟA0 -") == b"\xb1\xdd\xde\xdfA0 -"


@given(st.text())
def test_either_named_or_passed_on(typed):
    try:
        folded = fold(typed)
    except KanaError as refused:
        assert refused.letter in typed
    else:
        assert decode(encode(folded)) == folded == fold(folded)
