"""What the terms need of earlier years: written in where the house knows it, asked where it does not."""

from datetime import date, time

import pytest

from grants import workflow
from grants.applying import assessment, copying, drafts, keying
from grants.models import Application
from grants.rules.needs import Needs
from grants.sheets import read_all
from grants.sheets.asked import item, previous_item
from grants.sheets.figures import marked
from ibasho.groups.models import Gathering
from tests.grants import factories
from tests.grants.factories import NOON, SUNDAYS
from tests.grants.stories import APRIL, diary, report

pytestmark = pytest.mark.django_db
LAST = factories.YEAR.previous
LAST_SUNDAYS = tuple(date(2025, month, 6) for month in range(4, 13))
TERMS = {
    "version": 1,
    "components": [
        {
            "key": "base",
            "label": "活動費",
            "amount": {
                "tier": {
                    "by": {"total": "gatherings", "basis": "previous_year"},
                    "steps": [{"at_least": 0, "yen": 10000}, {"at_least": 9, "yen": 30000}],
                }
            },
        },
        {
            "key": "things",
            "label": "備品",
            "amount": {"once": {"key": "equipment", "years": 3, "of": {"cost": ["equipment"]}}},
        },
        {
            "key": "meal",
            "label": "食事",
            "amount": {
                "unit_rate": {"rate": 500, "per": {"total": "gatherings", "where": {"marks": ["meal"]}}}
            },
        },
    ],
}  # fmt: skip
BEFORE, THINGS = previous_item("count", "gatherings"), item("once", "equipment")
COST, MEAL = item("cost", "equipment"), item("mark", "meal")
TOLD = {BEFORE: "12回", THINGS: "0", COST: "20,000円", MEAL: "4回"}


@pytest.fixture
def group(resident):
    return factories.a_group(member=resident)


@pytest.fixture
def year():
    return factories.a_programme_year(terms=TERMS)


@pytest.fixture
def people(resident, worker, approver):
    return {"worker": worker, "approver": approver}


@pytest.fixture
def last_year(group, resident, people):
    """Last year's award of the same programme, for which things were paid."""

    def _last_year(**told):
        then = NOON.replace(year=2025)
        sent = factories.recommended(
            by=resident,
            worker=people["worker"],
            group=group,
            programme_year=factories.a_programme_year(terms=TERMS, fiscal_year=LAST),
            at=then,
            days=LAST_SUNDAYS,
            **TOLD | told,
        )
        amount = sent.requested_amount
        return workflow.award(sent, by=people["approver"], at=then, amount=amount)

    return _last_year


def held(group, by, days=LAST_SUNDAYS, **fields):
    for day in days:
        Gathering.objects.create(
            group=group, on=day, starts_at=time(10), ends_at=time(12), people=8,
            noted_by=by, noted_at=NOON, **fields,
        )  # fmt: skip


def begun(group, year, by):
    draft = factories.a_blank_draft(by=by, group=group, programme_year=year)
    return draft, assessment.answers_of(draft)


def parts(application):
    found = assessment.latest(application).breakdown
    return {part["key"]: found.subtotal(part["key"]) for part in TERMS["components"]}


def test_it_is_asked_in_words():
    sheet = read_all({}, factories.YEAR, terms=TERMS)["more"]
    assert [(str(heading), [str(sheet[name].label) for name in names]) for heading, names in sheet.groups] == [
        ("人数や回数など", ["「食事」の集まりの回数"]),
        ("使うお金", ["備品"]),
        ("前の年度のこと", ["前の年度の開催回数"]),
        ("そのほかの質問", ["「備品」の助成を、いちばん最近受けたのはいつですか"]),
    ]  # fmt: skip
    assert [str(label) for _value, label in sheet.fields[THINGS].choices] == [
        "令和7年度",
        "令和6年度",
        "令和6年度より前に受けた、または受けたことがない",
    ]
    assert not sheet.complete
    filled = read_all({BEFORE: "9"}, factories.YEAR, terms=TERMS)["more"]
    hints = [str(one.fields[BEFORE].help_text) for one in (sheet, filled)]
    assert hints == [
        "ないときは0と書いてください。",
        "記録のあるものは、そこから写してあります。ちがうときは直してください。",
    ]


def test_what_is_told_reaches_the_rules(group, year, resident):
    told = TOLD | {THINGS: "1"}
    draft = factories.a_draft(by=resident, group=group, programme_year=year, **told)
    sent = workflow.submit(draft, by=resident, at=NOON)
    assert parts(sent) == {"base": 30_000, "things": 0, "meal": 4 * 500}
    facts = sent.submissions.get().facts
    assert facts["received_for"] == {"equipment": [2025]}
    assert facts["previous_year"] == {"gatherings": [{"times": 12}]}


def test_a_new_group_is_asked(group, year, resident):
    _draft, known = begun(group, year, resident)
    assert {BEFORE, THINGS} & known.keys() == set()


def test_last_years_diary_is_written_in(group, year, resident):
    held(group, resident)
    draft, known = begun(group, year, resident)
    assert known[BEFORE] == "9"
    drafts.save_answers(draft, factories.answers(**TOLD | {BEFORE: "9"}), by=resident, at=NOON)
    sent = workflow.submit(draft, by=resident, at=NOON)
    rows = sent.submissions.get().facts["previous_year"]["gatherings"]
    assert [row["date"] for row in rows] == [day.isoformat() for day in LAST_SUNDAYS]
    assert parts(sent)["base"] == 30_000


