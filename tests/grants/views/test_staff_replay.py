"""The page of the replay: the button, its result, what was found before."""

import pytest
from django.urls import reverse

from grants.models import Replay
from grants.views.staff import replay as page_of
from tests.grants import factories
from tests.grants.programmes.test_replay import tamper


@pytest.fixture
def decided(resident, worker, approver):
    return factories.awarded(by=resident, worker=worker, approver=approver)


def test_one_button_with_its_result(decided, enter, auditor):
    client, page = enter(auditor), reverse("replay")
    assert client.get(page).context["last"] is None
    assert client.post(page, follow=True).context["last"].differences == []
    tamper("UPDATE grants_application SET requested_amount = 50000")
    shown = client.post(page, follow=True)
    assert [one["what"] for one in shown.context["last"].differences] == ["申請額"]
    content = shown.content.decode()
    assert decided.receipt_number in content
    assert "違いは1か所です" in content
    assert [run.by for run in Replay.objects.all()] == [auditor, auditor]


def test_many_are_left_to_the_worker(decided, enter, auditor, monkeypatch):
    monkeypatch.setattr(page_of, "MOST_AT_ONCE", 0)
    shown = enter(auditor).post(reverse("replay"), follow=True)
    assert "計算を始めました" in shown.content.decode()
    assert Replay.objects.count() == 0


@pytest.mark.parametrize("runs", [1, 3, 30])
def test_it_costs_the_same(decided, enter, auditor, runs, django_assert_num_queries):
    rows = [Replay(at=factories.NOON, decisions=1, settlements=0) for _ in range(runs)]
    Replay.objects.bulk_create(rows)
    client = enter(auditor)
    with django_assert_num_queries(3):
        client.get(reverse("replay"))
