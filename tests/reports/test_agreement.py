"""One source: dashboard, page, PDF and workbook say what plain SQL counts, on data made at random."""

import random
import re
import subprocess
from datetime import datetime, time, timedelta
from html import unescape
from io import BytesIO

import pgtrigger
import pytest
import time_machine
from django.db import connection
from openpyxl import load_workbook

from consultations.choices import Audience, Channel, Topic
from consultations.models import Consultation
from grants.models import Application, Programme, ProgrammeYear, Submission
from ibasho.dates import JAPAN, FiscalYear
from ibasho.groups.models import Area, Gathering, Group
from ibasho.groups.models.gathering import Form
from ibasho.letters.models import Letter
from ibasho.reports import annual, pages, sheets
from ibasho.reports.annual import Booklet

FIRST, LAST = FiscalYear(2017), FiscalYear(2021)
TOWNS = ("見本町", "見本本町", "")
YEARS = [FiscalYear(year) for year in range(FIRST.year, LAST.year + 1)]
NOW = datetime.combine(LAST.last, time(12), tzinfo=JAPAN)
AMOUNTS = {
    "awarded": ("requested", "recommended", "awarded", "granted"),
    "settled": ("requested", "recommended", "awarded", "granted", "settled"),
    "declined": ("requested", "recommended"),
    "withdrawn": ("requested",),
}


def fill(seed, one, other, *, of=100, talks=5000):
    """Five applications of each group, consultations, and a diary, all at random."""
    dice = random.Random(seed)
    areas = [*Area.objects.bulk_create(Area(name=f"見本の{name}圏域") for name in "東西"), None]
    groups = Group.objects.bulk_create(
        Group(name=f"見本の会{n:03}", neighbourhood=dice.choice(TOWNS), area=dice.choice(areas))
        for n in range(of)
    )
    programme = Programme.objects.create(name="見本の助成", slug="sample")
    for year in YEARS:
        kept = ProgrammeYear.objects.create(
            programme=programme,
            fiscal_year=year.year,
            terms={},
            opens_on=year.first,
            closes_on=year.last,
            budget=dice.randrange(10_000_000, 20_000_000),
        )
        asked = [_application(dice, kept, group, n, one, other) for n, group in enumerate(groups)]
        letters = [paper for each in asked for paper in (each.letter, each.settlement_letter)]
        Letter.objects.bulk_create(filter(None, letters))
        Application.objects.bulk_create(asked)
        Submission.objects.bulk_create(_submission(dice, each, one) for each in asked)
    Consultation.objects.bulk_create(_talk(dice, groups, areas, one) for _ in range(talks))
    Gathering.objects.bulk_create(_gathering(dice, groups, one, n) for n in range(1000))


def _application(dice, year, group, number, one, other):
    state = dice.choice([*AMOUNTS, "awarded"])
    amount = dice.randrange(1_000, 100_001)
    told = {f"{name}_amount": amount for name in AMOUNTS[state]}
    if "granted_amount" in told:
        told["awarded_amount"] = told["granted_amount"] = dice.randrange(1_000, amount + 1)
    if state == "settled":
        told["settled_amount"] = dice.randrange(0, told["granted_amount"] + 1)
        told |= {"checked_by": one, "checked_at": NOW, "checked_amount": told["settled_amount"]}
        told |= {"settled_by": other, "settled_at": NOW}
        told["settlement_letter"] = _letter(group, year, 2 * number + 1, one)
    if state in ("awarded", "settled", "declined"):
        told |= {"decided_by": other, "decided_at": NOW}
        told["letter"] = _letter(group, year, 2 * number + 2, one)
    if "recommended_amount" in told:
        told |= {"recommended_by": one, "recommended_at": NOW}
    return Application(
        programme_year=year,
        group=group,
        state=state,
        receipt_number=f"{year.year.short}-{number:04}",
        started_by=one,
        started_at=NOW,
        submitted_at=NOW,
        **told,
    )


def _letter(group, year, number, by):
    facts = {"kind": "award", "issued_on": LAST.last, "issued_at": NOW, "issued_by": by}
    return Letter(
        fiscal_year=year.fiscal_year, number=number, group=group, content={}, **facts
    )


