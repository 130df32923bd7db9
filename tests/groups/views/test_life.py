"""Noting a change and mending an entry, as staff do on their pages."""

from datetime import date

import pytest

from ibasho.groups.models import StatusChange

pytestmark = pytest.mark.django_db
TYPED = {"status": "paused", "day": "2020年3月", "reason": "見本の理由"}


def at(group, rest=""):
    return f"/staff/groups/{group.pk}/{rest}"


@pytest.fixture
def change(group, worker):
    return StatusChange.objects.create(
        group=group, status="active", day="2016-10-01", reason="始めた", noted_by=worker
    )


def test_a_change_is_noted_with_day_and_reason(group, worker, enter):
    answer = enter(worker).post(at(group, "status/"), TYPED)
    assert (answer.status_code, answer.url) == (302, at(group))
    noted = StatusChange.objects.values_list("status", "day", "month_only", "reason", "noted_by")
    assert list(noted) == [("paused", date(2020, 3, 1), True, "見本の理由", worker.pk)]
    again = enter(worker).post(at(group, "status/"), TYPED | {"sure": "on"})
    assert (again.status_code, StatusChange.objects.count()) == (200, 1)
    assert list(again.context["form"].errors) == ["day"]


def test_a_change_without_reason_keeps_what_was_typed(group, worker, enter):
    answer = enter(worker).post(at(group, "status/"), TYPED | {"day": "R2.3.1", "reason": ""})
    assert (answer.status_code, StatusChange.objects.count()) == (200, 0)
    assert 'value="R2.3.1"' in answer.content.decode()
    assert answer.context["form"].errors == {"reason": ["変わった理由を入れてください。"]}


def test_a_day_ahead_is_refused_at_its_field(group, worker, enter):
    answer = enter(worker).post(at(group, "status/"), TYPED | {"day": "2099-12-31"})
    assert list(answer.context["form"].errors) == ["day"]


def test_an_odd_order_is_asked_about_once(group, change, worker, enter):
    odd = TYPED | {"status": "consulting"}
    asked = enter(worker).post(at(group, "status/"), odd)
    page = asked.content.decode()
    assert list(asked.context["form"].errors) == ["sure"]
    assert "「活動中」のあとに「相談中」になることは、あまりありません。" in page
    assert ('name="sure"' in page, "見本の理由" in page) == (True, True)
    enter(worker).post(at(group, "status/"), odd | {"sure": "on"})
    assert StatusChange.objects.count() == 2


def test_an_entry_is_mended_and_the_page_tells_what_it_said(group, change, worker, enter):
    client = enter(worker)
    address = at(group, f"changes/{change.pk}/")
    assert 'value="2016年10月1日"' in client.get(address).content.decode()
    mended = {"status": "trial", "day": "2016/9/1", "reason": "ためした", "why": "聞きちがい"}
    assert client.post(address, mended | {"why": ""}).context["form"].errors.keys() == {"why"}
    assert client.post(address, mended)["Location"] == at(group, "changes/")
    told = client.get(at(group, "changes/")).context["corrected"]
    assert [(row["before"], row["after"], row["why"]) for row in told] == [
        (
            "2016年10月1日（平成28年10月1日）から 活動中：始めた",
            "2016年9月1日（平成28年9月1日）から プレオープン：ためした",
            "聞きちがい",
        )
    ]


def test_an_entry_is_taken_out_and_the_page_still_tells(group, change, worker, enter):
    client = enter(worker)
    address = at(group, f"changes/{change.pk}/take-out/")
    assert client.get(address).status_code == 200
    client.post(address, {"why": "別の団体"})
    told = client.get(at(group, "changes/")).context["corrected"]
    assert [(row["after"], row["why"]) for row in told] == [("消しました", "別の団体")]
    assert StatusChange.objects.count() == 0


def test_entries_of_others_and_nonsense_are_not_there(group, change, worker, enter):
    for key in (change.pk + 1, "abc", "9" * 30):
        assert enter(worker).get(at(group, f"changes/{key}/")).status_code == 404


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_page_of_entries_costs_the_same(group, worker, enter, django_assert_num_queries, rows):
    for number in range(rows):
        entry = StatusChange.objects.create(
            group=group, status="active", day=date(2020, 3, 1 + number), noted_by=worker
        )
        entry.amended_by, entry.amended_at, entry.amended_why = worker, entry.noted_at, "x"
        entry.refresh_from_db(fields=["noted_at"])
        entry.amended_at = entry.noted_at
        entry.save()
    client = enter(worker)
    with django_assert_num_queries(5):
        client.get(at(group, "changes/"))
