"""After a breach: the page for who audits."""

import pytest

from consultations.log import reading
from consultations.models import How
from ibasho.accounts.models import ExportLog
from tests.consultations.factories import WRITTEN, a_consultation, a_group

pytestmark = pytest.mark.django_db
PAGE = "/staff/consultations/readings/"


def asked(user, **more):
    return {"account": str(user.pk), "since": "2026-05-20", "until": "R8.5.20"} | more


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_it_names_the_records_and_costs_the_same(
    rows, enter, auditor, worker, django_assert_num_queries
):
    records = [a_consultation(group=a_group(f"見本の会 {n}")) for n in range(rows)]
    reading.note(records, by=worker, at=WRITTEN, how=How.LIST)
    client = enter(auditor)
    with django_assert_num_queries(8):
        page = client.get(PAGE, asked(worker))
    assert {seen.record for seen in page.context["seen"]} == set(records)


def test_the_file_holds_the_same_and_is_noted(enter, admin_user, worker):
    record = a_consultation(asker_name="見本 花子")
    reading.note([record], by=worker, at=WRITTEN, how=How.PAGE)
    answer = enter(admin_user).get(PAGE, asked(worker, format="csv"))
    text = b"".join(answer.streaming_content).decode()
    assert (text.count(str(record.pk)), text.count("見本 花子")) == (1, 2)
    assert ExportLog.objects.values_list("user", "rows").get() == (admin_user.pk, 1)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"account": "abc"}, "account"),
        ({"since": "4/1/2026"}, "since"),
        ({"until": "R8.5.19"}, "until"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(more, field, enter, auditor, worker):
    page = enter(auditor).get(PAGE, asked(worker) | more)
    assert list(page.context["form"].errors) == [field]


def test_only_who_audits_may_ask(enter, worker, approver, accountant):
    for person in (worker, approver, accountant):
        assert enter(person).get(PAGE).status_code == 403
