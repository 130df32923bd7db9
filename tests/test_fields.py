"""Fields read what people type; a message names the field and says how to mend; typing is kept."""

from datetime import date, time

import pytest
from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from ibasho import fields
from ibasho.dates import FiscalYear
from ibasho.groups.models import Area

NAMES = ["𠮷田", "髙橋", "山﨑", "葛\U000e0100", "\ufa19", "か\u3099", "👨\u200d👩\u200d👧", "Å"]
INVISIBLE = ["", " ", "　", "\u200b", "\ufeff", "\U000e0100", "\u3164", "\u2800", "\u200d　\u2060"]
ANYTHING = st.text(st.characters(codec=None, exclude_categories=()))


def form_of(field, typed):
    """A form of one field, filled as a browser would."""
    form = type("OneField", (forms.Form,), {"thing": field})
    return form({"thing": typed})


def read(field, typed):
    form = form_of(field, typed)
    assert form.errors == {}
    return form.cleaned_data["thing"]


def words(field, typed):
    return list(form_of(field, typed).errors["thing"])


TYPED = [
    (fields.NameField, "見本の会", "見本の会"),
    (fields.ReadingField, "ﾐﾎﾝ　ノ　カイ", "みほん の かい"),
    (fields.YenField, "￥１，２００", 1_200),
    (fields.CountField, "１２", 12),
    (fields.EraDateField, "R8.4.1", date(2026, 4, 1)),
    (fields.MonthField, "令和８年４月", date(2026, 4, 1)),
    (fields.FiscalYearField, "R8", FiscalYear(2026)),
    (fields.TimeField, "１０時３０分", time(10, 30)),
    (fields.PhoneField, "（０４２２）００－００００", "0422-00-0000"),
    (fields.PostalCodeField, "〒１８０ー００００", "180-0000"),
    (fields.EmailField, "ｎａｍｅ＠example.jp", "name@example.jp"),
    (fields.TextField, "\r\n　一行目\r\n二行目\r\n", "　一行目\n二行目"),
]
KINDS = [kind for kind, _typed, _value in TYPED]


@pytest.mark.parametrize(("kind", "typed", "value"), TYPED)
def test_what_is_typed_is_read(kind, typed, value):
    assert read(kind(label="こたえ"), typed) == value
    assert read(kind(label="こたえ"), f"{typed} 　") == value


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("typed", INVISIBLE)
def test_nothing_visible_is_nothing(kind, typed):
    assert words(kind(label="こたえ"), typed) == ["こたえを入れてください。"]
    empty = "" if issubclass(kind, fields.Worded) else None
    assert read(kind(label="こたえ", required=False), typed) == empty


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("typed", ["\x00", "1\x00", "あ\ud800", "あ\x1bい", "\udfff1"])
def test_what_cannot_be_stored_is_refused_in_words(kind, typed):
    [message] = words(kind(label="こたえ"), typed)
    assert message.startswith(("こたえを", "こたえから"))
    assert message.endswith("。")


@pytest.mark.parametrize("kind", KINDS)
@given(typed=ANYTHING)
def test_whatever_is_typed_stays_in_a_page_that_can_be_sent(kind, typed):
    form = form_of(kind(label="こたえ", required=False), typed)
    form.is_valid()
    str(form["thing"]).encode()
    assert form["thing"].value() == typed.encode("utf-8", "replace").decode()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("given_by_json", [1000.5, True, -1, [], {}, ["1"], float("nan")])
def test_a_value_of_another_kind_ends_in_words_or_a_value(kind, given_by_json):
    form = form_of(kind(label="こたえ"), given_by_json)
    assert form.is_valid() == (form.errors == {})
    assert str(form["thing"]).startswith("<")


def test_numbers_by_json_are_read_as_strictly_as_typing():
    assert read(fields.YenField(label="額"), 10_000) == 10_000
    for given_by_json in (1000.5, True, -1, 2**31):
        assert words(fields.YenField(label="額"), given_by_json) == [
            "額を0円から2,147,483,647円までの整数で入れてください。"
        ]


