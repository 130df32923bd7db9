"""The paper of a letter: made once, kept, and holding every name as it was typed."""

import io
import subprocess
from datetime import date

import page
import pikepdf
import pytest
from django.template.loader import render_to_string

from ibasho.letters import issue, render, wording
from ibasho.letters.models import Kind, Letter
from ibasho.letters.tasks import make_pdf, make_reissue_pdf
from tests.letters.conftest import AT

pytestmark = pytest.mark.django_db


def test_the_sheet_holds_number_day_and_names_as_typed(send_letter):
    html = render_to_string("letters/letter.html", render.sheet(send_letter()))
    shown = [
        part in html for part in ("8社協発第1号", "令和8年11月23日", "𠮷田 髙子", "決定しました")
    ]
    assert shown == [True] * 4


def test_the_foot_tells_how_the_letter_can_be_checked(send_letter, settings):
    settings.ADDRESS = "https://ibasho.example.jp"
    letter = send_letter()
    html = render_to_string("letters/letter.html", render.sheet(letter))
    shown = [part in html for part in (letter.code, "https://ibasho.example.jp/letters/verify/")]
    assert (shown, "再発行" in html) == ([True] * 2, False)


def test_a_reissued_paper_says_so_and_leaves_the_first_paper_alone(send_letter, worker):
    letter = send_letter()
    first = render.pdf_of(letter)
    day = date(2026, 12, 1)
    again = issue.reissue(letter, reason="届かなかったため", by=worker, at=AT, on=day)
    make_reissue_pdf(reissue_id=str(again.pk))
    words = _words(render.pdf_of(again))
    shown = [part in words for part in ("再発行", "令和8年12月1日", "8社協発第1号", letter.code)]
    assert (shown, "届かなかった" in words) == ([True] * 4, False)
    assert render.pdf_of(letter) == first


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_makes_a_paper_without_a_failure_of_pdf_ua(kind, worker, send_letter):
    sample = wording.sample(kind, wording.in_force(kind, AT.date()))
    paper = render.preview(sample, on=AT.date())
    assert _failures(paper) == []
    again = issue.reissue(send_letter(kind=kind), reason="見本", by=worker, at=AT, on=AT.date())
    assert _failures(render.pdf_of(again)) == []


def _failures(pdf):
    return [failure.rule_id for failure in page.validate_pdf_bytes(pdf, profile="ua1").failures]


def _words(pdf):
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return done.stdout.decode()


def test_the_pdf_is_laid_out_once_and_kept(send_letter, monkeypatch):
    papers = iter([b"first", b"second"])
    monkeypatch.setattr(render, "render_pdf", lambda html, *, title: next(papers))
    letter = send_letter()
    assert [render.pdf_of(letter), render.pdf_of(letter)] == [b"first", b"first"]
    assert bytes(Letter.objects.get().pdf) == b"first"


def test_the_job_keeps_a_real_pdf(send_letter):
    letter = send_letter()
    make_pdf(letter_id=str(letter.pk))
    letter.refresh_from_db()
    with pikepdf.open(io.BytesIO(bytes(letter.pdf))) as paper:
        assert len(paper.pages) == 1
