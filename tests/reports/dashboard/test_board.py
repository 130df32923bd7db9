"""A dashboard says what plain SQL counts, on data made at random, and every number opens as many."""

import random
import re
from datetime import date, datetime, time, timedelta
from html import unescape
from io import BytesIO

import pgtrigger
import pytest
import time_machine
from django.db import connection
from openpyxl import load_workbook

from consultations.models import Consultation
from grants.models import Application, Payment
from ibasho.dates import JAPAN, FiscalYear
from ibasho.groups.models import Area, Group, Status, StatusChange
from ibasho.reports.dashboard import views
from ibasho.reports.dashboard.scope import Scope
from tests.grants import purse
from tests.reports import crowd
from tests.reports.test_agreement import rows_of

TODAY = date(2021, 11, 26)
YEAR = FiscalYear(2021)
PAGE = "/staff/reports/"


@pytest.fixture
def filled(db, resident, worker, approver):
    """150 applications, 600 consultations, statuses and payments, spread over areas and days."""
    dice = random.Random(7)
    case = purse.awarded(resident=resident, worker=worker, approver=approver)
    claim = purse.claimed(case, by=resident)
    with pgtrigger.ignore():
        crowd.fill(7, worker, approver, of=30, talks=600)
        _spread(dice)
        _pay(dice, claim, worker)
    with time_machine.travel(datetime.combine(TODAY, time(12), tzinfo=JAPAN)):
        yield


def _spread(dice):
    areas = [*(Area.objects.create(name=f"見本の圏域{n}") for n in range(3)), None]
    groups, talks = list(Group.objects.all()), list(Consultation.objects.all())
    for each in (*groups, *talks):
        each.area = dice.choice(areas)
    for each in talks[:200]:
        each.follow_up_on = each.on + timedelta(days=dice.randrange(60))
    Group.objects.bulk_update(groups, ["area"])
    Consultation.objects.bulk_update(talks, ["area", "follow_up_on"])
    StatusChange.objects.bulk_create(
        StatusChange(group=group, status=dice.choice(Status.values), day=crowd._day(dice))
        for group in groups
        for _time in range(3)
    )
    _move(dice)


def _move(dice):
    """Sent, decided and settled on days of the fiscal year, or a little after it."""
    rows = list(Application.objects.select_related("programme_year"))
    for one in rows:
        year = one.programme_year.year
        sent = datetime.combine(year.first, time(dice.randrange(24)), tzinfo=JAPAN)
        sent += timedelta(days=dice.randrange(300))
        one.started_at = one.submitted_at = sent
        one.submissions.update(at=sent)
        if one.decided_at:
            one.decided_at = sent + timedelta(days=dice.randrange(90))
        if one.settled_at:
            one.settled_at = one.decided_at + timedelta(days=dice.randrange(200))
    Application.objects.bulk_update(
        rows, ["started_at", "submitted_at", "decided_at", "settled_at"]
    )


def _pay(dice, claim, one):
    """One claim of another year stands for all: what counts are the day and the amount."""
    Payment.objects.bulk_create(
        Payment(
            application=application,
            account=claim.account,
            claim=claim,
            kind=claim.kind,
            amount=dice.randrange(1, 1_000),
            status=status,
            paid_on=day if status == "paid" else None,
            planned_by=one,
            planned_at=application.decided_at,
            changed_by=one,
            changed_at=application.decided_at,
        )
        for application, status, day in _days_of_payment(dice)
    )


def _days_of_payment(dice):
    for one in Application.objects.filter(state__in=["awarded", "settled"]):
        day = one.decided_at.date() + timedelta(days=dice.randrange(300))
        yield one, dice.choice(["paid", "paid", "planned"]), day


# What plain SQL counts ------------------------------------------------------

APPLICATIONS = """
FROM grants_application a JOIN grants_programmeyear y ON y.id = a.programme_year_id
JOIN groups_group g ON g.id = a.group_id
JOIN grants_submission s ON s.application_id = a.id AND s.round = 1
WHERE y.fiscal_year = {year} AND a.state <> 'draft' {area}
"""
DECIDED = " AND (a.decided_at AT TIME ZONE 'Asia/Tokyo')::date <= '{until}'"
SENT = " AND (s.at AT TIME ZONE 'Asia/Tokyo')::date <= '{until}'"
TOOK = "(a.decided_at AT TIME ZONE 'Asia/Tokyo')::date - (s.at AT TIME ZONE 'Asia/Tokyo')::date"
TALKS = """
SELECT count(*) FROM consultations_consultation g
WHERE g.on BETWEEN '{first}' AND '{until}' {area}
"""
STATUSES = """
SELECT count(*) FROM groups_group g JOIN LATERAL (
    SELECT status FROM groups_statuschange c WHERE c.group_id = g.id AND c.day <= '{until}'
    ORDER BY c.day DESC, c.id DESC LIMIT 1
) latest ON latest.status = 'active' WHERE true {area}
"""
SETTLED = " AND (a.settled_at AT TIME ZONE 'Asia/Tokyo')::date <= '{until}'"
PAID = """
SELECT coalesce(sum(p.amount), 0) FROM grants_payment p
JOIN grants_application a ON a.id = p.application_id
JOIN grants_programmeyear y ON y.id = a.programme_year_id
JOIN groups_group g ON g.id = a.group_id
WHERE y.fiscal_year = {year} AND p.status = 'paid' AND p.paid_on <= '{until}' {area}
"""
BY_HAND = {
    "logged": TALKS,
    "outreach": TALKS + " AND g.out_of_office",
    "standing": STATUSES,
    "received": "SELECT count(*)" + APPLICATIONS + SENT,
    "requested": "SELECT coalesce(sum(a.requested_amount), 0)" + APPLICATIONS + SENT,
    "awards": "SELECT count(a.awarded_amount)" + APPLICATIONS + DECIDED,
    "awarded": "SELECT coalesce(sum(a.awarded_amount), 0)" + APPLICATIONS + DECIDED,
    "declined": "SELECT count(*)" + APPLICATIONS + DECIDED + " AND a.state = 'declined'",
    "days": f"SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY {TOOK})" + APPLICATIONS + DECIDED,
    "promised": "SELECT coalesce(sum(coalesce(a.settled_amount, a.granted_amount)), 0)"
    + APPLICATIONS
    + DECIDED
    + " AND a.state IN ('awarded', 'settled')",
    "settled": "SELECT coalesce(sum(a.settled_amount), 0)" + APPLICATIONS + SETTLED,
    "paid": PAID,
    "budget": "SELECT sum(budget) FROM grants_programmeyear WHERE fiscal_year = {year}",
}
FOLLOW_UPS = """
SELECT count(*) FROM consultations_consultation g
WHERE g.follow_up_on <= '{until}' AND NOT g.followed_up {area}
"""


