"""Nothing without consent reaches a page of the public or a report; reflections reach neither."""

import re
import subprocess
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from consultations import consenting, workflow
from consultations.choices import Media
from consultations.stories import storytelling
from ibasho.dates import FiscalYear, day_in_japan
from ibasho.groups.models import Group
from ibasho.reports.booklet import annual, pages, sheets
from ibasho.reports.booklet.annual import Booklet
from tests.consultations.factories import a_consultation
from tests.house.doors import ANONYMOUS, DOORS

SILENT = "同意のない声カナリア"
WITHDRAWN = "取り消された声カナリア"
OVER = "期限の過ぎた声カナリア"
SPOKEN = "同意のある声スズメ"
UNTOLD = "下書きの事例カナリア"
TAKEN_BACK = "取り消された事例カナリア"
TOLD = "同意のある事例スズメ"
THOUGHT = "職員の思いカナリア"


@pytest.fixture
def house(db, worker):
    """Groups that the public may see, with voices and stories of every kind."""
    now = timezone.now()
    today = day_in_japan(now)
    groups = [Group.objects.create(name=f"見本の会{n}", published=True) for n in range(3)]
    agreed = {"consented_on": today, "media": list(Media.values)}
    past = {"consented_on": today - timedelta(days=9), "consent_until": today - timedelta(days=1)}
    for words, facts in (
        (SILENT, {}),
        (WITHDRAWN, agreed),
        (OVER, agreed | past),
        (SPOKEN, agreed),
    ):
        voice = workflow.record_voice(
            words=words,
            speaker="participant",
            heard_on=today,
            group=groups[0],
            by=worker,
            at=now,
            **facts,
        )
        if words == WITHDRAWN:
            consenting.withdraw(voice, by=worker, at=now, on=today)
    for group, title in zip(groups, (UNTOLD, TAKEN_BACK, TOLD), strict=True):
        record = a_consultation(
            on=today, group=group, stage="trigger", reflection=THOUGHT, what_happened="見本の話"
        )
        story = storytelling.begin(group, title=title, by=worker, at=now, records=[record])
        if title != UNTOLD:
            consenting.agree(story, by=worker, at=now, on=today, media=[Media.REPORT])
            storytelling.publish(story, by=worker, at=now)
        if title == TAKEN_BACK:
            consenting.withdraw(story, by=worker, at=now, on=today)
    return groups


def canaries(words: str) -> list[str]:
    return sorted(set(re.findall(r"\w*(?:カナリア|スズメ)", words)))


def test_no_public_page_says_what_nobody_agreed_to(house):
    client = Client()
    public = [route for route, door in DOORS.items() if ANONYMOUS in door.who and door.get == 200]
    addresses = [f"/{route}" for route in public] + [f"/places/{group.pk}/" for group in house]
    assert len(addresses) > 10
    found = {address: canaries(_text(client.get(address))) for address in addresses}
    assert {address: words for address, words in found.items() if words} == {}


def _text(answer) -> str:
    return answer.getvalue().decode("utf-8", "replace")


def test_the_report_says_only_what_somebody_agreed_to(house, enter, worker):
    today = timezone.localdate()
    year = FiscalYear.of(today)
    report = annual.build(year, year, on=today)
    said = sorted([SPOKEN, TOLD])
    assert canaries(pages.as_html(Booklet(report))) == said
    assert canaries(str(report)) == said
    page = enter(worker).get(f"/staff/reports/annual/?from={year.year}&to={year.year}")
    assert canaries(page.content.decode()) == said
    # From the day on which a consent has run out, what it covered is gone.
    later = annual.build(year, year, on=today + timedelta(days=1))
    assert canaries(str(later)) == said


def test_the_files_say_no_more(house):
    today = timezone.localdate()
    report = annual.build(FiscalYear.of(today), FiscalYear.of(today), on=today)
    said = sorted([SPOKEN, TOLD])
    done = subprocess.run(
        ["pdftotext", "-", "-"],
        input=pages.as_pdf(Booklet(report)),
        capture_output=True,
        check=True,
    )
    assert canaries(done.stdout.decode()) == said
    book = load_workbook(BytesIO(sheets.as_xlsx(Booklet(report))))
    cells = [str(row) for sheet in book for row in sheet.iter_rows(values_only=True)]
    assert canaries("\n".join(cells)) == said


def test_there_is_one_way_to_a_voice_and_to_a_story():
    """Outside the room nobody asks the tables themselves, but for those who fill them."""
    asked = re.compile(r"\b(?:Voice|CaseStory|StoryPart|Consent)\b")
    others = [*Path("ibasho").rglob("*.py"), *Path("grants").rglob("*.py")]
    found = {
        path.as_posix()
        for path in others
        if "seed" not in path.parts and asked.search(path.read_text(encoding="utf-8"))
    }
    assert found == set()
