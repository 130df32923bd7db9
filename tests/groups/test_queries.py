"""What pages and reports ask of groups."""

from datetime import date

import pytest

from ibasho.groups import queries
from ibasho.groups.models import Area, Group, Status, StatusChange
from ibasho.groups.queries import Period

pytestmark = pytest.mark.django_db


def _group(name, *changes, **facts):
    group = Group.objects.create(name=name, **facts)
    for status, day in changes:
        StatusChange.objects.create(group=group, status=status, day=day)
    return group


def test_lives_are_told_in_one_query(django_assert_num_queries):
    first, second = date(2016, 9, 1), date(2016, 10, 1)
    one = _group("見本一", (Status.ACTIVE, second), (Status.TRIAL, first))
    two = _group("見本二", (Status.ENDED, second))
    _group("見本三")
    with django_assert_num_queries(1):
        lives = queries.lives([one, two])
    assert lives == {
        one.pk: (
            Period(Status.TRIAL, first, second, False),
            Period(Status.ACTIVE, second, None, False),
        ),
        two.pk: (Period(Status.ENDED, second, None, False),),
    }


def test_the_directory_holds_published_places_that_have_not_ended():
    day = date(2020, 1, 1)
    _group("見本一", (Status.ACTIVE, day), published=True, neighbourhood="見本町")
    _group("見本二", published=True, neighbourhood="あ町")
    _group("見本三", (Status.ENDED, day), published=True)
    _group("見本四", (Status.ACTIVE, day))
    assert [place.name for place in queries.places()] == ["見本二", "見本一"]


def test_search_folds_widths_and_kana():
    _group("KT見本サードプレイス", reading="けーてぃーみほん", neighbourhood="見本町")
    _group("別の会")
    for words in ("ｋｔ", "ケーティー", "サードプレイス 見本町", "ｻｰﾄﾞ"):
        assert [group.name for group in queries.register_list(q=words)] == ["KT見本サードプレイス"]


def test_status_and_area_filter():
    area = Area.objects.create(name="東部")
    _group("見本一", (Status.PAUSED, date(2020, 1, 1)), area=area)
    _group("見本二")
    names = [
        [group.name for group in queries.register_list(**filters)]
        for filters in ({"status": "paused"}, {"status": "none"}, {"area": area.pk})
    ]
    assert names == [["見本一"], ["見本二"], ["見本一"]]


def test_orders_read_as_people_read():
    for name, reading, changes in [
        ("見本の会", "みほんのかい", ((Status.ACTIVE, date(2020, 1, 1)),)),
        ("いろり", "", ((Status.ACTIVE, date(2021, 1, 1)),)),
        ("髙の家", "たかのいえ", ()),
    ]:
        _group(name, *changes, reading=reading)
    orders = {
        sort: [group.name for group in queries.register_list(sort=sort)]
        for sort in ("", "-reading", "day", "zzz")
    }
    by_reading = ["いろり", "髙の家", "見本の会"]
    assert orders == {
        "": by_reading,
        "-reading": by_reading[::-1],
        "day": ["いろり", "見本の会", "髙の家"],
        "zzz": by_reading,
    }


def test_a_status_begins_on_a_day_or_in_a_month():
    group = _group("見本の会", (Status.ACTIVE, date(2020, 1, 15)))
    StatusChange.objects.create(
        group=group, status=Status.PAUSED, day=date(2020, 3, 1), month_only=True
    )
    _group("見本の家", (Status.ACTIVE, date(2020, 1, 15)))
    _group("見本の庭")
    words = [(group.status_words, group.since_words) for group in queries.register_list()]
    assert words == [("休止中", "令和2年3月"), ("活動中", "令和2年1月15日"), ("未記入", "")]
