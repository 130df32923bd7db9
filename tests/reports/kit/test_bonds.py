"""The people around a group: a drawing with a table that says the same."""

import pytest

from consultations.models import ReadLog
from consultations.people import bonds
from ibasho.reports.kit.bonds import around
from tests.consultations.factories import a_consultation, a_group, a_person, introduce

pytestmark = pytest.mark.django_db


def a_circle():
    group = a_group("見本の庭")
    record = a_consultation(group=group)
    chair = a_person("見本 会長", role="コミセン会長")
    introduce(record, chair)
    introduce(record, a_person("見本 民子"), introducer=chair, met=a_person("見本 太郎"))
    return group, record


def test_drawing_and_table_say_the_same():
    group, _record = a_circle()
    chart = around(group.name, bonds.of_group(group))
    assert chart.rows == (
        ("見本 会長（コミセン会長）", "職員", "見本の庭", "2026年5月20日"),
        ("見本 民子", "見本 会長", "見本 太郎", "2026年5月20日"),
    )
    assert {words.text for words in chart.words} == {
        "見本の庭",
        "見本 会長（コミセン会長）",
        "見本 民子",
        "見本 会長",
    }
    assert (len(chart.dots), len(chart.strokes)) == (3, 3)
    assert "見本 民子 見本 会長 見本 太郎" in chart.description


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_page_costs_the_same(rows, enter, auditor, django_assert_num_queries):
    group = a_group()
    record = a_consultation(group=group)
    for number in range(rows):
        introduce(record, a_person(f"見本 {number}"), introducer=a_person(f"紹介 {number}"))
    client = enter(auditor)
    with django_assert_num_queries(6):
        page = client.get(f"/staff/groups/{group.pk}/bonds/").content.decode()
    assert page.count('<title id="bonds-title">') == 1


def test_reading_it_is_noted(enter, auditor):
    group, record = a_circle()
    enter(auditor).get(f"/staff/groups/{group.pk}/bonds/")
    assert ReadLog.objects.values_list("user", "consultation").get() == (auditor.pk, record.pk)


def test_a_group_without_a_bond_is_listed():
    group, _record = a_circle()
    lone = a_group("見本のひとり")
    a_consultation(group=lone)
    assert list(bonds.alone()) == [lone]
    assert group not in bonds.alone()
