"""The report as page and paper: every figure there, nothing there that may not be."""

import re
from datetime import date

import pytest

from consultations.models import Consultation, Reflection
from ibasho.groups.models import Group
from ibasho.reports.booklet import pages
from ibasho.reports.booklet.annual import Booklet
from ibasho.reports.booklet.chapters import CHAPTERS
from tests.consultations.factories import (
    a_consented_voice,
    a_consultation,
    a_published_story,
    a_voice,
)
from tests.seed.test_booklet import GROUPS

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


def test_page_and_paper_have_the_same_sections(five_years, enter, worker):
    booklet = Booklet(five_years())
    address = "/staff/reports/annual/?from=2016&to=2020"
    html = enter(worker).get(address).content.decode()
    told = [key for key in CHAPTERS if key not in ("gatherings", "grants", "voices")]
    for made in (html, pages.paper(booklet)):
        assert re.findall(r'id="(\w+)-heading"', made) == told
        # What would have been empty is named among the notes.
        assert "次の章は載せていません：開いた日々、助成、みなさんの声" in made


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
    booklet = Booklet(five_years())
    for text in (words(text_of(pages.as_pdf(booklet))), pages.as_html(booklet)):
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
    booklet = Booklet(five_years())
    pdf = pages.as_pdf(booklet)
    assert words(text_of(pdf)).count(words(PAYLOAD)) == 3
    assert failures_of(pdf) == []
    assert PAYLOAD not in pages.as_html(booklet)


@pytest.mark.parametrize("first", [2016, 2017])
def test_the_file_carries_its_own_style(five_years, first):
    html = pages.as_html(Booklet(five_years()))
    assert html.count("<style>") == 1
    assert "<link" not in html
