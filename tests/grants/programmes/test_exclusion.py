"""Programmes that exclude each other: held by PostgreSQL, said kindly before it, shown where one chooses."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from grants import workflow
from grants.models import Application, Exclusion, Programme, ProgrammeYear
from grants.programmes import exclusion
from ibasho.dates import FiscalYear
from tests.grants import factories
from tests.grants.factories import NOON


@pytest.fixture
def two(db):
    """The booklet's programme and another one, which a group may not have beside it."""
    year = factories.a_programme_year()
    other = Programme.objects.create(name="見本の助成", slug="sample")
    second = ProgrammeYear.objects.create(
        programme=other,
        fiscal_year=2026,
        terms=factories.TERMS,
        opens_on=year.opens_on,
        closes_on=year.closes_on,
        budget=1_000_000,
        published=True,
    )
    return year, second


@pytest.fixture
def both(two, resident, worker):
    """One group, proposed for both."""
    group = factories.a_group(member=resident)
    return [
        factories.recommended(by=resident, worker=worker, group=group, programme_year=year)
        for year in two
    ]


def exclude(two, **changes):
    told = {"from_year": FiscalYear(2026), "to_year": None, "reason": "要綱第4条"}
    return exclusion.add(first=two[1].programme, second=two[0].programme, **{**told, **changes})


def award(application, approver):
    return workflow.award(application, by=approver, at=NOON, amount=44_400)


def test_the_second_award_is_refused_with_the_first_ones_number(two, both, approver):
    exclude(two)
    first = award(both[0], approver)
    with pytest.raises(workflow.NotAllowed) as caught:
        award(both[1], approver)
    assert str(caught.value) == (
        f"同じ年度に「居場所づくり助成」（{first.receipt_number}）の交付が決まっています。"
        "両方を受けることはできません。"
    )
    assert Application.objects.get(pk=both[1].pk).state == "recommended"


def test_without_a_rule_both_are_awarded(two, both, approver):
    exclude(two, from_year=FiscalYear(2027))
    assert [award(one, approver).state for one in both] == ["awarded", "awarded"]


def test_a_revoked_award_stands_in_nobodys_way(two, both, approver):
    exclude(two)
    award(both[0], approver)
    workflow.revoke(both[0], by=approver, at=NOON, reason="見本")
    assert award(both[1], approver).state == "awarded"


def test_postgresql_holds_it_whoever_writes(two, both, approver, monkeypatch):
    exclude(two)
    award(both[0], approver)
    monkeypatch.setattr(exclusion, "why_not", lambda application: "")
    with pytest.raises(DatabaseError, match="exclude each other"), transaction.atomic():
        award(both[1], approver)


def test_a_pair_stands_once_and_in_its_order(two):
    row = exclude(two)
    assert row.first_id < row.second_id
    for first, second in ((row.second, row.first), (row.first, row.second)):
        with pytest.raises(IntegrityError, match="exclusion_"), transaction.atomic():
            Exclusion.objects.create(first=first, second=second, from_year=2026, reason="x")


def test_many_at_once_are_told_apart(two, both, approver):
    exclude(two)
    award(both[0], approver)
    rows = list(Application.objects.filter(pk=both[1].pk).select_related("programme_year"))
    assert list(exclusion.clashes(rows)) == [both[1].pk]


def test_the_precheck_and_the_new_application_say_it(two, client, enter, resident):
    exclude(two)
    words = "同じ年度にどちらか1つだけ受けられます（要綱第4条）。"
    assert words in client.get(reverse("check")).content.decode()
    factories.a_group(member=resident)
    assert words in enter(resident).get(reverse("my_application_new")).content.decode()


def test_the_page_keeps_and_removes_a_rule(two, enter, approver, django_assert_num_queries):
    client, page = enter(approver), reverse("exclusions")
    body = {
        "first": two[0].programme_id,
        "second": two[1].programme_id,
        "from_year": "令和8年度",
        "to_year": "",
        "reason": "要綱第4条",
    }
    same = client.post(page, {**body, "second": body["first"]})
    assert same.context["form"].errors == {"second": ["ちがう助成事業を選んでください。"]}
    assert client.post(page, body).status_code == 302
    twice = client.post(page, body)
    assert twice.context["form"].errors == {
        "second": ["この2つは、その年度からの決まりがもうあります。"]
    }
    with django_assert_num_queries(5):
        client.get(page)
    client.post(reverse("exclusion_remove", args=[Exclusion.objects.get().pk]))
    assert Exclusion.objects.count() == 0
