"""The pages of the log, as each person meets them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from consultations.models import Consultation, ReadLog
from consultations.views import counting
from ibasho.accounts.models import ExportLog
from tests.consultations.factories import (
    DAY,
    a_consultation,
    a_group,
    a_person,
    an_area,
    introduce,
)

pytestmark = pytest.mark.django_db
LIST = "/staff/consultations/"
NEW = "/staff/consultations/new/"
CANARY = "カナリアのふりかえり"


def listed(response):
    return list(response.context["page"])


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_list_costs_the_same_for_any_number_of_rows(
    rows, enter, worker, worker2, django_assert_num_queries
):
    client = enter(worker)
    for number in range(rows):
        group = a_group(f"見本の会 {number}", area=an_area(f"見本 {number}"))
        a_consultation(group=group, area=group.area, workers=[worker, worker2])
    with django_assert_num_queries(11):
        response = client.get(LIST)
    assert len(listed(response)) == rows


def test_every_filter_narrows_the_list_and_the_counts(enter, worker, worker2):
    area, group = an_area(), a_group("見本ひだまり")
    today = timezone.localdate()
    wanted = a_consultation(
        on=DAY,
        area=area,
        channel="visit",
        topics=["food"],
        group=group,
        out_of_office=True,
        follow_up_on=today,
        workers=[worker],
        advice="保健所に聞く",
    )
    a_consultation(on=DAY - timedelta(days=400), workers=[worker2], follow_up_on=today)
    Consultation.objects.exclude(pk=wanted.pk).update(followed_up=True)
    client = enter(worker)
    asked = {
        "fiscal_year": "2026",
        "area": area.pk,
        "channel": "visit",
        "topic": "food",
        "worker": worker.pk,
        "group": group.pk,
        "outreach": "yes",
        "follow_up": "due",
        "q": "ヒダマリ 保健所",
    }
    for name, value in asked.items():
        response = client.get(LIST, {name: value})
        assert listed(response) == [wanted], name
        assert response.context["counts"] == {"all": 1, "outreach": 1, "due": 1}, name
    assert listed(client.get(LIST, asked)) == [wanted]
    assert len(listed(client.get(LIST))) == 2


def test_a_search_that_finds_very_many_says_so_and_shows_the_first(enter, worker, monkeypatch):
    monkeypatch.setattr(counting, "MOST", 60)
    for number in range(60):
        a_consultation(on=DAY - timedelta(days=number), out_of_office=number < 20, idea="庭のこと")
    client = enter(worker)
    exactly = client.get(LIST, {"q": "庭"})
    assert exactly.context["counts"] == {"all": 60, "outreach": 20, "due": 0}
    a_consultation(on=DAY - timedelta(days=60), idea="庭のこと")
    last = client.get(LIST, {"q": "庭", "page": 9})
    assert last.context["counts"] == {"all": 60}
    days = [DAY - timedelta(days=number) for number in range(50, 60)]
    assert [record.on for record in listed(last)] == days
    assert "2 / 2 ページ（60件以上のうち、はじめの60件）" in last.content.decode()
    assert client.get(LIST).context["counts"] == {"all": 61, "outreach": 20, "due": 0}


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_a_search_costs_the_same_for_any_number_of_rows(
    rows, enter, worker, worker2, django_assert_num_queries
):
    client = enter(worker)
    for number in range(rows):
        a_consultation(group=a_group(f"見本の会 {number}"), workers=[worker, worker2])
    with django_assert_num_queries(11):
        response = client.get(LIST, {"q": "見本"})
    assert len(listed(response)) == rows


def test_a_row_says_who_what_and_where(enter, worker):
    a_consultation(workers=[worker], out_of_office=True, what_happened="あ\n" * 30)
    page = enter(worker).get(LIST).content.decode()
    row = page[page.index("<tbody>") : page.index("</tbody>")]
    told = ("あ " * 20)[:-1] + "…"
    assert [row.count(words) for words in (worker.name, told, "出向いた先")] == [1, 1, 1]


@pytest.mark.parametrize(
    ("sort", "order"), [("", "ba"), ("on", "ab"), ("-on", "ba"), ("group", "ab"), ("zzz", "ba")]
)
def test_the_order_stands_in_the_address(sort, order, enter, worker):
    a_consultation(on=DAY - timedelta(days=1), group=a_group("a", reading="あ"))
    a_consultation(on=DAY, group=a_group("b", reading="い"))
    found = listed(enter(worker).get(LIST, {"sort": sort}))
    assert "".join(record.group.name for record in found) == order


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "page=abc",
        "page=99999999999999999999",
        "sort=zzz",
        "area=abc",
        "area=%00",
        "fiscal_year=99999",
        "fiscal_year=0",
        "group=abc",
        "worker=%F0%9F",
        "topic=nope",
        "channel=",
        "unknown=1",
    ],
)
def test_a_strange_address_shows_the_list(query, enter, worker):
    record = a_consultation()
    response = enter(worker).get(f"{LIST}?{query}")
    assert (response.status_code, listed(response)) == (200, [record])


def test_reading_and_writing_have_their_doors(enter, resident, auditor, accountant):
    record = a_consultation(follow_up_on=DAY)
    page, edit = record.get_absolute_url(), reverse("consultation_edit", args=[record.pk])
    done = reverse("followed_up", args=[record.pk])
    for reader in (auditor, accountant):
        assert [enter(reader).get(a).status_code for a in (LIST, page)] == [200, 200]
        assert [enter(reader).get(a).status_code for a in (NEW, edit)] == [403, 403]
        assert enter(reader).post(done).status_code == 403
    assert [enter(resident).get(a).status_code for a in (LIST, page, NEW)] == [403, 403, 403]


def test_what_stands_apart_is_on_the_page_of_few(enter, worker, worker2, approver, auditor):
    record = a_consultation(
        reflection=CANARY, confidence="鍵のカナリア", author=worker, workers=[worker]
    )
    page = record.get_absolute_url()
    shown = {p: enter(p).get(page).content.decode() for p in (worker, worker2, approver, auditor)}
    assert [html.count(CANARY) for html in shown.values()] == [1, 0, 0, 0]
    assert [html.count("鍵のカナリア") for html in shown.values()] == [0, 0, 0, 0]
    door = f"{page}confidence/"
    assert [html.count(door) for html in shown.values()] == [1, 1, 0, 0]


def test_every_reading_is_noted_with_its_manner(enter, worker):
    record, other = a_consultation(idea="庭"), a_consultation(on=DAY - timedelta(days=1))
    client = enter(worker)
    for address in (LIST, f"{LIST}?q=庭", record.get_absolute_url()):
        client.get(address)
    b"".join(client.get(f"{LIST}export/?q=庭").streaming_content)
    noted = list(ReadLog.objects.order_by("id").values_list("user", "consultation", "how"))
    assert noted == [
        (worker.pk, record.pk, "list"),
        (worker.pk, other.pk, "list"),
        (worker.pk, record.pk, "search"),
        (worker.pk, record.pk, "page"),
        (worker.pk, record.pk, "export"),
    ]


def test_the_export_holds_the_rows_of_the_filter_and_nothing_apart(enter, worker):
    a_consultation(idea="庭をひらく", reflection=CANARY, confidence="鍵", author=worker)
    a_consultation(idea="食事の会")
    answer = enter(worker).get(f"{LIST}export/", {"q": "庭", "format": "csv"})
    text = b"".join(answer.streaming_content).decode()
    assert (text.count("庭をひらく"), text.count("食事の会")) == (1, 0)
    assert (text.count(CANARY), text.count("鍵")) == (0, 0)
    log = ExportLog.objects.get()
    assert (log.user, log.rows, str(log.what)) == (worker, 1, "相談記録")


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_page_of_a_record_costs_the_same(rows, enter, worker, django_assert_num_queries):
    record = a_consultation(workers=[worker], group=a_group())
    for number in range(rows):
        introduce(record, a_person(f"見本 {number}"), introducer=a_person(f"紹介 {number}"))
    client = enter(worker)
    with django_assert_num_queries(8):
        assert client.get(record.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("missing=any", "abc"),
        ("missing=topics", "ab"),
        ("missing=minutes", "bc"),
        ("referral=open", "a"),
        ("referral=reached", "b"),
        ("follow_up=due", "ab"),
        ("follow_up=overdue", "b"),
    ],
)
def test_what_is_missing_can_be_listed(query, wanted, enter, worker):
    full = {"topics": ["food"], "audiences": ["elderly"], "minutes": 5, "area": an_area()}
    today = timezone.localdate()
    day = timedelta(days=1)
    a_consultation(idea="a", **full | {"topics": []}, referred_to="見本", follow_up_on=today)
    reached = {"referred_to": "見本", "referral_outcome": "reached"}
    a_consultation(idea="b", **reached, follow_up_on=today - day)
    a_consultation(idea="c", **full | {"minutes": None}, follow_up_on=today + day)
    a_consultation(idea="d", **full)
    found = listed(enter(worker).get(f"{LIST}?{query}"))
    assert "".join(sorted(record.idea for record in found)) == wanted
