"""The hand-over on its page: who, what, and the one step."""

import pytest
import time_machine

from consultations.models import ReadLog
from ibasho.duties.models import HandOver
from ibasho.groups.models import Area, Charge, Group
from tests.consultations.factories import DAY, WRITTEN, a_consultation, an_announcement

pytestmark = pytest.mark.django_db
PAGE = "/staff/hand-over/"


@pytest.fixture(autouse=True)
def _in_those_days():
    with time_machine.travel(WRITTEN):
        yield


def fill(worker, rows):
    for number in range(rows):
        area = Area.objects.create(name=f"見本{number}")
        Charge.objects.create(user=worker, area=area)
        Group.objects.create(name=f"見本{number}", area=area)
        a_consultation(workers=[worker], follow_up_on=DAY)
        an_announcement(host=worker)


def asked(giver, taker):
    return {"giver": str(giver.pk), "taker": str(taker.pk)}


def address(giver, taker):
    return f"{PAGE}?giver={giver.pk}&taker={taker.pk}"


def test_it_is_shown_first_and_passes_then(worker, worker2, enter):
    fill(worker, 2)
    client = enter(worker)
    page = client.get(PAGE, asked(worker, worker2))
    assert len(page.context["duties"].groups) == 2
    assert ReadLog.objects.filter(user=worker).count() == 2  # whose calls stood on the page
    seen = page.context["words"]["seen"].value()
    answer = client.post(address(worker, worker2), {"seen": seen, "words": "よろしく"})
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert "よろしく" in client.get(PAGE).content.decode()


def test_what_changed_meanwhile_is_shown_anew_and_the_words_stay(worker, worker2, enter):
    fill(worker, 1)
    typed = {"seen": "x", "words": "よろしく"}
    answer = enter(worker).post(address(worker, worker2), typed)
    page = answer.content.decode()
    assert (
        "もう一度確かめてください" in page,
        ">よろしく</textarea>" in page.replace("\n", ""),
    ) == (
        True,
        True,
    )
    assert HandOver.objects.count() == 0


@pytest.mark.parametrize(
    "query", ["?giver=abc", "?giver=%00&taker=%00", "?taker=1", "?giver=&taker="]
)
def test_nonsense_in_the_address_is_said(worker, enter, query):
    assert enter(worker).get(PAGE + query).status_code == 200


def test_who_may_not_reads_why(worker, worker2, auditor, resident, enter):
    fill(worker, 1)
    answer = enter(worker2).get(PAGE, asked(worker, worker2))
    assert list(answer.context["pair"].errors) == ["giver"]
    assert [enter(person).get(PAGE).status_code for person in (auditor, resident)] == [403, 403]


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_it_costs_the_same(worker, worker2, enter, rows, django_assert_num_queries):
    fill(worker, rows)
    client = enter(worker)
    with django_assert_num_queries(13):
        client.get(PAGE, asked(worker, worker2))
