"""People typed one a line."""

import pytest
from django.core.exceptions import ValidationError

from consultations.forms.introductions import IntroductionsField

FIELD = IntroductionsField(label="紹介した人", required=False)


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ("", ()),
        (" \r\n\u3000\r\n", ()),
        ("見本C、主任児童委員", (("見本C", "主任児童委員", "", ""),)),
        ("見本C，自治会\r\n\r\n見本D", (("見本C", "自治会", "", ""), ("見本D", "", "", ""))),
        ("𠮷野 葛󠄀子,コミセン会長、元校長", (("𠮷野 葛󠄀子", "コミセン会長、元校長", "", ""),)),
        ("見本C、自治会（見本Dさんの紹介で）", (("見本C", "自治会", "見本D", ""),)),
        ("見本C（見本 花子（コミセン）へ）", (("見本C", "", "", "見本 花子（コミセン）"),)),
        (
            "見本C、隣人（元校長）（見本Dの紹介）（見本Eへ）",
            (("見本C", "隣人（元校長）", "見本D", "見本E"),),
        ),
    ],
)
def test_each_line_is_a_name_and_a_role(typed, people):
    assert FIELD.clean(typed) == people


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("見本C\n、民生委員", "紹介した人の2行目に、お名前から書いてください。"),
        (
            "あ" * 101,
            "紹介した人の1行目を、お名前も立場も100文字までにしてください。",
        ),
        ("見本C\n見本C、隣人", "紹介した人に「見本C」が2回あります。1行にまとめてください。"),
        ("\n".join(f"見本{n}" for n in range(21)), "紹介した人を20人までにしてください。"),
        ("見本\u202eC", "紹介した人から見えない制御文字を消してください。"),
        ("見本C\x00", "紹介した人から見えない制御文字を消してください。"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(typed, message):
    with pytest.raises(ValidationError) as caught:
        FIELD.clean(typed)
    assert caught.value.messages == [message]


def test_people_already_written_stand_one_a_line():
    assert FIELD.prepare_value([("見本C", "隣人"), ("見本D", "")]) == "見本C、隣人\n見本D"
    assert FIELD.prepare_value("そのまま") == "そのまま"


def test_what_is_written_out_is_read_in_the_same_way():
    told = (("見本C", "隣人", "見本D", "見本E"), ("見本F", "", "", "見本G（コミセン）"))
    assert FIELD.clean(FIELD.prepare_value(told)) == told
