"""The pre-check: open to all, answers at once, keeps nothing."""

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
import time_machine

from grants.models import Programme, ProgrammeYear
from tests.grants import factories

pytestmark = pytest.mark.django_db
TYPED = {
    "in_city": "yes",
    "for_neighbours": "yes",
    "open_to_community": "yes",
    "single_hobby": "no",
    "mainly_neighbours": "yes",
    "non_profit": "yes",
    "continuous_plan": "yes",
    "gatherings": "１２回",
    "interval": "1",
    "minutes": "120",
    "venue_fee": "1,200円",
    "other_grant": "none",
}


@pytest.fixture(autouse=True)
def at_noon():
    with time_machine.travel(factories.NOON, tick=False):
        yield


@pytest.mark.parametrize("way", ["get", "post"])
def test_verdict_and_estimate(client, way):
    factories.a_programme_year()
    answer = getattr(client, way)("/check/", TYPED).content.decode()
    assert "申請できそうです" in answer
    assert "44,400円" in answer
    assert "12回 × 2,500円" in answer
    assert "対象となる活動 (4)" in answer


def test_what_is_not_met_is_said_kindly(client):
    factories.a_programme_year()
    answer = client.get("/check/", TYPED | {"minutes": "60"}).content.decode()
    assert "このままでは申請がむずかしそうです。一度お電話ください" in answer
    assert "いちばん短い回が60分です。" in answer


@pytest.mark.parametrize(
    "typed", ["", "\x00", "1e3", "1_000", str(2**31), "\u200b", "٣", "9" * 5_000]
)
@pytest.mark.parametrize("way", ["get", "post"])
def test_no_typing_breaks_it(client, way, typed):
    factories.a_programme_year()
    answer = getattr(client, way)("/check/", dict.fromkeys(TYPED, typed))
    assert answer.status_code == 200
    assert "入力を直すところがあります" in answer.content.decode()


@pytest.mark.parametrize("query", ["?q=%00", "?in_city=%ED%A0%80", "?gatherings=%ff"])
def test_no_address_breaks_it(client, query):
    factories.a_programme_year()
    assert client.get(f"/check/{query}").status_code == 200


def test_without_any_programme_there_are_words(client):
    factories.a_programme_year(published=False)
    answer = client.get(f"/check/?{urlencode(TYPED)}").content.decode()
    assert "いま調べられる助成はありません" in answer


def test_when_none_is_open_the_latest_is_used(client):
    yesterday = factories.NOON.date() - timedelta(days=1)
    factories.a_programme_year(closes_on=yesterday)
    factories.a_programme_year(fiscal_year=factories.YEAR.previous, terms=factories.TERMS)
    answer = client.get("/check/").content.decode()
    assert "令和8年度" in answer
    assert "令和7年度" not in answer


class TestWhichFits:
    def test_open_programmes_stand_side_by_side(self, client):
        factories.a_programme_year()
        other = Programme.objects.create(name="見本の助成", slug="sample")
        terms = {**factories.TERMS, "cap": 40_000, "criteria": [{"key": "in_city"}]}
        ProgrammeYear.objects.create(
            programme=other,
            fiscal_year=2026,
            terms=terms,
            opens_on=factories.YEAR.first,
            closes_on=factories.YEAR.last,
            published=True,
        )
        answer = client.get("/check/", TYPED | {"minutes": "60"}).content.decode()
        table = answer.split("<tbody>")[1].split("</tbody>")[0]
        rows = [re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", row)) for row in table.split("<tr>")]
        assert [row.split() for row in rows[1:]] == [
            ["居場所づくり助成", "令和8年度", "不適合", "44,400円"],
            ["見本の助成", "令和8年度", "適合", "40,000円"],
        ]
        assert answer.count("この答えで申請を始める") == 2

    def test_one_programme_needs_no_table(self, client):
        factories.a_programme_year()
        answer = client.get("/check/", TYPED).content.decode()
        assert "<tbody>" not in answer
        assert "どの助成が合うか" not in answer

    def test_who_has_to_sign_in_first_reads_why(self, client, resident, enter):
        year = factories.a_programme_year()
        chosen = TYPED | {"programme_year": year.pk}
        words = "ログインすると、いま調べた答えを申請書に写します。"
        assert words in client.post("/check/begin/", chosen, follow=True).content.decode()
        answer = enter(resident).post("/check/begin/", chosen, follow=True)
        assert words not in answer.content.decode()

    def test_wrong_answers_begin_nothing(self, client):
        factories.a_programme_year()
        assert client.post("/check/begin/", {"venue_fee": "\x00"}).url == "/check/"
        assert "check" not in client.session