@pytest.mark.parametrize(("said", "kept"), [("5", [{"times": 5}]), ("0", [])])
def test_who_knows_better_is_believed(group, year, resident, said, kept):
    held(group, resident)
    told = TOLD | {BEFORE: said}
    draft = factories.a_draft(by=resident, group=group, programme_year=year, **told)
    sent = workflow.submit(draft, by=resident, at=NOON)
    assert sent.submissions.get().facts["previous_year"] == {"gatherings": kept}
    assert parts(sent)["base"] == 10_000


def test_what_was_spent_last_year_is_counted_once(group, resident):
    terms = {"version": 1, "components": [{"key": "a", "label": "a", "amount": {"using": {"basis": "previous_year", "of": {"cost": []}}}}]}  # fmt: skip
    held(group, resident, venue_fee=500)
    year = factories.a_programme_year(terms=terms)
    draft, known = begun(group, year, resident)
    assert known[previous_item("cost", "")] == "4,500"
    assert assessment.current(draft).breakdown.amount == 4_500


def test_an_earlier_receipt_is_written_in(last_year, group, year, resident):
    last_year()
    _draft, known = begun(group, year, resident)
    assert known[THINGS] == "1"


def test_what_was_not_paid_then_is_not_a_receipt(last_year, group, year, resident):
    last_year(**{COST: "0"})
    _draft, known = begun(group, year, resident)
    assert THINGS not in known


def test_a_copy_brings_the_rest_but_not_what_has_grown_since(last_year, group, year, resident):
    last_year()
    draft, _known = begun(group, year, resident)
    copying.copy(draft, by=resident, at=NOON)
    told = assessment.answers_of(draft)
    assert (told[COST], told[MEAL], told[THINGS]) == ("20,000円", "4回", "1")
    assert told.get(BEFORE, "") == ""


def test_a_keyed_in_application_carries_it_too(enter, worker, resident, year):
    group = factories.a_group()
    held(group, worker)
    draft = keying.begin(
        group=group, programme_year=year, channel="paper", received_on=NOON.date(), by=worker, at=NOON
    )  # fmt: skip
    address = f"/staff/applications/{draft.pk}/key-in/"
    client = enter(worker)
    page = client.get(f"{address}more/").content.decode()
    assert "前の年度の開催回数" in page
    assert 'value="9"' in page
    drafts.save_answers(draft, factories.answers(), by=worker, at=NOON)
    assert client.post(f"{address}more/", TOLD).status_code == 302
    assert "12回" in client.get(f"{address}confirm/").content.decode()
    sent = workflow.submit(Application.objects.get(pk=draft.pk), by=worker, at=NOON)
    assert parts(sent) == {"base": 30_000, "things": 20_000, "meal": 2_000}


def test_the_report_asks_for_marks_that_the_diary_does_not_know(group, year, resident, people):
    draft = factories.recommended(
        by=resident, worker=people["worker"], group=group, programme_year=year, **TOLD
    )
    amount = draft.requested_amount
    award = workflow.award(draft, by=people["approver"], at=NOON, amount=amount)
    diary(award, by=resident, days=SUNDAYS[:6])
    report(award, by=resident, statement={"mark:meal": 3, "cost:equipment": 18_000}, at=APRIL)
    frozen = award.reports.get()
    assert [row.get("marks") for row in frozen.facts["gatherings"]] == [["meal"]] * 3 + [None] * 3
    assert frozen.amount == 30_000 + 18_000 + 1_500


def test_the_diary_marks_what_was_held_online(group, year, resident):
    held(group, resident, days=LAST_SUNDAYS[:2], form="online")
    terms = {"version": 1, "components": [{"key": "a", "label": "a", "amount": {"unit_rate": {"rate": 1, "per": {"total": "gatherings", "basis": "previous_year", "where": {"without": ["online"]}}}}}]}  # fmt: skip
    factories.ProgrammeYear.objects.update(terms=terms)
    year.refresh_from_db()
    held(group, resident, days=LAST_SUNDAYS[2:5])
    draft, known = begun(group, year, resident)
    assert known[BEFORE] == "5"
    assert assessment.current(draft).breakdown.amount == 3


def test_until_the_report_the_plan_counts_as_held(group, resident):
    terms = {"version": 1, "components": [{"key": "a", "label": "a", "amount": {"using": {"basis": "held", "of": {"unit_rate": {"rate": 100, "per": "gatherings"}}}}}]}  # fmt: skip
    year = factories.a_programme_year(terms=terms)
    draft = factories.a_draft(by=resident, group=group, programme_year=year)
    assert workflow.submit(draft, by=resident, at=NOON).requested_amount == 1_200


def test_marks_are_set_from_the_first_on_and_part_what_is_alike():
    rows = [{"times": 3, "minutes": 60}, {"minutes": 90}]
    assert marked(rows, {"meal": 2, "online": 1}) == [
        {"times": 1, "minutes": 60, "marks": ["meal", "online"]},
        {"times": 1, "minutes": 60, "marks": ["meal"]},
        {"times": 1, "minutes": 60},
        {"times": 1, "minutes": 90},
    ]
    assert marked(rows, {}) == rows


def test_the_usual_terms_look_at_no_earlier_year():
    asks = read_all({}, factories.YEAR, terms=factories.TERMS)["plan"].asks
    assert (asks.previous, asks.once_in, asks.marks, asks.held) == ((), (), (), False)
    assert Needs().previous == ()
