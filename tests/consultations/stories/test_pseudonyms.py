"""Names by letters: every way in which people write a name is found, and nothing that is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.stories.pseudonyms import (
    Find,
    Kind,
    Person,
    concealed,
    finds,
    in_order,
    index_of,
    is_pseudonym,
    letter,
    lettered,
    marked,
    relettered,
    tokens,
)

HANAKO = Person(
    "hanako",
    "髙橋 花子",
    "たかはし はなこ",
    phones=("0422-51-1234",),
    mails=("hana@example.jp",),
    addresses=("東京都武蔵野市見本町5-1-2",),
)
HAYASHI = Person("hayashi", "林 太郎")
ICHIRO = Person("ichiro", "田中一郎")
SATO = Person("sato", "例田 佐藤", staff=True)
PEOPLE = [HANAKO, HAYASHI, ICHIRO, SATO]
PLACE = "例田のひだまり"


def found(text, people=PEOPLE):
    return [(text[f.start : f.end], f.key) for f in finds(text, people, harmless=[PLACE])]


@pytest.mark.parametrize(
    "name",
    [
        "髙橋 花子",
        "髙橋花子",
        "髙橋　花子さん",
        "高橋花子様",
        "高橋",
        "髙橋さん",
        "高橋氏",
        "花子",
        "花子ちゃん",
        "たかはし はなこ",
        "タカハシハナコ",
        "ﾀｶﾊｼ ﾊﾅｺ",
        "たかはしさん",
        "髙\u200b橋",
        "髙\n橋 花子",
    ],
)
def test_every_way_of_writing_a_name_is_found(name):
    assert found(f"きのう、{name}が来た。") == [(name, "hanako")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("林さんと歩く。", [("林さん", "hayashi")]),
        ("林宅に集まる。", [("林", "hayashi")]),
        ("林の中を歩く。", []),
        ("田中さんの話。", [("田中さん", "ichiro")]),
        ("田中一郎", [("田中一郎", "ichiro")]),
        ("佐藤職員が行く。", [("佐藤職員", "sato")]),
        (f"{PLACE}で会う。", []),
        (f"{PLACE}で例田さんに会う。", [("例田さん", "sato")]),
        ("例田という町。", []),  # a word of the place too
        ("はしを渡る。", []),
        ("AさんとBさん", []),
    ],
)
def test_a_name_is_told_from_a_word(text, expected):
    assert found(text) == expected


def test_a_family_name_that_is_a_place_too_may_need_its_title():
    place = Person("p", "見本町 花子", lone=False)
    assert found("見本町の集まり。見本町さんが来た。", [place]) == [("見本町さん", "p")]


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        ("0422-51-1234", Kind.PHONE, "hanako"),
        ("０４２２（５１）１２３４", Kind.PHONE, "hanako"),
        ("51−1234", Kind.PHONE, "hanako"),
        ("〇四二二-五一-一二三四", Kind.PHONE, "hanako"),
        ("090 1234 5678", Kind.PHONE, ""),
        ("+81-90-1234-5678", Kind.PHONE, ""),
        ("ＨＡＮＡ＠example.jp", Kind.MAIL, "hanako"),
        ("who@example.com", Kind.MAIL, ""),
        ("見本町5-1-2", Kind.ADDRESS, "hanako"),
        ("見本町５丁目１番２号", Kind.ADDRESS, "hanako"),
        ("見本町五丁目一の二", Kind.ADDRESS, "hanako"),
    ],
)
def test_the_ways_to_somebody_are_found(text, kind, key):
    said = f"連絡は、{text}へ。"
    assert finds(said, PEOPLE) == [Find(4, 4 + len(text), kind, key)]


@pytest.mark.parametrize(
    "text", ["見本町5丁目の空家", "2016年10月1日10:00〜13:00", "12345678", "a@b"]
)
def test_what_reaches_nobody_stays(text):
    assert finds(text, PEOPLE) == []


def test_letters_follow_the_order_of_appearance_and_stay():
    texts = ["林さんが話す。", "髙橋さんと林さん、佐藤が会う。"]
    letters = lettered(texts, PEOPLE)
    assert letters == {"hayashi": 0, "hanako": 1}
    # Edited, turned around, one more: who has a letter keeps it.
    assert lettered(["田中さん、髙橋さん"], PEOPLE, known=letters) == letters | {"ichiro": 2}
    assert lettered(texts, PEOPLE, first=6) == {"hayashi": 6, "hanako": 7}
    assert lettered(["Aさんと林さん"], PEOPLE) == {"hayashi": 1}


def test_names_give_way_to_letters_and_words():
    text = "高橋さん宅（見本町5-1-2、0422-51-1234）で林様と佐藤が会う。"
    letters = lettered([text], PEOPLE)
    hidden = concealed(text, PEOPLE, letters)
    assert hidden == "Aさん宅（（住所）、（電話番号））でBさんと職員が会う。"
    assert finds(hidden, PEOPLE) == []
    assert concealed(hidden, PEOPLE, letters) == hidden


def test_the_marks_stand_in_their_place():
    text = "会長の林さんへ"
    pieces = marked(text, finds(text, PEOPLE))
    assert [(piece, bool(find)) for piece, find in pieces] == [
        ("会長の", False),
        ("林さん", True),
        ("へ", False),
    ]


def test_letters_are_put_in_order_all_at_once():
    texts = ["CさんとAさん", "BさんとＣさん"]
    change = in_order(texts)
    assert [relettered(text, change) for text in texts] == ["AさんとBさん", "CさんとAさん"]
    assert in_order(texts, first=6) == {2: 6, 0: 7, 1: 8}


def test_more_people_than_letters():
    assert [letter(index) for index in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "AZ", "BA"]
    assert all(index_of(letter(index)) == index for index in range(200))
    assert tokens("AAさん、USAさん、Ｂ さん") == [26, 1]


def test_somebody_known_by_a_letter_only_is_no_name():
    assert [is_pseudonym(name) for name in ("Aさん", "Ｂ", "AA さん", "Anna", "林")] == [
        True,
        True,
        True,
        False,
        False,
    ]


@given(st.text(), st.text(max_size=20))
def test_any_text_and_any_name_can_be_read(text, name):
    person = Person("x", name, name, phones=(name,), mails=(name,), addresses=(name,))
    letters = lettered([text], [person])
    kept = "".join(piece for piece, _find in marked(text, finds(text, [person])))
    assert kept == text
    concealed(text, [person], letters)
