"""Papers are tagged, Japanese, hold every name as typed, and fetch nothing from anywhere."""

import gc
import http.server
import io
import subprocess
import threading
from datetime import date

import page
import pikepdf
import pytest
from django.template import engines
from django.template.loader import render_to_string

from ibasho.pdf import render_pdf
from tests.guide import page as guide

NAMES = "𠮷田 髙﨑 葛󠄀飾 神"
LETTER = {
    "number": "8見本協発第12号",
    "issued_on": date(2026, 5, 8),
    "addressee": ["見本の会", f"代表 {NAMES} 様"],
    "sender": ["見本市民社会福祉協議会", "会長 見本 太郎"],
    "title": "交付決定通知書",
    "paragraphs": ["申請のありました助成金を、次のとおり交付します。"],
    "items": [{"label": "交付決定額", "value": "44,400円"}],
    "note": "お問い合わせ：見本社協",
}
REPORT = """{% extends "print.html" %}{% block content %}
<section class="cover"><h1>見本の報告書</h1></section>
<nav class="toc"><ol><li><a href="#talks">相談</a></li></ol></nav>
<h2 id="talks">相談</h2>
{% for chart in charts %}{% include "_partials/_chart.html" with chart=chart only %}{% endfor %}
{% include "_partials/_timeline.html" with events=events only %}
{% include "_partials/_summary_list.html" with rows=rows only %}
{% include "_partials/_table.html" with caption="年度" columns=columns rows=table only %}
{% include "_partials/_stat.html" with label="相談" value="639" unit="件" only %}
{% endblock %}"""


@pytest.fixture(scope="module")
def letter():
    return render_pdf(render_to_string("letters/letter.html", LETTER), title="交付決定通知書 見本")


def text_of(pdf):
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return done.stdout.decode()


def failures(pdf):
    return [failure.rule_id for failure in page.validate_pdf_bytes(pdf, profile="ua1").failures]


def test_a_letter_keeps_every_name_as_typed(letter):
    assert NAMES in text_of(letter)


def test_a_letter_has_the_official_order(letter):
    text = text_of(letter)
    order = [
        "8見本協発第12号",
        "令和8年5月8日",
        "見本の会",
        "会長 見本",
        "交付決定通知書",
        "記",
        "以上",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_papers_have_no_failure_of_pdf_ua(letter):
    report = engines["django"].from_string(REPORT).render(guide.context(wrong=False))
    assert failures(letter) == []
    assert failures(render_pdf(report, title="見本の報告書")) == []


def test_the_check_of_pdf_ua_can_fail():
    broken = render_pdf(
        '<html lang="ja"><body><h1>題</h1><h3>飛んだ</h3></body></html>', title="題"
    )
    assert failures(broken) == ["PDFUA1-HEADING-NESTING-001"]


def test_the_style_sheets_hold_nothing_that_paper_ignores(caplog):
    caplog.set_level("WARNING", logger="weasyprint")
    render_pdf('<html lang="ja"><h1>題</h1></html>', title="題")
    assert caplog.messages == []


def test_title_language_and_fonts_are_in_the_file(letter):
    with pikepdf.open(io.BytesIO(letter)) as paper:
        assert str(paper.docinfo["/Title"]) == "交付決定通知書 見本"
        assert str(paper.Root.Lang) == "ja"
    fonts = subprocess.run(["pdffonts", "-"], input=letter, capture_output=True, check=True).stdout
    rows = fonts.decode().splitlines()[2:]
    assert [row.split()[-5] for row in rows] == ["yes"] * len(rows)
    assert any("BIZ-UD" in row for row in rows)


def test_nothing_is_fetched(tmp_path):
    asked = []

    class Ear(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text y="9">himitsu</text></svg>')
    with http.server.HTTPServer(("127.0.0.1", 0), Ear) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        here = f"http://127.0.0.1:{server.server_port}"
        pdf = render_pdf(
            f'<html lang="ja"><link rel="stylesheet" href="{here}/a.css"><h1>題</h1>'
            f'<img alt="" src="{here}/a.png"><img alt="" src="{secret.as_uri()}"></html>',
            title="題",
        )
        server.shutdown()
        thread.join()
    assert asked == []
    assert "himitsu" not in text_of(pdf)


def test_each_page_is_told_when_it_has_been_laid_out_and_again_only_if_it_changes():
    told = []
    html = (
        '<html lang="ja"><nav class="toc"><a href="#end">終わり</a></nav>'
        '<div class="page-break"></div><h1>題</h1><div class="page-break"></div><h1 id="end">終わり</h1></html>'
    )
    render_pdf(html, title="題", on_page=told.append)
    assert (told[:3], set(told[3:])) == ([1, 2, 3], {1})


def test_the_collector_is_left_as_it_was(letter):
    usual = gc.get_threshold()
    render_pdf('<html lang="ja"><h1>題</h1></html>', title="題")
    assert gc.get_threshold() == usual
