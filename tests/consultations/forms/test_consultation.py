"""The screen of two minutes: four things are asked, the rest may wait."""

from datetime import date, time, timedelta

import pytest

from consultations.forms import ConsultationForm, starting
from ibasho.groups.models import Charge
from tests.consultations.factories import (
    DAY,
    WRITTEN,
    a_consultation,
    a_group,
    a_person,
    an_area,
    introduce,
)

pytestmark = pytest.mark.django_db
LEAST = {"on": "令和8年5月20日", "channel": "phone", "asker": "person", "what_happened": "話"}


def form_of(user, record=None, **typed):
    apart = starting.apart(user, record)
    return ConsultationForm(LEAST | typed, today=DAY, record=record, apart=apart)


def shown(user, record):
    initial, apart = starting.written(record, user), starting.apart(user, record)
    return ConsultationForm(today=DAY, record=record, initial=initial, apart=apart)


def errors(form):
    return {name: list(messages) for name, messages in form.errors.items()}


def test_four_things_are_enough(worker):
    form = form_of(worker)
    assert errors(form) == {}
    facts = form.facts | {"workers": list(form.facts["workers"])}
    assert {name: value for name, value in facts.items() if value} == LEAST | {"on": DAY}


def test_only_four_things_are_required(worker):
    form = ConsultationForm({}, today=DAY)
    assert errors(form) == {
        "on": ["日付を入れてください。"],
        "channel": ["方法を選んでください。"],
        "asker": ["相談した人を選んでください。"],
        "what_happened": ["できごとを入れてください。"],
    }


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        (
            {"on": "2026年5月21日"},
            {"on": ["日付を今日か、今日より前の日にしてください。"]},
        ),
        (
            {"asker": "anonymous", "asker_name": "見本 花子"},
            {"asker_name": ["匿名の相談では、お名前・団体名を空にしてください。"]},
        ),
        (
            {"follow_up_on": "R8.5.19"},
            {"follow_up_on": ["次に連絡する日を、相談の日か、それより後の日にしてください。"]},
        ),
        ({"group": "abc"}, {"group": ["関わりのある団体を選んでください。"]}),
        ({"topics": ["nope"]}, {"topics": ["話題を選んでください。"]}),
        (
            {"minutes": "1e3"},
            {"minutes": ["かかった時間を0分から1,440分までの整数で入れてください。"]},
        ),
    ],
)
def test_what_cannot_be_is_said_at_its_field(worker, typed, wrong):
    assert errors(form_of(worker, **typed)) == wrong


def test_the_area_is_that_of_the_group_unless_chosen(worker):
    from_group = a_group(area=an_area("見本西"))
    other = an_area("見本東")
    assert errors(filled := form_of(worker, group=str(from_group.pk))) == {}
    assert filled.facts["area"] == from_group.area
    assert errors(chosen := form_of(worker, group=str(from_group.pk), area=str(other.pk))) == {}
    assert chosen.facts["area"] == other


def test_now_me_my_area_and_the_last_place_stand_there_already(worker):
    area = an_area("見本西")
    Charge.objects.create(user=worker, area=area)
    a_consultation(written_by=worker, place="見本会館")
    a_consultation(place="ほかの人の場所", written_at=WRITTEN + timedelta(days=1))
    initial = starting.fresh(worker, today=DAY, now=time(9, 5))
    form = ConsultationForm(today=DAY, initial=initial)
    names = ("on", "at_time", "workers", "area", "place")
    assert [form[name].value() for name in names] == [
        "2026年5月20日",
        "09:05",
        [worker.pk],
        area.pk,
        "見本会館",
    ]


def test_what_stands_apart_is_there_only_for_who_may_write_it(worker, worker2, approver):
    record = a_consultation(
        reflection="見本の気づき", author=worker, confidence="見本の事情", workers=[worker]
    )
    own = shown(worker, record)
    assert (own["reflection"].value(), own["confidence"].value()) == ("見本の気づき", "見本の事情")
    other = shown(worker2, record)
    assert other["reflection"].value() == ""
    assert "confidence" not in other.fields
    assert set(shown(approver, record).fields) & {"reflection", "confidence"} == set()
    typed = form_of(approver, reflection="差しこみ", confidence="差しこみ")
    assert errors(typed) == {}
    assert typed.facts.keys() & {"reflection", "confidence"} == set()


def test_a_name_that_two_people_bear_is_asked_about(worker):
    a_person("見本 花子", role="主任児童委員")
    known = a_person("見本 花子", organisation="見本自治会")
    form = form_of(
        worker, asker_name="見本 花子", introductions="見本 花子、主任児童委員\n見本 花子"
    )
    several = (
        "「見本 花子」という人が2人います。「見本 花子（主任児童委員）」「見本 花子（見本自治会）」"
        "のどれかのように書いてください。"
    )
    assert errors(form_of(worker, asker_name="見本 花子")) == {"asker_name": [several]}
    assert errors(form) == {
        "introductions": ["紹介した人に「見本 花子」が2回あります。1行にまとめてください。"],
        "asker_name": [several],
    }
    assert errors(form_of(worker, asker_name="見本 花子（見本自治会）")) == {}
    amended = ConsultationForm(LEAST | {"asker_name": "見本 花子"}, today=DAY, known=[known])
    assert errors(amended) == {}


def test_a_record_fills_its_form_and_comes_back_the_same(worker, approver):
    approver.role = "auditor"  # has left the listening, but was there
    approver.save()
    record = a_consultation(
        on=date(2026, 5, 1),
        workers=[approver],
        idea="庭をひらく",
        reflection="気づき",
        author=worker,
    )
    introduce(record, a_person("見本C", role="隣人"), introducer=a_person("見本D"))
    page = shown(worker, record)
    typed = {name: page[name].value() for name in page.fields}
    typed = {name: value for name, value in typed.items() if value not in (None, False)}
    form = form_of(worker, record, **typed)
    assert errors(form) == {}
    facts = form.facts
    told = (facts["on"], facts["idea"], facts["reflection"])
    assert told == (record.on, "庭をひらく", "気づき")
    assert list(facts["workers"]) == [approver]
    assert facts["introductions"] == (("見本C", "隣人", "見本D", ""),)