def _submission(dice, application, by):
    lines = [
        {"key": "activity", "label": "活動費", "yen": dice.randrange(100_000)},
        {"key": "venue", "label": "会場費", "yen": dice.randrange(100_000)},
    ]
    empty = dict.fromkeys(("terms", "answers", "facts"), {})
    return Submission(
        application=application,
        round=1,
        at=NOW,
        by=by,
        breakdown={"lines": lines},
        amount=0,
        **empty,
    )


def _day(dice):
    return FIRST.first + timedelta(days=dice.randrange((LAST.last - FIRST.first).days + 1))


def _talk(dice, groups, areas, by):
    return Consultation(
        on=_day(dice),
        channel=dice.choice(Channel.values),
        out_of_office=dice.random() < 0.3,
        continuing=dice.random() < 0.5,
        asker="group",
        group=dice.choice([None, *groups[:50]]),
        area=dice.choice(areas),
        topics=dice.sample(Topic.values, dice.randrange(4)),
        audiences=dice.sample(Audience.values, dice.randrange(3)),
        what_happened="見本の相談",
        written_by=by,
        written_at=NOW,
    )


def _gathering(dice, groups, by, number):
    return Gathering(
        group=groups[number % len(groups)],
        on=FIRST.first + timedelta(days=number),
        starts_at=time(10),
        ends_at=time(12),
        form=dice.choice(Form.values),
        people=dice.randrange(40),
        helpers=dice.randrange(5),
        noted_by=by,
        noted_at=NOW,
    )


# What plain SQL counts ------------------------------------------------------

YEAR_OF = "(extract(year from {0}) - (extract(month from {0}) < 4)::int)::int"


