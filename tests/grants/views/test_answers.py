"""Saving one answer while it is typed, and the choice where two pages differ."""

import json
import re

import pytest
import time_machine
from django.urls import reverse

from grants.applying import assessment, drafts
from grants.models import Answer
from tests.grants import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.fixture
def at_noon():
    with time_machine.travel(factories.NOON.replace(hour=14, minute=3), tick=False):
        yield


@pytest.fixture
def draft(resident):
    return factories.a_blank_draft(by=resident)


@pytest.fixture
def client(enter, resident):
    return enter(resident)


@pytest.fixture
def send(client, draft):
    def _send(**told):
        return client.post(reverse("answers", args=[draft.pk]), told)

    return _send


def sheet(draft, slug):
    return reverse("task", kwargs={"pk": draft.pk, "slug": slug})


def seen_on(page):
    return re.search(r'name="seen"\s+value="([^"]*)"', page.content.decode())[1]


def kept(draft):
    return set(draft.answers.values_list("name", "value", "version"))


class TestOneAnswer:
    def test_it_is_kept_and_said(self, send, draft):
        answer = send(name="venue_fee", value="1,200", version="0")
        assert (answer.status_code, answer.json()) == (
            200,
            {"name": "venue_fee", "version": 1, "saved": "14時03分に保存しました"},
        )
        assert draft.answers.get(name="venue_fee").value == "1,200"

    def test_json_is_as_good(self, client, draft):
        told = {"name": "members", "value": "５人", "version": 0}
        address = reverse("answers", args=[draft.pk])
        answer = client.post(address, json.dumps(told), content_type="application/json")
        assert answer.json()["version"] == 1

    @pytest.mark.parametrize(("values", "wanted"), [(["1", "3"], "1,3"), ([], "")])
    def test_several_values_of_one_item(self, send, draft, values, wanted):
        assert send(name="weeks", value=values, version="0").status_code == 200
        assert draft.answers.get(name="weeks").value == wanted

    def test_the_wrong_is_kept_too(self, send, draft):
        assert send(name="venue_fee", value="1e3", version="0").status_code == 200
        assert draft.answers.get(name="venue_fee").value == "1e3"

    def test_another_page_was_first(self, send, draft):
        send(name="in_city", value="yes", version="0")
        answer = send(name="in_city", value="no", version="0")
        told = answer.json()
        assert (answer.status_code, told["value"], told["version"]) == (409, "yes", 1)
        assert re.search(r'name="mine"\s+value="in_city:1"', told["html"])
        assert '<blockquote class="ib-rival">はい</blockquote>' in told["html"]
        assert draft.answers.get(name="in_city").value == "yes"

    def test_after_sending_nothing_is_written(self, client, resident):
        sent = factories.submitted(by=resident)
        told = {"name": "venue_fee", "value": "1", "version": "1"}
        answer = client.post(reverse("answers", args=[sent.pk]), told)
        assert answer.status_code == 409
        assert "もう提出されています" in answer.json()["message"]

    @pytest.mark.parametrize("count", [1, 30])
    def test_it_costs_the_same_however_much_is_written(
        self, client, draft, resident, count, django_assert_num_queries
    ):
        days = factories.SUNDAYS[:1] if count == 1 else factories.SUNDAYS
        typed = factories.answers(days=days, fees=dict.fromkeys(days, 1))
        drafts.save_answers(draft, typed, by=resident, at=factories.NOON)
        told = {"name": "venue_fee", "value": "9", "version": "1"}
        with django_assert_num_queries(9):  # of which two are the savepoint of the test
            assert client.post(reverse("answers", args=[draft.pk]), told).status_code == 200


DEEP = '{"name":' + "[" * 100_000
HOSTILE = [
    (b" ", 400),
    (b"{", 400),
    (b"\xff\xfe", 400),
    (b"NaN", 400),
    (DEEP.encode(), 400),
    (b"[]", 422),
    (b"null", 422),
    (b"1", 422),
    (b"{}", 422),
    (b'{"name": "venue_fee", "value": NaN, "version": 0}', 400),
    (b'{"name": "venue_fee", "value": 1200, "version": 0}', 422),
    (b'{"name": "venue_fee", "value": null, "version": 0}', 422),
    (b'{"name": "venue_fee", "value": {}, "version": 0}', 422),
    (b'{"name": "venue_fee", "value": ["1", "2"], "version": 0}', 422),
    (b'{"name": "venue_fee", "value": [[]], "version": 0}', 422),
    (b'{"name": "venue_fee", "value": "a\\u0000b", "version": 0}', 422),
    (b'{"name": "venue_fee", "value": "\\ud800", "version": 0}', 422),
    (b'{"name": "venue_fee", "value": "1", "version": "x"}', 422),
    (b'{"name": "venue_fee", "value": "1", "version": true}', 422),
    (b'{"name": "venue_fee", "value": "1", "version": -1}', 422),
    (b'{"name": "venue_fee", "value": "1", "version": 1e99}', 422),
    (b'{"name": "venue_fee", "value": "1"}', 422),
    (b'{"name": "venue_fee", "value": "1", "version": 0, "sent": 1}', 422),
    (b'{"name": "state", "value": "awarded", "version": 0}', 422),
    (b'{"name": "\\u0000", "value": "1", "version": 0}', 422),
    (b'{"name": ["venue_fee"], "value": "1", "version": 0}', 422),
    (b'{"name": "fee_2026-02-31", "value": "1", "version": 0}', 422),
    (b'{"name": "activity", "value": "' + b"a" * 30_000 + b'", "version": 0}', 413),
    (b'{"name": "activity", "value": "' + b"a" * 2_600_000 + b'", "version": 0}', 413),
]


