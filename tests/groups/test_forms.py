"""What the forms of groups understand."""

from datetime import date

import pytest

from ibasho.groups.forms import GroupForm, StatusForm
from ibasho.groups.models import Area, District

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def test_names_stay_byte_for_byte_and_the_rest_is_folded(typed):
    form = GroupForm(typed)
    assert form.is_valid(), form.errors
    kept = {name: form.cleaned_data[name] for name in ("name", "representative", "reading")}
    assert kept == {
        "name": "髙𠮷葛󠄀の家",
        "representative": "見本 﨑子",
        "reading": "たかよしかつらのいえ",
    }
    assert form.cleaned_data["representative_reading"] == "みほん さきこ"
    assert form.cleaned_data["phone"] == "0422-00-0000"
    assert form.cleaned_data["postal_code"] == "180-0001"
    assert form.cleaned_data["about"] == "お茶を飲みます。\n歌もうたいます。"


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", "\u200b\u200d", "居場所の名前を入れてください。"),
        ("name", "見本\nの会", "居場所の名前から改行や見えない制御文字を消してください。"),
        ("reading", "mihon", "居場所の名前のふりがなをひらがなかカタカナで入れてください。"),
        ("phone", "abc", "電話番号を「0422-00-0000」のように入れてください。"),
        ("area", "abc", "圏域を選んでください。"),
        ("district", "\x00", "地域社協を選んでください。"),
    ],
)
def test_what_is_wrong_is_said_by_name(typed, field, value, message):
    form = GroupForm(typed | {field: value})
    assert form.errors == {field: [message]}


def test_a_district_brings_its_area_and_contradicts_another(typed):
    east, west = Area.objects.create(name="東部"), Area.objects.create(name="西部")
    district = District.objects.create(name="見本の会", area=east)
    form = GroupForm(typed | {"district": district.pk})
    assert (form.is_valid(), form.cleaned_data["area"]) == (True, east)
    form = GroupForm(typed | {"district": district.pk, "area": west.pk})
    assert list(form.errors) == ["district"]


@pytest.mark.parametrize(
    ("said", "day", "month_only"),
    [
        ("令和8年4月1日", date(2026, 4, 1), False),
        ("R8.4.1", date(2026, 4, 1), False),
        ("2020年3月", date(2020, 3, 1), True),
        ("令和元年5月", date(2019, 5, 1), True),
        ("２０２０－０３", date(2020, 3, 1), True),
        ("2026-11-23", TODAY, False),
    ],
)
def test_a_change_begins_on_a_day_or_in_a_month(said, day, month_only):
    form = StatusForm({"status": "active", "day": said, "reason": "初回"}, today=TODAY)
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["day"], form.cleaned_data["month_only"]) == (day, month_only)


@pytest.mark.parametrize("said", ["2026-11-24", "令和元年3月", "4/1/2026", "", "abc", "2026年13月"])
def test_days_ahead_and_days_that_never_were_are_refused(said):
    form = StatusForm({"status": "active", "day": said, "reason": "初回"}, today=TODAY)
    assert list(form.errors) == ["day"]


def test_the_month_before_reiwa_is_named_rightly():
    form = StatusForm({"status": "active", "day": "令和元年3月", "reason": "初回"}, today=TODAY)
    (message,) = form.errors["day"]
    assert message.startswith("いつからを確かめてください。")
    assert "平成31年3月" in message
