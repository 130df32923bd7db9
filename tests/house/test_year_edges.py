"""The last second of a fiscal year and the first of the next, by whatever clock the server has."""

import time
from datetime import datetime

import pytest
import time_machine
from django.urls import reverse

from grants.models import Application
from ibasho.dates import JAPAN, FiscalYear
from ibasho.letters.models import Letter, Register
from tests.grants import factories

pytestmark = pytest.mark.django_db
LAST = datetime(2027, 3, 31, 23, 59, 59, tzinfo=JAPAN)
FIRST = datetime(2027, 4, 1, 0, 0, 0, tzinfo=JAPAN)
DAYS = {LAST: "令和9年3月31日", FIRST: "令和9年4月1日"}


@pytest.fixture(autouse=True, params=["UTC", "Asia/Tokyo", "America/Los_Angeles"])
def server_elsewhere(request, monkeypatch):
    with monkeypatch.context() as clock:
        clock.setenv("TZ", request.param)
        time.tzset()
        yield
    time.tzset()


@pytest.fixture
def drafts(resident):
    """A draft of the year that ends and one of the year that begins; each window is its year."""
    group = factories.a_group(member=resident)
    years = [factories.a_programme_year(fiscal_year=FiscalYear(year)) for year in (2026, 2027)]
    days = ["2026-04-05\n2026-06-07\n2026-08-02\n2026-10-04\n2026-12-06\n2027-02-07"]
    days.append("2027-04-04\n2027-06-06\n2027-08-01\n2027-10-03\n2027-12-05\n2028-02-06")
    made = zip(years, days, strict=True)
    return [factories.a_draft(by=resident, group=group, programme_year=y, days=d) for y, d in made]


def registers():
    return dict(Register.objects.filter(last__gt=0).values_list("series", "fiscal_year"))


@pytest.mark.parametrize(
    ("moment", "in_time", "number"), [(LAST, 0, "R8-0001"), (FIRST, 1, "R9-0001")]
)
def test_what_is_sent_falls_into_its_year(drafts, resident, enter, moment, in_time, number):
    inside, outside = drafts[in_time], drafts[1 - in_time]
    with time_machine.travel(moment, tick=False):
        client = enter(resident)
        for draft in (inside, outside):
            client.post(reverse("confirm", args=[draft.pk]), {"true": "on"})
        page = client.get(reverse("receipt", args=[inside.pk])).content.decode()
        refused = client.post(reverse("confirm", args=[outside.pk]), {"true": "on"})
    sent = Application.objects.exclude(receipt_number="").get()
    assert (sent.pk, sent.receipt_number) == (inside.pk, number)
    assert "いまは申請を受け付ける期間ではありません。" in refused.content.decode()
    [letter] = Letter.objects.all()
    year = 2026 + in_time
    assert (letter.fiscal_year, letter.issued_on) == (year, moment.date())
    assert registers() == {"issued": year, "received": year}
    assert f"{moment.year}年{moment.month}月{moment.day}日" in page


@pytest.mark.parametrize(("moment", "in_time"), [(LAST, 0), (FIRST, 1)])
def test_only_the_open_window_is_offered(resident, client, moment, in_time):
    for year in (2026, 2027):
        factories.a_programme_year(fiscal_year=FiscalYear(year))
    with time_machine.travel(moment, tick=False):
        page = client.get("/papers/").content.decode()
    offered = [f"/papers/places/{year}.pdf" in page for year in (2026, 2027)]
    assert offered == [in_time == 0, in_time == 1]


@pytest.mark.parametrize(("moment", "year"), [(LAST, 2026), (FIRST, 2027)])
def test_what_is_decided_falls_into_its_year(resident, worker, approver, enter, moment, year):
    waiting = factories.recommended(by=resident, worker=worker)
    with time_machine.travel(moment, tick=False):
        typed = {"amount": "44400", "interest": "none"}
        answer = enter(approver).post(reverse("application_award", args=[waiting.pk]), typed)
    assert answer.status_code == 302
    decided = Application.objects.get()
    number = 2 if year == 2026 else 1  # the receipt is the first letter of 令和8年度
    assert (decided.letter.fiscal_year, decided.letter.number) == (year, number)
    assert (decided.letter.issued_on, decided.decided_at) == (moment.date(), moment)
    page = enter(approver).get(reverse("letter", args=[decided.letter_id])).content.decode()
    assert [day in page for day in DAYS.values()] == [moment == LAST, moment == FIRST]
