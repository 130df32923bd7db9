"""Statistics against an independent count: 20,000 records made at random, and plain SQL beside it."""

import random
from collections import Counter
from datetime import date, timedelta
from io import BytesIO
from itertools import combinations
from urllib.parse import urlencode

import pytest
from django.db import connection
from openpyxl import load_workbook

from consultations.choices import Asker, Audience, Channel, Stage, Topic
from consultations.figures.dimensions import dimensions
from consultations.figures.statistics import Asked, Statistics
from consultations.models import Consultation, CountingRule
from grants import workflow
from ibasho.dates import FiscalYear
from ibasho.reports.booklet import annual
from ibasho.reports.counting.statistics import statement
from ibasho.reports.definitions import DEFINITIONS
from ibasho.reports.parts.listening import granted
from tests.consultations.factories import WRITTEN, a_consultation, a_group, a_past_figure, an_area
from tests.grants import factories
from tests.reports.parts.test_money import recommended

pytestmark = pytest.mark.django_db
FIRST, LAST = FiscalYear(2016), FiscalYear(2026)
PAGE, RECORDS = "/staff/reports/consultations/", "/staff/reports/consultations/records/"
YEAR = "(extract(year from c.on) - (extract(month from c.on) < 4)::int)::int"
# How the test itself reads each dimension, in SQL of its own.
SQL = {
    "year": f"{YEAR}::text",
    "month": "extract(month from c.on)::int::text",
    "area": "coalesce(c.area_id::text, 'none')",
    "channel": "c.channel",
    "audience": "a.value",
    "topic": "t.value",
    "continuing": "case when c.continuing then 'yes' else 'no' end",
    "outreach": "case when c.out_of_office then 'yes' else 'no' end",
    "granted": "case when c.group_id is null then 'none' when g.id is null then 'no' else 'yes' end",
    "asker": "c.asker",
    "stage": "coalesce(nullif(c.stage, ''), 'none')",
}
TABLES = f"""
    consultations_consultation c
    left join (
        select distinct a.group_id as id, y.fiscal_year from grants_application a
        join grants_programmeyear y on y.id = a.programme_year_id
        where a.awarded_amount is not null
    ) g on g.id = c.group_id and g.fiscal_year = {YEAR}
"""  # noqa: S608
EACH = {
    "audience": " cross join lateral unnest("
    "case when c.audiences = '{}' then '{none}' else c.audiences end) a(value)",
    "topic": " cross join lateral unnest("
    "case when c.topics = '{}' then '{none}' else c.topics end) t(value)",
}


def sql(*keys, where="true"):
    """{(value, …): number} by plain SQL."""
    tables = TABLES + "".join(EACH.get(key, "") for key in keys)
    chosen = ", ".join(SQL[key] for key in keys)
    with connection.cursor() as cursor:
        cursor.execute(
            f"select {chosen}, count(distinct c.id) from {tables} where {where} group by {chosen}".replace(  # noqa: S608
                "%", "%%"
            )
        )
        return {tuple(row[:-1]): row[-1] for row in cursor.fetchall()}


def generate(number, groups):
    """Records at random, but the same ones each time."""
    chance = random.Random(20261126)
    areas = [None, *(an_area(f"見本の圏域 {n}") for n in range(3))]
    days = (LAST.last - FIRST.first).days
    Consultation.objects.bulk_create(
        Consultation(
            on=FIRST.first + timedelta(days=chance.randrange(days + 1)),
            channel=chance.choice(Channel.values),
            asker=chance.choice(Asker.values),
            area=chance.choice(areas),
            group=chance.choice([None, *groups]),
            continuing=chance.random() < 0.6,
            out_of_office=chance.random() < 0.3,
            audiences=chance.sample(Audience.values, chance.randrange(4)),
            topics=chance.sample(Topic.values, chance.randrange(4)),
            stage=chance.choice(["", *Stage.values]),
            what_happened="見本",
            written_at=WRITTEN,
        )
        for _number in range(number)
    )


