"""The awards as open data: every yen, no person, no neighbourhood of one or two groups."""

import csv

import pgtrigger
import pytest

from grants.models import Application
from ibasho.accounts.models import ExportLog
from ibasho.groups.models import Group
from ibasho.reports import open_awards
from tests.reports import crowd

ADDRESS = "/staff/reports/open-data.csv?from=2017&to=2021"


@pytest.fixture
def awards(db, worker, approver):
    with pgtrigger.ignore():
        crowd.fill(3, worker, approver, of=12, talks=0)
    of_an_award = Application.objects.filter(awarded_amount__isnull=False).values("group")
    for place, group in enumerate(Group.objects.filter(pk__in=of_an_award).order_by("name")):
        group.neighbourhood = ("見本町" if place < 3 else "見本台")[: 5 if place < 5 else 0]
        group.representative, group.address = "見本 花子", "見本町9の9"
        group.save()
    return Application.objects.filter(awarded_amount__isnull=False)


def read(staff):
    answer = staff.get(ADDRESS)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    found = b"".join(answer.streaming_content)
    assert found.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(found.decode("utf-8-sig").splitlines()))


def test_every_award_once_and_every_yen(awards, enter, auditor):
    lines = read(enter(auditor))
    assert tuple(lines[0]) == open_awards.HEADS
    told = [(one["Identifier"], int(one["Amount Awarded"])) for one in lines]
    assert sorted(told) == sorted(awards.values_list("receipt_number", "awarded_amount"))
    for one in lines:
        kept = awards.get(receipt_number=one["Identifier"])
        assert one["Currency"] == "JPY"
        assert one["Amount Applied For"] == str(kept.requested_amount)
        settled = "" if kept.settled_amount is None else str(kept.settled_amount)
        assert one["Amount Settled"] == settled
        year = kept.programme_year.fiscal_year
        dates = (one["Planned Dates:Start Date"], one["Planned Dates:End Date"])
        assert dates == (f"{year}-04-01", f"{year + 1}-03-31")


def test_a_neighbourhood_of_two_groups_is_withheld_and_people_are_never_told(
    awards, enter, auditor
):
    lines = read(enter(auditor))
    places = {one["Recipient Org:Location"] for one in lines}
    assert places == {"見本町", ""}
    assert {"見本 花子", "見本町9の9"} & {cell for one in lines for cell in one.values()} == set()
    assert len({one["Recipient Org:Name"] for one in lines if one["Recipient Org:Location"]}) == 3


def test_what_looks_like_a_formula_is_inert_and_the_file_is_noted(awards, enter, auditor):
    Group.objects.update(name="=cmd()")
    lines = read(enter(auditor))
    assert {one["Recipient Org:Name"] for one in lines} == {"'=cmd()"}
    kept = ExportLog.objects.get()
    assert (kept.user, kept.query, kept.rows) == (auditor, "from=2017&to=2021", len(lines))


def test_a_bad_span_is_said_at_its_field(db, enter, auditor):
    answer = enter(auditor).get("/staff/reports/open-data.csv?from=2021&to=abc")
    assert "おわりの年度を確かめてください" in answer.content.decode()
    assert ExportLog.objects.count() == 0


def test_one_query_for_any_number(awards, django_assert_num_queries):
    with django_assert_num_queries(1):
        open_awards.lines(crowd.FIRST, crowd.LAST)