def test_every_input_is_a_text_that_a_browser_does_not_touch():
    shown = {
        kind: str(
            form_of(
                kind(label="こたえ", max_length=9)
                if issubclass(kind, fields.Worded)
                else kind(label="こたえ"),
                "",
            )["thing"]
        )
        for kind in KINDS
    }
    assert [kind.__name__ for kind, html in shown.items() if 'type="text"' not in html] == [
        "EmailField",
        "TextField",
    ]
    assert [kind.__name__ for kind, html in shown.items() if "maxlength" in html] == []


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        (fields.YenField, 'inputmode="numeric" autocomplete="off"'),
        (fields.EraDateField, 'inputmode="text" autocomplete="off"'),
        (fields.PhoneField, 'inputmode="tel"'),
        (fields.PostalCodeField, 'inputmode="numeric"'),
    ],
)
def test_the_keyboard_of_a_phone(kind, mode):
    html = str(form_of(kind(label="こたえ", required=False), "")["thing"])
    assert html == f'<input type="text" name="thing" {mode} id="id_thing">'


def test_a_form_may_choose_another_keyboard():
    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "wide"})
    attrs = fields.YenField(label="額", widget=widget).widget.attrs
    assert attrs == {"inputmode": "decimal", "class": "wide", "autocomplete": "off"}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_stored_byte_for_byte(name):
    assert read(fields.NameField(label="お名前"), f"　{name} ").encode() == name.encode()


@pytest.mark.parametrize(
    "typed", ["見本\n会", "見本\r\nBcc: x@example.jp", "見本\u2028会", "見本\u202e会"]
)
def test_a_name_has_one_line(typed):
    assert words(fields.NameField(label="お名前"), typed) == [
        "お名前から改行や見えない制御文字を消してください。"
    ]


def test_a_column_that_may_be_null_gets_null():
    assert read(fields.NameField(label="通称", required=False, empty_value=None), " ") is None


def test_length_is_counted_in_letters():
    assert read(fields.NameField(label="お名前", max_length=3), "𠮷髙﨑") == "𠮷髙﨑"
    assert words(fields.NameField(label="お名前", max_length=3), "あいうえ") == [
        "お名前を3文字までに短くしてください。いまは4文字です。"
    ]
    assert read(fields.TextField(label="本文", max_length=3), "あ\r\nい") == "あ\nい"
    assert words(fields.TextField(label="本文", max_length=3), "あ\r\nい\r\nう") == [
        "本文を3文字までに短くしてください。いまは5文字です。"
    ]


@pytest.mark.parametrize(
    "typed", ["100,001", "-1", "▲1,000", "1000.5", "1e3", "1_000", "一万", "１ ０００"]
)
def test_an_amount_is_refused_with_its_bounds_and_kept(typed):
    form = form_of(fields.YenField(label="会場費", max_value=100_000), typed)
    assert form.errors["thing"] == ["会場費を0円から100,000円までの整数で入れてください。"]
    assert form["thing"].value() == typed


def test_an_amount_has_two_bounds():
    assert read(fields.YenField(label="額", min_value=1, max_value=2), "2") == 2
    assert words(fields.YenField(label="額", min_value=1, max_value=2), "0") == [
        "額を1円から2円までの整数で入れてください。"
    ]
    assert words(fields.YenField(label="額"), "2147483648") == [
        "額を0円から2,147,483,647円までの整数で入れてください。"
    ]


def test_a_count_with_its_unit():
    field = fields.CountField(label="参加人数", unit="人", max_value=1_000)
    assert [read(field, typed) for typed in ("12人", "１２", "1,000人")] == [12, 12, 1_000]
    assert words(field, "12名") == ["参加人数を0人から1,000人までの整数で入れてください。"]