def by_hand(key, year, until, area):
    narrowed = f" AND g.area_id = {area}" if area else ""
    words = (BY_HAND | {"follow-ups": FOLLOW_UPS})[key]
    with connection.cursor() as cursor:
        told = {"year": year.year, "first": year.first, "until": until, "area": narrowed}
        cursor.execute(words.format(**told))
        (found,) = cursor.fetchone()
    return found


# What people see ------------------------------------------------------------


def opened(staff, url):
    """How many records the list behind a number holds, and the sum that it tells."""
    html = staff.get(unescape(url)).content.decode()
    told = re.search(r"ib-lead\">\s*(.*?)\s*（記録は([0-9]+)件）", html, re.DOTALL)
    return int(re.sub("[^0-9]", "", told[1]) or 0), int(told[2])


def test_every_figure_is_what_sql_counts_and_opens_as_many(filled, enter, auditor):
    staff, seen = enter(auditor), set()
    for area in ("", str(Area.objects.first().pk)):
        for made in (views.worker, views.approver, views.accountant):
            for one in made(Scope(YEAR, TODAY, area)).figures:
                key = one.now.definition.key
                seen.add(key)
                if key == "given-back":
                    continue
                assert one.now.value == by_hand(key, YEAR, TODAY, area), key
                assert opened(staff, one.now.url)[0] == one.now.value
                if key == "follow-ups":
                    assert one.before is None
                    continue
                past = by_hand(key, YEAR.previous, date(2020, 11, 26), area)
                assert one.before.value == past, key
                assert opened(staff, one.before.url)[0] == past
    assert seen == {*BY_HAND, "follow-ups", "given-back"}


def test_numbers_of_every_table_open_as_much(filled, enter, auditor):
    """Five of each table, by chance: all of them would be some hundred pages."""
    staff, dice = enter(auditor), random.Random(8)
    for made in (views.worker, views.approver, views.accountant):
        for panel in made(Scope(YEAR, TODAY)).panels:
            every = [cell for _label, cells in panel.lines for cell in cells]
            assert [bool(cell.count) for cell in every] == [bool(cell.url) for cell in every]
            some = [cell for cell in every if cell.url]
            for cell in dice.sample(some, min(5, len(some))):
                assert opened(staff, cell.url)[0] == cell.count, (panel.key, cell)


def test_the_parts_of_a_table_are_the_whole(filled):
    board = views.worker(Scope(YEAR, TODAY))
    talks, _out, _standing, _calls = (one.now.value for one in board.figures)
    sums = {
        panel.key: sum(cells[0].count for _label, cells in panel.lines) for panel in board.panels
    }
    (areas,) = [panel for panel in board.panels if panel.key == "talks-areas"]
    assert sums["talks"] == talks
    assert sum(cell.count for _label, cells in areas.lines for cell in cells) == talks
    board = views.accountant(Scope(YEAR, TODAY))
    paid = {
        panel.key: sum(cells[0].count for _label, cells in panel.lines) for panel in board.panels
    }
    assert paid["paid"] == paid["paid-areas"] == board.figures[1].now.value


def test_page_and_workbook_say_the_same(filled, enter, auditor):
    staff = enter(auditor)
    for name, made in (("worker", views.worker), ("approver", views.approver)):
        board = made(Scope(YEAR, TODAY))
        html = staff.get(f"{PAGE}?view={name}").content.decode()
        shown = rows_of(html)
        for panel in board.panels:
            answer = staff.get(f"{PAGE}?view={name}&table={panel.key}")
            sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
            told = [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)]
            numbers = [(label, [cell.count for cell in cells]) for label, cells in panel.lines]
            assert told == [[label, *counts, panel.unit] for label, counts in numbers]
            for label, counts in numbers:
                assert [label, *(f"{count:,}" for count in counts)] in shown
            assert [list(row) for row in panel.chart.rows][0][0] == numbers[0][0]
