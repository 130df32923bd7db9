"""The paper of a letter: made once, kept, and holding every name as it was typed."""

import io

import pikepdf
import pytest
from django.template.loader import render_to_string

from ibasho.letters import render
from ibasho.letters.models import Letter
from ibasho.letters.tasks import make_pdf

pytestmark = pytest.mark.django_db


def test_the_sheet_holds_number_day_and_names_as_typed(send_letter):
    html = render_to_string("letters/letter.html", render.sheet(send_letter()))
    shown = [
        part in html for part in ("8社協発第1号", "令和8年11月23日", "𠮷田 髙子", "決定しました")
    ]
    assert shown == [True] * 4


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
