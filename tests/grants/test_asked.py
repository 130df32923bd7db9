"""What the terms need beyond the usual sheets is asked, paid by, reported and settled: the same yen."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine

from grants import workflow
from grants.applying import assessment, correcting, printing
from grants.programmes import replay
from grants.rules.needs import Needs
from grants.sheets import read_all
from grants.sheets.actual import by_when, totals
from grants.sheets.asked import OTHER, item
from tests.grants import factories
from tests.grants.applying.test_printing import words
from tests.grants.factories import NOON, SUNDAYS
from tests.grants.stories import APRIL, diary, report

pytestmark = pytest.mark.django_db

CASES = {
    case["name"]: case
    for case in json.loads(
        (Path(__file__).parent / "rules/worked_cases.json").read_text(encoding="utf-8")
    )
}
BASE = CASES["基本額と会員割：会員30人"]["terms"]
DAYS = CASES["活動日1日1,200円までの対象経費80,000円"]["terms"]
RENT = {
    "version": 1,
    "components": [
        {
            "key": "rent",
            "label": "家賃",
            "amount": {
                "each": {
                    "per": "month",
                    "of": {"at_most": {"limit": 20000, "of": {"cost": ["rent"]}}},
                }
            },
        }
    ],
}
ASKING = {
    "version": 1,
    "components": [
        {"key": "homes", "label": "世帯割", "amount": {"unit_rate": {"rate": 100, "per": "households"}}},
        {"key": "meals", "label": "食事", "amount": {"only": {"where": {"at_least": {"meals": 8}}, "of": {"unit_rate": {"rate": 500, "per": "gatherings"}}}}},
        {"key": "net", "label": "差額", "amount": {"less": {"of": {"cost": ["印刷費"]}, "minus": {"income": ["fees"]}}}},
        {"key": "people", "label": "参加者割", "amount": {"unit_rate": {"rate": 10, "per": "attendances"}}},
        {"key": "insured", "label": "保険", "amount": {"when": {"condition": {"answer": "保険", "title": "保険に入っていますか"}, "then": 1000}}},
    ],
}  # fmt: skip
FIFTY = tuple(date(2026, 4, 1) + timedelta(days=7 * n) for n in range(50))
STARTUP, ONCE = item("cost", "startup"), item("once", "startup")
FOOD, REST, MONTHLY = item("cost", "food"), item("cost", OTHER), item("cost", "rent")
TOLD = {
    item("count", "households"): "40世帯",
    item("count", "meals"): "8食",
    item("cost", "印刷費"): "12,000円",
    item("income", "fees"): "2,000",
    item("answer", "保険"): "yes",
    "attendees": "10人",
}


def sheet(terms, **typed):
    return read_all(typed, factories.YEAR, terms=terms)["more"]


def draft(resident, terms, **changes):
    year = factories.a_programme_year(terms=terms)
    return factories.a_draft(by=resident, programme_year=year, **changes)


def test_the_usual_programme_has_no_such_sheet(resident, enter):
    sheets = read_all({}, factories.YEAR, terms=factories.TERMS)
    assert list(sheets) == ["group", "plan", "venue", "funding"]
    usual = factories.a_draft(by=resident)
    assert enter(resident).get(f"/my/applications/{usual.pk}/more/").status_code == 404


@pytest.mark.parametrize(
    ("case", "changes"),
    [
        ("基本額と会員割：会員30人", {STARTUP: "0", ONCE: "no"}),
        ("基本額と会員割：年の後半から", {STARTUP: "0", ONCE: "no", "period_first": "2026年10月", "days": SUNDAYS[6:]}),
        ("立ち上げ費は10,000円まで", {STARTUP: "12,000円", ONCE: "no"}),
        ("立ち上げ費は一度だけ", {STARTUP: "12,000円", ONCE: "yes"}),
        ("活動日1日1,200円までの対象経費80,000円", {FOOD: "0", REST: "80,000", "days": FIFTY, "fee": "0"}),
        ("活動日1日1,200円までの対象経費45,000円", {FOOD: "0", REST: "45,000", "days": FIFTY, "fee": "0"}),
        ("対象にならない経費を除く", {FOOD: "9,000", REST: "45,000", "days": FIFTY, "fee": "0"}),
    ],
)  # fmt: skip
def test_an_application_comes_to_the_yen_of_the_worked_case(resident, case, changes):
    found = draft(resident, CASES[case]["terms"], members="30", **changes)
    sent = workflow.submit(found, by=resident, at=NOON)
    assert sent.requested_amount == CASES[case]["expected"]["amount"]
    assert replay.run().differences == []


def test_a_cost_of_each_month_is_worked_out_by_month(resident):
    found = draft(resident, RENT, days=(*SUNDAYS[:9], date(2026, 4, 12)), **{MONTHLY: "25,000"})
    sent = workflow.submit(found, by=resident, at=NOON)
    assert sent.requested_amount == 9 * 20_000


def test_every_kind_of_item_reaches_the_rules(resident):
    found = draft(resident, ASKING, **TOLD)
    sent = workflow.submit(found, by=resident, at=NOON)
    found = assessment.latest(sent).breakdown
    # 100 × 40 households; 500 × 12 with 8 meals; 12,000 − 2,000; 10 × 12 × 10 people; 1,000
    parts = {part["key"]: found.subtotal(part["key"]) for part in ASKING["components"]}
    assert parts == {
        "homes": 4_000,
        "meals": 6_000,
        "net": 10_000,
        "people": 1_200,
        "insured": 1_000,
    }
    assert (found.amount, found.missing) == (22_200, ())


def test_what_is_missing_or_wrong_is_said_at_its_item():
    found = sheet(ASKING, **TOLD | {"attendees": "", item("count", "households"): "たくさん"})
    assert {name: list(errors) for name, errors in found.errors.items()} == {
        "attendees": ["1回に来る人の数を入れてください。"],
        item("count", "households"): ["世帯数を0世帯から999,999世帯までの整数で入れてください。"],
    }
    assert not found.complete


def test_items_are_numbered_and_said_in_words():
    assert [
        (row["number"], row["label"], row["value"]) for row in sheet(ASKING, **TOLD).told()
    ] == [
        ("5-1", "1回に来る人の数", "10人"),
        ("5-2", "世帯数", "40世帯"),
        ("5-3", "1回の食数", "8食"),
        ("5-4", "印刷費", "12,000円"),
        ("5-5", "参加費", "2,000円"),
        ("5-6", "保険に入っていますか", "はい"),
    ]


def test_blank_and_filled_paper_hold_the_items(resident):
    found = draft(resident, ASKING, **TOLD)
    blank = words(printing.blank(found.programme_year))
    assert "5お金とそのほかの数" in blank
    assert "5-4印刷費（必須）" in blank
    sent = workflow.submit(found, by=resident, at=NOON)
    assert "5-4印刷費12,000円" in words(printing.copy(sent))


def test_a_correction_can_ask_about_them(resident):
    sent = workflow.submit(draft(resident, ASKING, **TOLD), by=resident, at=NOON)
    assert str(correcting.sent(sent)[item("cost", "印刷費")]) == "5-4 印刷費"


class TestPages:
    def test_the_sheet_is_a_task_and_is_kept(self, resident, enter, django_assert_num_queries):
        found, client = draft(resident, ASKING), enter(resident)
        page = f"/my/applications/{found.pk}/"
        assert "お金とそのほかの数" in client.get(page).content.decode()
        answer = client.post(f"{page}funding/", {"other_grant": "none"})
        assert answer.url == f"{page}more/"
        refused = client.post(f"{page}more/", TOLD | {"attendees": "x"}).content.decode()
        assert "1回に来る人の数を0人から9,999人までの整数で入れてください。" in refused
        assert client.post(f"{page}more/", TOLD).url == f"{page}documents/"
        assert assessment.answers_of(found)["attendees"] == "10人"
        assert "5-3　1回の食数" in client.get(f"{page}confirm/").content.decode()
        with django_assert_num_queries(5):
            assert client.get(f"{page}more/").status_code == 200
        factories.ProgrammeYear.objects.update(terms=RENT)
        with django_assert_num_queries(5):
            assert client.get(f"{page}more/").status_code == 200

    @time_machine.travel(NOON, tick=False)
    def test_the_pre_check_asks_the_same_and_hands_it_on(self, client):
        year = factories.a_programme_year(terms=RENT)
        assert "13の質問に答えると" in client.get("/check/").content.decode()
        yes = dict.fromkeys(
            (
                "in_city",
                "for_neighbours",
                "open_to_community",
                "mainly_neighbours",
                "non_profit",
                "continuous_plan",
            ),
            "yes",
        )
        told = {"gatherings": "9", "interval": "1", "minutes": "120", "venue_fee": "0"}
        told |= yes | {"single_hobby": "no", "other_grant": "none"}
        refused = client.get("/check/", told).content.decode()
        assert "1か月の家賃を入れてください。" in refused
        told |= {MONTHLY: "25,000"}
        assert "180,000" in client.get("/check/", told).content.decode()
        client.post("/check/begin/", told | {"programme_year": year.pk})
        assert client.session["check"]["answers"][MONTHLY] == "25,000"


class TestReport:
    @pytest.fixture
    def people(self, resident, worker, approver):
        return {"by": resident, "worker": worker, "approver": approver}

    def awarded(self, people, terms, **changes):
        application = factories.recommended(
            by=people["by"],
            worker=people["worker"],
            programme_year=factories.a_programme_year(terms=terms),
            **changes,
        )
        amount = application.requested_amount
        return workflow.award(application, by=people["approver"], at=NOON, amount=amount)

    def test_the_plan_is_filled_in_and_what_was_told_is_settled(self, people, enter):
        application = self.awarded(people, ASKING, **TOLD)
        diary(application, by=people["by"])
        meals = {f"{item('count', 'meals')}_{day}": "8" for day in SUNDAYS[:10]}
        meals |= {f"{item('count', 'meals')}_{day}": "3" for day in SUNDAYS[10:]}
        page, client = f"/my/applications/{application.pk}/report/", enter(people["by"])
        shown = client.get(page).content.decode()
        assert "計画では40世帯でした。ちがうときは直してください。" in shown
        assert 'value="12,000"' in shown
        typed = meals | {"fees": "1,000", item("cost", "印刷費"): "9,000", "words": "見本"}
        refused = client.post(page, typed).content.decode()
        assert "世帯数を入れてください。" in refused
        assert client.post(page, typed | {item("count", "households"): "38"}).status_code == 302
        read_over = client.get(f"{page}confirm/").content.decode()
        assert "38世帯" in read_over
        client.post(f"{page}confirm/", {"true": "on"})
        frozen = application.reports.get()
        # 3,800 + 500 × 10 + (9,000 − 1,000) + 10 × 120 + 1,000
        assert frozen.amount == 19_000
        assert totals(frozen.statement, "cost") == {"印刷費": 9_000}
        assert totals(frozen.statement, "count") == {"households": 38, "meals": 86}

    def test_rent_is_settled_month_by_month(self, people):
        application = self.awarded(people, RENT, **{MONTHLY: "25,000"})
        diary(application, by=people["by"], days=[SUNDAYS[0], date(2026, 4, 12), SUNDAYS[1]])
        statement = {"cost:rent@2026-04": 30_000, "cost:rent@2026-05": 5_000}
        report(application, by=people["by"], statement=statement)
        frozen = application.reports.get()
        assert frozen.amount == 25_000
        checked = workflow.check_report(application, by=people["worker"], at=APRIL, amount=25_000)
        settled = workflow.settle(checked, by=people["approver"], at=APRIL, amount=25_000)
        assert (settled.settled_amount, replay.run().differences) == (25_000, [])


def test_a_name_may_hold_any_mark():
    statement = {"cost:a@b": 1, "cost:a:b@2026-04": 2, "food": 3, "count:世帯": 4}
    assert by_when(statement, "cost") == {("food", ""): 3, ("a@b", ""): 1, ("a:b", "2026-04"): 2}


def test_nothing_is_asked_where_nothing_is_needed():
    assert read_all({}, factories.YEAR)["plan"].asks == Needs()