def grant(group, year, *, worker, approver):
    """A grant of this group in this fiscal year, by the way that every grant goes."""
    by = group.memberships.get().user
    span = {"opens_on": date(2015, 1, 1), "closes_on": date(2027, 3, 31)}
    programme_year = factories.a_programme_year(fiscal_year=year, **span)
    days = [month.replace(day=5) for month in year.months]
    sent = factories.submitted(by=by, group=group, programme_year=programme_year, days=days)
    recommended(sent, by=worker, amount=10_000)
    workflow.award(sent, by=approver, at=factories.NOON, amount=10_000, reason="見本")


@pytest.fixture
def groups(resident, worker, approver):
    """Six groups; the first has grants of 2018 and 2020, the second of 2019."""
    made = [factories.a_group(member=resident, name=f"見本の会 {n}") for n in range(6)]
    for group, year in ((0, 2018), (0, 2020), (1, 2019)):
        grant(made[group], FiscalYear(year), worker=worker, approver=approver)
    return made


def counting(first=FIRST, last=LAST, by_rule=False, **values):
    asked = Asked(first, last, values, by_rule)
    return Statistics(asked, granted=granted(), dimensions=dimensions(first, last))


def filled(counts):
    return {(value,): number for value, number in counts.items() if number}


def test_every_figure_is_that_of_plain_sql(groups, enter, worker):
    generate(20_000, groups)
    every = counting()
    found = every.breakdowns()
    assert {key: filled(counts) for key, counts in found.items()} == {key: sql(key) for key in SQL}
    assert every.total() == 20_000

    outreach = sql("outreach")[("yes",)]
    assert statement(every, "year", "month").figures[2].value == outreach

    pairs = random.Random(5).sample(list(combinations(SQL, 2)), 12)
    for pair in [*pairs, ("topic", "audience"), ("audience", "topic"), ("year", "granted")]:
        crossed = every.cross(*pair)
        assert {cell: n for cell, n in crossed.cells.items() if n} == sql(*pair), pair
        assert filled(crossed.row_totals) == sql(pair[0])
        assert filled(crossed.column_totals) == sql(pair[1])

    by_rule = sql("year", where=f"{YEAR} < 2019 or g.id is not null")
    years = annual.build(FIRST, LAST, on=date(2026, 11, 26)).listening.years
    assert {(str(y.fiscal_year.year),): y.count for y in years if y.count} == by_rule
    assert filled(counting(by_rule=True).breakdowns("year")["year"]) == by_rule
    # Before the rule changed every record counts, from then on those of groups with a grant.
    logged = sql("year")
    assert (by_rule[("2018",)], by_rule[("2019",)]) == (
        logged[("2018",)],
        sql("granted", where=f"{YEAR} = 2019")[("yes",)],
    )
    assert by_rule[("2019",)] < logged[("2019",)]

    narrow = counting(channel="phone", topic="food", by_rule=True)
    where = (
        f"c.channel = 'phone' and 'food' = any(c.topics) and ({YEAR} < 2019 or g.id is not null)"
    )
    assert filled(narrow.breakdowns("area")["area"]) == sql("area", where=where)

    _every_number_opens_as_many_records(enter(worker), narrow)


def _every_number_opens_as_many_records(client, counted):
    made = statement(counted, "granted", "audience")
    cells = [cell for _label, row in made.table.lines for cell in row] + list(made.table.foot)
    cells += [line.outreach for line in made.years[:3]] + [line.logged for line in made.years[:3]]
    cells += [made.breakdowns[0].lines[0][1], made.breakdowns[-1].lines[0][1]]
    opened = {cell.url: cell.count for cell in cells if cell.url}
    opened |= {figure.url: figure.value for figure in made.figures}
    assert len(opened) > 20
    found = {url: client.get(url).context["page"].paginator.count for url in opened}
    assert found == opened


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_pages_cost_the_same_for_any_number_of_rows(
    rows, enter, worker, django_assert_num_queries
):
    for number in range(rows):
        area, group = an_area(f"見本の圏域 {number}"), a_group(f"見本の会 {number}")
        a_consultation(area=area, group=group, workers=[worker])
    client = enter(worker)
    with django_assert_num_queries(13):
        assert client.get(PAGE).status_code == 200
    with django_assert_num_queries(7):
        assert client.get(RECORDS).status_code == 200
    with django_assert_num_queries(3):
        assert client.get("/staff/reports/definitions/").status_code == 200


