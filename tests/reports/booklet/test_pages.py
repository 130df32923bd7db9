"""The report as page and paper: every figure there, nothing there that may not be."""

import re
import subprocess
from datetime import date
from io import BytesIO

import pikepdf
import pytest

from consultations.models import Consultation, Reflection
from ibasho.dates import FiscalYear, era, era_month
from ibasho.groups.models import Group, Status
from ibasho.reports.booklet import pages
from ibasho.reports.booklet.annual import Booklet
from ibasho.reports.booklet.chapters import CHAPTERS
from ibasho.reports.booklet.drawings import drawings
from ibasho.seed import booklet
from tests.consultations.factories import (
    a_consented_voice,
    a_consultation,
    a_published_story,
    a_voice,
)
from tests.seed.test_booklet import GROUPS

SILENT = ("gatherings", "grants", "voices")  # of these the booklet's data holds nothing
PAYLOAD = '<svg onload="x()"><script>alert(1)</script></svg><img src="file:///etc/passwd">'


def words(text):
    return "".join(text.split())


def test_the_pdf_says_every_figure_of_the_booklet(five_years, text_of, failures_of):
    pdf = pages.as_pdf(Booklet(five_years()))
    text = words(text_of(pdf))
    said = [
        *["48", "222", "149", "104", "116", "639", "148"],
        *["令和元年度から数え方が変わりました", "ここから数え方が変わる"],
        *["平成29年8月31日", "平成29年9月6日", "平成29年9月9日"],
        *["平成30年9月8日", "令和2年1月25日", "令和3年3月13日", "要確認"],
        *["もくじ", "居場所とは", "すみれの家", "主任児童委員のEさん"],
        *[name for name, _neighbourhood in GROUPS],
    ]
    assert [each for each in said if each not in text] == []
    assert failures_of(pdf) == []


@pytest.fixture
def read_aloud():
    """What a screen reader says of a paper, from its tags and in their order."""

    def _read(pdf):
        command = ["pdfinfo", "-struct-text", "-"]
        done = subprocess.run(command, input=pdf, capture_output=True, check=True)
        lines = (line.strip() for line in done.stdout.decode().splitlines())
        kept = (line[1:-1] if line.startswith('"') else f"<{line}>" for line in lines)
        return "".join("".join(kept).split())

    return _read


def plain(said):
    return re.sub(r"<[^>]*>", "", said)


def test_every_fact_of_the_booklet_is_heard_in_its_chapter(five_years, read_aloud):
    said = read_aloud(pages.as_pdf(Booklet(five_years())))
    _cover, *parts = [plain(part) for part in said.split("<H2(block)>")]
    contents, *chapters = parts
    titles = [str(CHAPTERS[key].title) for key in CHAPTERS if key not in SILENT]
    # The number of a chapter stands before its title.
    assert [part[1 : 1 + len(t)] for part, t in zip(chapters, titles, strict=True)] == titles
    assert [contents.index(title) for title in titles] == sorted(map(contents.index, titles))
    told = dict(zip(titles, chapters, strict=True))
    for row in booklet._rows("past_figures.csv"):
        year = FiscalYear(int(row["fiscal_year"]))
        assert f"{year}{row['count']}" in told["相談"]
    for row in booklet._rows("meetings.csv"):
        day = era(date.fromisoformat(row["held_on"]))
        line = words(f"{day}{row['concept']}{row['participants']}人要確認")
        assert line in told["交流会と学習会"]
    for row in booklet._rows("groups.csv"):
        line = f"{row['name']}{row['neighbourhood']}{row['schedule'] or '記録なし'}"
        assert words(line) in told["団体のあゆみ"]
    for row in booklet._rows("lives.csv"):
        month = era_month(date.fromisoformat(f"{row['month']}-01"))
        assert words(f"{month}{Status(row['status']).label}") in told["団体のあゆみ"]


def test_every_drawing_has_words_instead(five_years):
    made = five_years()
    with pikepdf.open(BytesIO(pages.as_pdf(Booklet(made)))) as paper:
        figures = [one for one in paper.objects if _is_figure(one)]
        named = sorted(str(one.Alt) for one in figures)
    charts = drawings(made)
    every = [*charts.pop("facets"), *charts.pop("lives"), *charts.values()]
    assert named == sorted(str(chart.title) for chart in every)


def _is_figure(one):
    return isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"


def test_page_and_paper_have_the_same_sections(five_years, enter, worker):
    made = Booklet(five_years())
    address = "/staff/reports/annual/?from=2016&to=2020"
    html = enter(worker).get(address).content.decode()
    told = [key for key in CHAPTERS if key not in SILENT]
    for shown in (html, pages.paper(made)):
        assert re.findall(r'id="(\w+)-heading"', shown) == told
        # What would have been empty is named among the notes.
        assert "次の章は載せていません：開いた日々、助成、みなさんの声" in shown


def test_no_reflection_and_no_voice_without_consent(five_years, text_of):
    record = Consultation.objects.filter(group__name="きらくら").first()
    told = {
        "author": None,
        "defaults": {"words": "職員だけの思い", "written_at": record.written_at},
    }
    Reflection.objects.update_or_create(consultation=record, **told)
    a_voice(words="同意のない声", heard_on=date(2019, 5, 1))
    a_consented_voice(
        words="載せてよい声", heard_on=date(2019, 5, 1), consented_on=date(2019, 5, 1)
    )
    made = Booklet(five_years())
    for text in (words(text_of(pages.as_pdf(made))), pages.as_html(made)):
        assert "載せてよい声" in text
        assert "同意のない声" not in text
        assert "職員だけの思い" not in text


def test_a_payload_is_literal(five_years, text_of, failures_of):
    Group.objects.filter(name="sun").update(name=PAYLOAD[:100])
    a_consented_voice(words=PAYLOAD, heard_on=date(2019, 5, 1), consented_on=date(2019, 5, 1))
    record = a_consultation(
        group=Group.objects.get(name="つどい"), on=date(2019, 5, 1), what_happened=PAYLOAD
    )
    a_published_story(record.group, records=[record], title=PAYLOAD)
    made = Booklet(five_years())
    pdf = pages.as_pdf(made)
    assert words(text_of(pdf)).count(words(PAYLOAD)) == 3
    assert failures_of(pdf) == []
    assert PAYLOAD not in pages.as_html(made)


@pytest.mark.parametrize("first", [2016, 2017])
def test_the_file_carries_its_own_style(five_years, first):
    html = pages.as_html(Booklet(five_years()))
    assert html.count("<style>") == 1
    assert "<link" not in html
