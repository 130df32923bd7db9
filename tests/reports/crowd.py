"""Groups, applications, consultations and a diary at random, entered in one go."""

import random
from datetime import datetime, time, timedelta

from consultations.choices import Audience, Channel, Topic
from consultations.models import Consultation
from grants.models import Application, Programme, ProgrammeYear, Submission
from ibasho.dates import JAPAN, FiscalYear
from ibasho.groups.models import Area, Gathering, Group
from ibasho.groups.models.gathering import Form
from ibasho.letters.models import Letter

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
    return Letter(fiscal_year=year.fiscal_year, number=number, group=group, content={}, **facts)


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