def test_past_totals_are_joined_and_marked_and_lead_nowhere(enter, worker, db):
    a_past_figure(2025, 99, CountingRule.GRANTED_GROUPS, note="見本の注")
    a_consultation(on=date(2025, 6, 1))
    made = enter(worker).get(f"{PAGE}?from=2025&to=2026").context["made"]
    past, now = made.years
    assert (past.counted.count, past.counted.url, past.logged.count) == (99, "", 1)
    assert (str(past.source), str(now.source)) == (
        "過去の合計として入力した数",
        "この仕組みの記録から数えた数",
    )
    assert made.figures[0].value == 99
    narrowed = enter(worker).get(f"{PAGE}?from=2025&to=2026&channel=phone").context["made"]
    assert [line.figure for line in narrowed.years] == [None, None]


def test_the_workbook_holds_the_same_object(groups, enter, worker):
    generate(200, groups)
    query = urlencode({"from": 2016, "to": 2026, "rows": "topic", "columns": "year"})
    client = enter(worker)
    made = client.get(f"{PAGE}?{query}").context["made"]
    file = client.get(f"{PAGE}?{query}&format=xlsx")
    assert file["Content-Disposition"] == 'attachment; filename="ibasho-statistics-2016-2026.xlsx"'
    book = load_workbook(BytesIO(file.content))

    def rows(name):
        return [list(row) for row in book[name].iter_rows(min_row=2, values_only=True)]

    assert [row[1] for row in rows("数字")] == [figure.value for figure in made.figures]
    assert [row[1:] for row in rows("集計表")] == [
        *([cell.count for cell in cells] for _label, cells in made.table.lines),
        [cell.count for cell in made.table.foot],
    ]
    assert [row[4] for row in rows("年度")] == [line.logged.count for line in made.years]
    for one in made.breakdowns:
        shown = Counter({label: cell.count for label, cell in one.lines})
        assert Counter(dict(row[:2] for row in rows(str(one.dimension.title)))) == shown


@pytest.mark.parametrize(
    "query",
    [
        "area=abc",
        "area=999999",
        "channel=%00",
        "rows=nope&columns=nope",
        "rows=topic&columns=topic",
        "page=abc",
        "year=1",
        "stage=none&topic=none&audience=none&area=none&granted=none",
    ],
)
def test_whatever_an_address_holds_is_answered(query, enter, worker):
    client = enter(worker)
    assert [client.get(f"{address}?{query}").status_code for address in (PAGE, RECORDS)] == [
        200,
        200,
    ]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("from=abc&to=2020", "はじめの年度を確かめてください"),
        ("from=2020&to=2016", "おわりの年度を、はじめの年度と同じか後にしてください"),
        ("from=1950&to=2020", "期間を30年度までに短くしてください"),
    ],
)
def test_a_bad_span_is_said_kindly(query, words, enter, worker):
    for address in (PAGE, RECORDS, f"{PAGE}?format=xlsx&"):
        answer = enter(worker).get(f"{address}{'' if '?' in address else '?'}{query}")
        assert (answer.status_code, words in answer.content.decode()) == (200, True)


def test_a_reflection_is_in_no_statistics(enter, worker, auditor):
    a_consultation(reflection="canary")
    for user in (worker, auditor):
        client = enter(user)
        found = b"".join(
            client.get(address).content for address in (PAGE, RECORDS, f"{PAGE}?format=xlsx")
        )
        assert b"canary" not in found


def test_every_figure_of_the_report_has_its_definition(db):
    figures = annual.build(FIRST, LAST, on=date(2026, 11, 26)).figures
    assert {figure.definition for figure in figures} <= set(DEFINITIONS)
    assert len({one.key for one in DEFINITIONS}) == len(DEFINITIONS)
    assert all(one.title and one.unit and one.rule and one.since for one in DEFINITIONS)