def counted(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [[_number(cell) for cell in row] for row in cursor.fetchall()]


def _number(cell):
    return cell if cell is None or isinstance(cell, str) else int(cell)


def consultations():
    """Year and number: until 2018 all, from 2019 on those of a group with an award of that year."""
    year = YEAR_OF.format("c.on")
    return counted(
        f"""
        SELECT {year}, count(*) FROM consultations_consultation c
        WHERE {year} < 2019 OR EXISTS (
            SELECT 1 FROM grants_application a JOIN grants_programmeyear y ON y.id = a.programme_year_id
            WHERE a.group_id = c.group_id AND y.fiscal_year = {year} AND a.awarded_amount IS NOT NULL
        ) GROUP BY 1 ORDER BY 1"""  # noqa: S608
    )


def money():
    return counted(
        """
        SELECT y.fiscal_year, count(*), count(a.awarded_amount),
            count(*) FILTER (WHERE a.state = 'declined'), count(a.settled_amount),
            sum(a.requested_amount), sum(a.awarded_amount), sum(a.settled_amount), min(y.budget)
        FROM grants_application a JOIN grants_programmeyear y ON y.id = a.programme_year_id
        GROUP BY 1 ORDER BY 1"""
    )


def awards():
    return counted(
        """
        SELECT y.fiscal_year, g.name, a.requested_amount, a.awarded_amount, a.settled_amount
        FROM grants_application a JOIN grants_programmeyear y ON y.id = a.programme_year_id
        JOIN groups_group g ON g.id = a.group_id WHERE a.awarded_amount IS NOT NULL
        ORDER BY 1, 2"""
    )


def gatherings():
    year = YEAR_OF.format("d.on")
    forms = ", ".join(f"count(*) FILTER (WHERE form = '{form}')" for form in Form.values)
    return counted(
        f"SELECT {year}, {forms}, sum(people), sum(helpers) FROM groups_gathering d"  # noqa: S608
        " GROUP BY 1 ORDER BY 1"
    )


def sides():
    """The log from every side in the order of the report: its title, a label, how many records."""
    unwritten = [("", "未記入")]
    areas = counted("SELECT id::text, name FROM groups_area ORDER BY name")
    granted = [("yes", "助成を受けた団体"), ("no", "助成を受けていない団体"), ("", "団体なし")]
    months = [(str(month), f"{month}月") for month in (*range(4, 13), 1, 2, 3)]
    return [
        *side("月", "extract(month from c.on)::int::text", months),
        *side("話題", each("topics"), [*Topic.choices, *unwritten]),
        *side("方法", "channel", Channel.choices),
        *side("だれのため", each("audiences"), [*Audience.choices, *unwritten]),
        *side("新規・継続", "continuing::text", [("true", "継続"), ("false", "新規")]),
        *side("圏域", "coalesce(area_id::text, '')", [*areas, *unwritten]),
        *side("助成", HAD_A_GRANT, granted),
    ]


def each(column):
    return f"unnest(CASE WHEN cardinality({column}) = 0 THEN ARRAY['']::varchar[] ELSE {column} END)"


HAD_A_GRANT = f"""
    CASE WHEN c.group_id IS NULL THEN '' WHEN EXISTS (
        SELECT 1 FROM grants_application a JOIN grants_programmeyear y ON y.id = a.programme_year_id
        WHERE a.group_id = c.group_id AND y.fiscal_year = {YEAR_OF.format("c.on")}
            AND a.awarded_amount IS NOT NULL) THEN 'yes' ELSE 'no' END"""  # noqa: S608


def side(title, by, values):
    found = dict(counted(f"SELECT {by}, count(*) FROM consultations_consultation c GROUP BY 1"))  # noqa: S608
    return [[title, str(label), found.get(value, 0)] for value, label in values]


def talks_by_area():
    year = YEAR_OF.format("c.on")
    columns = ", ".join(f"count(*) FILTER (WHERE {year} = {one.year})" for one in YEARS)
    return counted(
        f"""
        SELECT coalesce(r.name, '未記入'), {columns} FROM consultations_consultation c
        LEFT JOIN groups_area r ON r.id = c.area_id GROUP BY r.name ORDER BY r.name NULLS LAST"""  # noqa: S608
    )


def towns():
    return counted(
        "SELECT neighbourhood, count(*) FROM groups_group WHERE neighbourhood <> ''"
        " GROUP BY 1 ORDER BY 2 DESC, 1"
    )


def held_by_group():
    return counted(
        """
        SELECT g.name, count(d.id), coalesce(sum(d.people), 0) FROM groups_group g
        LEFT JOIN groups_gathering d ON d.group_id = g.id GROUP BY 1 ORDER BY 1"""
    )


def eight():
    """The years in figures, and the three that the notes define besides."""
    grants, held = money(), gatherings()
    ((outside, groups),) = counted(
        "SELECT (SELECT count(*) FROM consultations_consultation WHERE out_of_office), count(*)"
        " FROM groups_group"
    )
    return {
        "相談件数の合計": sum(count for _year, count in consultations()),
        "出向いた先で受けた相談": outside,
        "居場所の団体": groups,
        "助成を卒業した団体": 0,
        "交流会・学習会": 0,
        "交流会・学習会の参加者": None,
        "助成の交付決定": sum(row[2] for row in grants),
        "交付決定額": sum(row[6] for row in grants),
        "確定した額": sum(row[7] for row in grants),
        "開催した回数": sum(sum(row[1:-2]) for row in held),
        "開催に来た人": sum(row[-2] for row in held),
    }


# What people see ------------------------------------------------------------


def rows_of(html):
    """Every row of every table of a page, its cells as words."""
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", html, re.DOTALL)
    return [
        [
            unescape(re.sub(r"<[^>]+>", " ", cell)).strip()
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        ]
        for row in rows
    ]


def workbook_rows(book, name):
    made = load_workbook(BytesIO(book))[name]
    return [list(row) for row in made.iter_rows(min_row=2, values_only=True)]


def yen(amount):
    return f"{amount:,}円"


def read_of(pdf):
    """The words of a paper line by line, as they stand beside each other."""
    command = ["pdftotext", "-layout", "-", "-"]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return as_read(done.stdout.decode())


def as_read(words):
    return "".join(words.split())


@pytest.fixture(params=[1, 2, 3])
def booklet(request, db, worker, approver):
    with pgtrigger.ignore():
        fill(request.param, worker, approver)
    return Booklet(annual.build(FIRST, LAST, on=LAST.last))


def test_all_four_say_what_sql_counts(booklet, enter, auditor):
    talks, grants, won, held = consultations(), money(), awards(), gatherings()
    names = {year.year: str(year) for year in YEARS}

    book = sheets.as_xlsx(booklet)
    assert [row[1] for row in workbook_rows(book, "相談")] == [count for _year, count in talks]
    assert workbook_rows(book, "助成（年度）") == [[names[year], *rest] for year, *rest in grants]
    assert workbook_rows(book, "助成（団体）") == [[names[year], *rest] for year, *rest in won]
    assert workbook_rows(book, "開催") == [[names[year], *rest] for year, *rest in held]
    assert [row[:3] for row in workbook_rows(book, "相談の内訳")] == sides()
    assert workbook_rows(book, "圏域ごとの相談") == talks_by_area()
    assert sorted(workbook_rows(book, "町")) == sorted(towns())
    per_group = [[row[0], *row[4:6]] for row in workbook_rows(book, "団体")]
    assert sorted(per_group) == held_by_group()
    assert {row[0]: row[1] for row in workbook_rows(book, "数字")} == eight()

    address = f"/staff/reports/annual/?from={FIRST.year}&to={LAST.year}"
    page = enter(auditor).get(address).content.decode()
    shown = rows_of(page)
    read = read_of(pages.as_pdf(booklet))
    for year, *counts in grants:
        told = [
            names[year],
            *map(str, counts[:3]),
            *map(yen, [*counts[4:6], counts[6] or 0, counts[7]]),
        ]
        assert told in shown
        assert as_read("".join(told)) in read
    for year, name, asked, awarded, settled in won:
        told = [
            name,
            names[year],
            yen(asked),
            yen(awarded),
            "まだ" if settled is None else yen(settled),
        ]
        assert told in shown
        assert as_read("".join(told)) in read
    for year, *counts in held:
        told = [names[year], *map(str, counts)]
        assert told in shown
        assert as_read("".join(told)) in read
    for _title, label, count in sides():
        assert [label, f"{count:,}"] in shown
        assert as_read(f"{label}{count:,}") in read
    for place, year in enumerate(YEARS, start=1):
        told = [str(year), *(f"{row[place]:,}" for row in talks_by_area())]
        assert told in shown
        assert as_read("".join(told)) in read
    for town, count in towns():
        assert [town, f"{count:,}"] in shown
        assert as_read(f"{town}{count}") in read
    groups = [row for row in shown if len(row) == 5 and (row[2] + row[3]).isdigit()]
    assert sorted([row[0].split()[0], int(row[2]), int(row[3])] for row in groups) == held_by_group()
    said = as_read(re.sub(r"<[^>]+>", " ", page))
    for title, value in list(eight().items())[:8]:
        assert as_read(f"{title}{'記録なし' if value is None else f'{value:,}'}") in said
        assert value is None or f"{value:,}" in read
    the_dashboard_says_the_same_of_its_year(enter(auditor))
    for year, count in talks:
        assert [names[year], f"{count:,}"] in [row[:2] for row in shown]
        assert as_read(f"{names[year]}{count:,}") in read


def the_dashboard_says_the_same_of_its_year(staff):
    with time_machine.travel(NOW):
        page = staff.get("/staff/reports/").content.decode()
    text = as_read(re.sub(r"<[^>]+>", " ", page))
    (_year, talks), (_y, _received, count, _declined, _settled, _asked, awarded, *_rest) = (
        consultations()[-1],
        money()[-1],
    )
    assert f"相談件数の合計{talks:,}件" in text
    assert f"助成の交付決定{count:,}件" in text
    assert f"交付決定額{awarded:,}円" in text
    day = LAST.first.isoformat()
    ((outreach,),) = counted(
        "SELECT count(*) FROM consultations_consultation"  # noqa: S608
        f" WHERE out_of_office AND consultations_consultation.on >= '{day}'"
    )
    assert f"出向いた先で受けた相談{outreach:,}件" in text
