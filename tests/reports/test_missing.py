"""What is missing, for one worker: each number opens a list of as many rows."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from ibasho.groups.models import Charge, StatusChange
from ibasho.reports.missing import gaps
from tests.consultations.factories import DAY, a_consultation, a_group, a_person, an_area, introduce

pytestmark = pytest.mark.django_db


def counts(user):
    return {str(gap.label): gap.count for gap in gaps(user, on=DAY)}


def test_each_gap_counts_what_lacks_it(worker, auditor):
    long_ago, status = DAY - timedelta(days=91), {"status": "active", "day": DAY}
    quiet = a_group("a", reading="あ")
    a_consultation(group=quiet, on=long_ago, topics=["food"], workers=[worker])
    known = a_group("b", reading="い")
    introduce(a_consultation(group=known, topics=["food"], on=DAY - timedelta(days=90)), a_person())
    ended = a_group("c")
    StatusChange.objects.create(group=ended, status="ended", day=DAY)
    for group in (quiet, known):
        StatusChange.objects.create(group=group, **status)
    a_group("d")
    late = {"follow_up_on": DAY - timedelta(days=1), "referred_to": "見本センター"}
    a_consultation(workers=[worker], **late)
    a_consultation(topics=["food"], **late)
    assert counts(worker) == {
        "90日以上、連絡していない団体": 2,
        "状況が書かれていない団体": 1,
        "ふりがなのない団体": 1,
        "だれも紹介していない団体": 2,
        "連絡する日を過ぎた相談": 1,
        "話題の書かれていない相談": 1,
        "つないだ結果がまだの相談": 1,
    }
    assert list(counts(auditor).values())[4:] == [2, 1, 2]


def test_a_worker_with_areas_tends_to_the_groups_there(worker):
    mine, other = an_area("見本東"), an_area("見本西")
    a_group("a", area=mine)
    a_group("b", area=other)
    a_group("c")
    assert counts(worker)["ふりがなのない団体"] == 3
    Charge.objects.create(user=worker, area=mine)
    assert counts(worker)["ふりがなのない団体"] == 2


@time_machine.travel("2026-05-20T12:00:00+09:00")
def test_every_number_opens_a_list_of_as_many(enter, worker):
    a_consultation(workers=[worker], follow_up_on=DAY - timedelta(days=1), referred_to="見本")
    a_group("a")
    a_group("b", reading="い")
    client = enter(worker)
    for gap in gaps(worker, on=DAY):
        page = client.get(gap.url)
        assert (gap.url, page.context["page"].paginator.count) == (gap.url, gap.count)
    desk = client.get("/staff/").content.decode()
    numbers = re.findall(r"</a>\s*(\d+)(団体|件)\s*</li>", desk)
    assert [int(number) for number, _unit in numbers] == [gap.count for gap in gaps(worker, on=DAY)]


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_a_list_costs_the_same(rows, enter, worker, django_assert_num_queries):
    for number in range(rows):
        a_group(f"見本 {number}", area=an_area(f"見本 {number}"))
    client = enter(worker)
    with django_assert_num_queries(4):
        assert client.get("/staff/missing/quiet/").status_code == 200
    assert client.get("/staff/missing/zzz/").status_code == 404


@time_machine.travel("2026-05-20T12:00:00+09:00")
def test_no_day_is_told_where_only_the_month_is_known(enter, worker):
    a_consultation(group=a_group("a"), on=date(2020, 6, 1), month_only=True)
    a_consultation(group=a_group("b"), on=date(2020, 6, 1))
    html = enter(worker).get(reverse("missing", args=["quiet"])).content.decode()
    found = re.findall(r"<td>(?:2020年|令和2年)6月[^<]*</td>", html)
    assert found == ["<td>令和2年6月</td>", "<td>2020年6月1日（令和2年6月1日）</td>"]
