"""Giving the ticked applications to workers: preview, result per row, and what cannot be meant."""

import pytest

from grants.models import Application, Assignment
from ibasho.groups.models import Area, Charge
from tests.grants.factories import a_draft, a_group, a_programme_year, submitted

pytestmark = pytest.mark.django_db
PREVIEW = "/staff/applications/assign/"
DONE = "/staff/applications/assign/done/"


@pytest.fixture
def three(resident, worker2):
    """Two in an area that worker2 looks after, one in none."""
    area, year = Area.objects.create(name="見本東", order=1), a_programme_year()
    Charge.objects.create(user=worker2, area=area)
    return [
        submitted(
            by=resident,
            programme_year=year,
            group=a_group(member=resident, name=f"見本{n}", area=where),
        )
        for n, where in enumerate([area, area, None])
    ]


def told(response):
    return [(o.application.group.name, o.refused) for o in response.context["outcomes"]]


def test_the_preview_says_what_would_happen_and_writes_nothing(three, worker, enter):
    response = enter(worker).post(PREVIEW, {"id": [row.pk for row in three]})
    assert told(response) == [("見本0", False), ("見本1", False), ("見本2", True)]
    html = response.content.decode()
    assert "選んだ3件のうち、2件でできます。まだ何も変わっていません。" in html
    assert html.count("見本 worker2さんが担当になります。") == 2
    assert html.count('name="give"') == 2
    assert not Application.objects.exclude(worker=None).exists()


def test_somebody_may_be_chosen_for_all(three, worker, enter):
    data = {"id": [row.pk for row in three], "to": str(worker.pk)}
    html = enter(worker).post(PREVIEW, data).content.decode()
    assert html.count("見本 workerさんが担当になります。") == 3


def test_done_is_what_the_preview_showed_with_a_result_per_row(three, worker, worker2, enter):
    pairs = [f"{three[0].pk}:{worker2.pk}", f"{three[2].pk}:{worker.pk}"]
    client = enter(worker)
    assert told(client.post(DONE, {"give": pairs})) == [("見本0", False), ("見本2", False)]
    kept = dict(Application.objects.values_list("group__name", "worker"))
    assert kept == {"見本0": worker2.pk, "見本1": None, "見本2": worker.pk}
    again = client.post(DONE, {"give": pairs})
    assert told(again) == [("見本0", True), ("見本2", True)]
    assert "もう見本 worker2さんが担当です。" in again.content.decode()
    assert Assignment.objects.count() == 2


def test_nothing_ticked_says_so(worker, enter):
    response = enter(worker).post(PREVIEW, {}, follow=True)
    assert "担当を決める申請を、一覧で選んでください。" in response.content.decode()


def test_what_means_nothing_is_passed_over(three, worker, resident, auditor, enter):
    client, one = enter(worker), three[0].pk
    draft = a_draft(
        by=resident,
        group=a_group(member=resident, name="見本の下書き"),
        programme_year=three[0].programme_year,
    )
    data = {"id": [one, "x", "\x00", draft.pk, one], "to": "zzz"}
    assert told(client.post(PREVIEW, data)) == [("見本0", False)]
    pairs = ["", ":", "x:y", f"{draft.pk}:{worker.pk}", f"{one}:{auditor.pk}"]
    assert told(client.post(DONE, {"give": pairs})) == [("見本0", True)]
    assert not Application.objects.exclude(worker=None).exists()


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_preview_costs_the_same_for_any_number(
    number, resident, worker, enter, django_assert_num_queries
):
    year = a_programme_year()
    rows = [
        submitted(by=resident, programme_year=year, group=a_group(member=resident, name=f"見本{n}"))
        for n in range(number)
    ]
    client = enter(worker)
    with django_assert_num_queries(6):  # session, user, charges, counts, people, rows
        client.post(PREVIEW, {"id": [row.pk for row in rows], "to": str(worker.pk)})


def test_only_reviewers_see_boxes(three, worker, auditor, enter):
    address = "/staff/applications/"
    assert 'name="id"' not in enter(auditor).get(address).content.decode()
    assert enter(worker).get(address).content.decode().count('name="id"') == 3
    ticked = enter(worker).get(address, {"ticked": "page"}).content.decode()
    assert ticked.count(" checked") == 3