@pytest.mark.parametrize(
    ("kind", "typed", "message"),
    [
        (
            fields.EraDateField,
            "令和元年3月31日",
            "こたえを確かめてください。令和は元年5月1日からです。2019年3月31日は平成31年3月31日です。",
        ),
        (
            fields.MonthField,
            "令和元年3月",
            "こたえを確かめてください。令和は元年5月1日からです。2019年3月は平成31年3月です。",
        ),
        (
            fields.FiscalYearField,
            "9999",
            "こたえを確かめてください。1912年度から2100年度までの年度を入れてください。",
        ),
        (
            fields.TimeField,
            "9",
            "こたえを確かめてください。時刻を「10:00」や「10時30分」のように入れてください。",
        ),
        (fields.ReadingField, "花子", "こたえをひらがなかカタカナで入れてください。"),
        (fields.PhoneField, "110", "こたえを「0422-00-0000」のように入れてください。"),
        (fields.PostalCodeField, "18-00000", "こたえを「180-0000」のように入れてください。"),
        (fields.EmailField, "name@", "こたえを「name@example.jp」のように入れてください。"),
        (fields.TextField, "あ\x1b", "こたえから見えない制御文字を消してください。"),
    ],
)
def test_a_message_names_the_field_and_says_how_to_mend(kind, typed, message):
    form = form_of(kind(label="こたえ"), typed)
    assert form.errors["thing"] == [message]
    assert form["thing"].value() == typed


def test_a_label_given_late_is_the_one_that_is_said():
    field = fields.YenField()
    field.label = "会場費"
    assert words(field, "") == ["会場費を入れてください。"]


def test_a_field_without_label_still_speaks():
    assert words(fields.NameField(), "") == ["この欄を入れてください。"]


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        (fields.YenField, 10_000, "10,000"),
        (fields.CountField, 12, "12"),
        (fields.EraDateField, date(2026, 4, 1), "2026年4月1日"),
        (fields.MonthField, date(2026, 4, 1), "2026年4月"),
        (fields.FiscalYearField, FiscalYear(2026), FiscalYear(2026)),
        (fields.TimeField, time(9, 5), "09:05"),
    ],
)
def test_a_stored_value_is_shown_as_people_write_it_and_read_back(kind, value, shown):
    form = type("OneField", (forms.Form,), {"thing": kind(label="こたえ")})
    again = form({"thing": str(shown)}, initial={"thing": value})
    assert form(initial={"thing": value})["thing"].value() == shown
    assert again.is_valid()
    assert (again.cleaned_data["thing"], again.has_changed()) == (value, False)


CHOICES = [("old", "高齢者"), ("young", "子ども")]


def test_choices():
    one = fields.ChoiceField(label="対象", choices=CHOICES)
    some = fields.MultiChoiceField(label="対象", choices=CHOICES)
    assert (read(one, "old"), read(some, ["old", "young"])) == ("old", ["old", "young"])
    for field, typed in (
        (one, ""),
        (one, "x"),
        (one, "\x00"),
        (some, []),
        (some, ["x"]),
        (some, "x"),
    ):
        assert words(field, typed) == ["対象を選んでください。"]


def test_consent():
    field = fields.ConsentField(label="写真をのせてもよい")
    assert read(field, "on") is True
    assert words(field, "") == ["「写真をのせてもよい」に印を付けてください。"]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["abc", "\x00", "1\ud800", "0", "9" * 40, "-1", "1.5", "٣", ""])
def test_a_row_that_does_not_exist(typed):
    one = fields.ModelChoiceField(label="圏域", queryset=Area.objects.all())
    some = fields.ModelMultiChoiceField(label="圏域", queryset=Area.objects.all())
    assert words(one, typed) == ["圏域を選んでください。"]
    assert words(some, [typed]) == ["圏域を選んでください。"]


def test_a_search_takes_whatever_an_address_holds():
    field = fields.SearchField()
    address = QueryDict("q=%00&q2=%ED%A0%80x&q3=%E3%81%99%E3%81%BF%E3%82%8C")
    assert [read(field, address.get(name)) for name in ("q", "q2", "q3", "q4")] == [
        "",
        "\ufffd" * 3 + "x",
        "すみれ",
        "",
    ]
    assert read(field, "あ" * 5_000) == "あ" * 100


def test_an_unknown_sort_key_falls_back():
    field = fields.LenientChoiceField(
        choices=[("new", "新しい順"), ("name", "名前順")], fallback="new"
    )
    assert [read(field, typed) for typed in ("name", "x", "", None, "\x00", "-pk", ["name"])] == [
        "name",
        *["new"] * 6,
    ]


@pytest.mark.parametrize(
    "page", ["abc", "\x00", "", None, "0", "-1", "9" * 40, "9" * 5_000, "1.5", "٣"]
)
def test_a_page_needs_no_field_of_ours(page):
    assert Paginator(range(30), 10).get_page(page).number in (1, 3)
