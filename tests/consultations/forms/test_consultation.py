"""The screen of two minutes: four things are asked, the rest may wait."""

from datetime import date

import pytest

from consultations.forms import ConsultationForm
from tests.consultations.factories import DAY, a_consultation, a_group, an_area

pytestmark = pytest.mark.django_db
LEAST = {"on": "令和8年5月20日", "channel": "phone", "asker": "person", "what_happened": "話"}


def form_of(user, record=None, **typed):
    return ConsultationForm(LEAST | typed, user=user, today=DAY, record=record)


def errors(form):
    return {name: list(messages) for name, messages in form.errors.items()}


def test_four_things_are_enough(worker):
    form = form_of(worker)
    assert errors(form) == {}
    facts = form.facts | {"workers": list(form.facts["workers"])}
    assert {name: value for name, value in facts.items() if value} == LEAST | {"on": DAY}


def test_only_four_things_are_required(worker):
    form = ConsultationForm({}, user=worker, today=DAY)
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


def test_the_day_and_the_person_stand_there_already(worker):
    form = ConsultationForm(user=worker, today=DAY)
    assert (form["on"].value(), form["workers"].value()) == ("2026年5月20日", [worker.pk])


def test_the_reflection_exists_only_for_who_may_reflect(worker, approver):
    record = a_consultation(reflection="見本の気づき")
    assert "reflection" in ConsultationForm(user=worker, today=DAY, record=record).fields
    form = ConsultationForm(user=approver, today=DAY, record=record)
    assert "reflection" not in form.fields
    assert "見本の気づき" not in str(form.initial)
    typed = form_of(approver, reflection="差しこみ")
    assert errors(typed) == {}
    assert "reflection" not in typed.facts


def test_a_record_fills_its_form_and_comes_back_the_same(worker, approver):
    approver.role = "auditor"  # has left the listening, but was there
    approver.save()
    record = a_consultation(
        on=date(2026, 5, 1), workers=[approver], idea="庭をひらく", reflection="気づき"
    )
    record.introductions.create(name="見本C", role="隣人")
    shown = ConsultationForm(user=worker, today=DAY, record=record)
    typed = {name: shown[name].value() for name in shown.fields}
    typed = {name: value for name, value in typed.items() if value not in (None, False)}
    form = ConsultationForm(typed, user=worker, today=DAY, record=record)
    assert errors(form) == {}
    facts = form.facts
    told = (facts["on"], facts["idea"], facts["reflection"])
    assert told == (record.on, "庭をひらく", "気づき")
    assert list(facts["workers"]) == [approver]
    assert facts["introductions"] == (("見本C", "隣人"),)
