"""The ledger of other funding: what could be of a group is shown beside the criterion, and never blocks."""

import pytest
from django.urls import reverse

from grants.models import OtherFunding
from grants.programmes import funding
from tests.grants import factories
from tests.grants.factories import NOON


def entry(by, **changes):
    told = {
        "name": "見本会",
        "funder": "見本市",
        "programme": "市民活動補助金",
        "fiscal_year": 2026,
        "amount": 50_000,
        "source": "市の一覧",
        "at": NOON,
        "by": by,
    }
    return OtherFunding.objects.create(**{**told, **changes})


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({}, ["団体の名前が似ています（見本会）。"]),
        ({"name": "ミホンノカイ"}, ["団体の名前が似ています（ミホンノカイ）。"]),
        ({"name": "みほん　の会"}, ["団体の名前が似ています（みほん　の会）。"]),
        (
            {"name": "別の名前", "officer": "見本　花子"},
            ["代表者の名前が似ています（見本　花子）。"],
        ),
        (
            {"name": "別の名前", "holder": "ﾐﾎﾝﾉｶｲ ｶｲｹｲ"},
            ["口座の名義が似ています（ﾐﾎﾝﾉｶｲ ｶｲｹｲ）。"],
        ),
        ({"name": "別の名前", "officer": "鈴木 太郎", "holder": "ｽｽﾞｷ ﾀﾛｳ"}, None),
        ({"fiscal_year": 2025}, None),
    ],
)
def test_likeness(resident, worker, changes, reasons):
    group = factories.a_group(member=resident)
    entry(worker, **changes)
    found = [list(match.reasons) for match in funding.matches(group, 2026)]
    assert found == ([] if reasons is None else [reasons])


def test_what_is_known_to_be_of_the_group_comes_first(resident, worker):
    group = factories.a_group(member=resident)
    entry(worker)
    entry(worker, name="まったく別", group=group)
    found = funding.matches(group, 2026)
    assert [(match.certain, match.entry.name) for match in found] == [
        (True, "まったく別"),
        (False, "見本会"),
    ]


def test_it_stands_beside_the_criterion_with_who_judged_and_why(enter, resident, worker):
    application = factories.judged(factories.submitted(by=resident), by=worker, every=True)
    entry(worker, purpose="備品")
    page = enter(worker).get(reverse("application", args=[application.pk]))
    row = next(row for row, _form in page.context["criteria"] if row.funding)
    assert (row.machine.criterion, row.judged.by, row.judged.reason) == (
        "no_other_grant",
        worker,
        "確認",
    )
    content = page.content.decode()
    assert "見本市「市民活動補助金」" in content
    assert "使いみち：備品" in content


def test_it_never_blocks(resident, worker, approver):
    group = factories.a_group(member=resident)
    entry(worker, group=group)
    awarded = factories.awarded(by=resident, worker=worker, approver=approver, group=group)
    assert awarded.state == "awarded"


def test_the_ledger_is_written_searched_and_mended(enter, worker, auditor):
    client = enter(worker)
    body = {
        "group": "",
        "name": "見本の𠮷会",
        "funder": "見本市",
        "programme": "市民活動補助金",
        "fiscal_year": "令和8年度",
        "amount": "５０，０００円",
        "source": "市の一覧",
    }
    wrong = client.post(reverse("other_funding_new"), {**body, "amount": "五万", "source": ""})
    assert set(wrong.context["form"].errors) == {"amount", "source"}
    assert wrong.context["form"]["name"].value() == "見本の𠮷会"
    assert client.post(reverse("other_funding_new"), body).status_code == 302
    kept = OtherFunding.objects.get()
    assert (kept.name, kept.amount, kept.fiscal_year, kept.by) == (
        "見本の𠮷会",
        50_000,
        2026,
        worker,
    )
    one = reverse("other_funding_one", args=[kept.pk])
    client.post(one, {**body, "amount": "60000"})
    kept.refresh_from_db()
    assert kept.amount == 60_000
    for query, count in (
        ("みほんの𠮷", 0),
        ("見本の𠮷会", 1),
        ("市民活動", 1),
        ("\x00", 1),
        ("ない", 0),
    ):
        page = client.get(reverse("other_funding"), {"q": query, "fiscal_year": "2026"})
        assert page.context["page"].paginator.count == count, query
    reading = enter(auditor)
    assert reading.get(one).context["may_write"] is False
    assert reading.post(one, {**body, "amount": "1"}).status_code == 200
    kept.refresh_from_db()
    assert kept.amount == 60_000


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_ledger_costs_the_same(enter, worker, rows, django_assert_num_queries):
    for number in range(rows):
        entry(worker, name=f"見本{number}")
    client = enter(worker)
    with django_assert_num_queries(4):
        client.get(reverse("other_funding"))