@pytest.mark.parametrize(("body", "status"), HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_hostile_is_half_written(client, draft, body, status):
    before = kept(draft)
    address = reverse("answers", args=[draft.pk])
    answer = client.post(address, body, content_type="application/json")
    assert answer.status_code == status
    assert kept(draft) == before


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"name": "venue_fee", "value": "\x00", "version": "0"},
        {"name": "venue_fee", "value": "1", "version": "１"},
        {"name": "venue_fee", "version": "0"},
        {"name": "", "value": "1", "version": "0"},
    ],
)
def test_nor_as_a_form(send, draft, told):
    before = kept(draft)
    assert send(**told).status_code == 422
    assert kept(draft) == before


class TestTwoSheets:
    """Two windows with the same sheet, without JavaScript."""

    @pytest.fixture
    def seen(self, client, draft, resident):
        typed = {"venue_fee": "100", "in_city": "yes"}
        drafts.save_answers(draft, typed, by=resident, at=factories.NOON)
        seen = seen_on(client.get(sheet(draft, "venue")))
        drafts.save_answers(draft, {"venue_fee": "200"}, by=resident, at=factories.NOON)
        return seen

    @pytest.fixture
    def post(self, client, draft, seen):
        def _post(**typed):
            told = {"venue_fee": "300", "venue_name": "見本の家", "in_city": "yes", "seen": seen}
            return client.post(sheet(draft, "venue"), told | typed)

        return _post

    def test_both_values_stand_at_the_field(self, post, draft):
        answer = post()
        words = answer.content.decode()
        assert answer.status_code == 409
        assert "「1回の会場費」は、別の画面でも書きかえられています" in words
        assert 'value="300"' in words
        assert "200円" in words
        assert "「1回の会場費」に2つの答えがあります。" in words
        assert draft.answers.get(name="venue_fee").value == "200"
        assert draft.answers.get(name="venue_name").value == "見本の家"

    def test_saving_again_is_no_choice(self, post, draft):
        again = seen_on(post())
        assert post(seen=again).status_code == 409
        assert draft.answers.get(name="venue_fee").value == "200"

    @pytest.mark.parametrize(("choice", "value"), [("mine", "300"), ("theirs", "200")])
    def test_one_is_chosen(self, post, draft, choice, value):
        again = seen_on(post())
        answer = post(seen=again, **{choice: "venue_fee:2"})
        assert answer.url == sheet(draft, "venue")
        assert draft.answers.get(name="venue_fee").value == value

    def test_a_choice_of_what_has_moved_on_asks_again(self, post, draft, resident):
        again = seen_on(post())
        drafts.save_answers(draft, {"venue_fee": "400"}, by=resident, at=factories.NOON)
        assert post(seen=again, mine="venue_fee:2").status_code == 409
        assert draft.answers.get(name="venue_fee").value == "400"

    def test_what_was_not_touched_is_no_conflict(self, post, draft):
        assert post(venue_fee="100", later="1").status_code == 302
        assert draft.answers.get(name="venue_fee").value == "200"

    @pytest.mark.parametrize("odd", ["", "\x00", "venue_fee", "venue_fee:x", "x:" * 2_000])
    def test_hostile_versions_overwrite_nothing(self, post, draft, odd):
        assert post(seen=odd).status_code == 409
        assert Answer.objects.get(application=draft, name="venue_fee").value == "200"

    @pytest.mark.parametrize("name", ["mine", "theirs"])
    @pytest.mark.parametrize("value", ["", "\x00", "state:1", "venue_fee:-1"])
    def test_hostile_choices_break_nothing(self, post, draft, name, value):
        assert post(**{name: value}).status_code == 409
        assert draft.answers.get(name="venue_fee").value == "200"


class TestChangedTerms:
    def test_the_task_list_says_it_until_it_is_seen(self, client, draft):
        draft.programme_year.terms = factories.TERMS | {"cap": 80_000}
        draft.programme_year.save()
        page = reverse("task_list", args=[draft.pk])
        words = "1年の上限が100,000円から80,000円に変わりました。"
        for address in (page, reverse("confirm", args=[draft.pk])):
            assert words in client.get(address).content.decode()
        told = {"terms": assessment.checksum(draft.programme_year.terms)}
        assert client.post(reverse("my_terms", args=[draft.pk]), told).url == page
        assert words not in client.get(page).content.decode()


class TestDiscard:
    def test_it_asks_first(self, client, draft):
        page = reverse("my_discard", args=[draft.pk])
        assert page in client.get(reverse("task_list", args=[draft.pk])).content.decode()
        assert "この下書きを消しますか" in client.get(page).content.decode()
        assert client.post(page).url == reverse("my")
        assert client.get(page).status_code == 404

    def test_what_was_sent_stays(self, client, resident):
        sent = factories.submitted(by=resident)
        for way in (client.get, client.post):
            assert way(reverse("my_discard", args=[sent.pk])).status_code == 409
