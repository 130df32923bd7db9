"""The form on paper: blank or filled, with the numbers of the screen, readable by everybody."""

from io import BytesIO
from subprocess import run

import pikepdf
import pytest
from page import validate_pdf_bytes

from grants import workflow
from grants.applying import papers, printing
from grants.sheets import read_all
from tests.grants import factories

pytestmark = pytest.mark.django_db


def words(pdf: bytes) -> str:
    """All that is written, without the breaks of lines and pages."""
    read = run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return "".join(read.stdout.decode().split())


def without_spaces(text) -> str:
    return "".join(str(text).split())


def failures(pdf: bytes) -> list:
    return [found.rule_id for found in validate_pdf_bytes(pdf, profile="ua1").failures]


class TestBlank:
    def test_each_item_of_the_screen_stands_on_it(self):
        year = factories.a_programme_year()
        shown = words(printing.blank(year))
        for sheet in read_all({}, year.year, gentle=True).values():
            for number, field in sheet.numbered():
                assert f"{number}{without_spaces(field.label)}（{field.marker}）" in shown
        for paper in year.papers():
            assert f"□{paper.label}" in shown
        assert "□はい□いいえ" in shown

    def test_a_new_question_appears_by_itself(self, monkeypatch):
        year = factories.a_programme_year()
        sheet = read_all({}, year.year)["funding"]
        fields = sheet.base_fields | {
            "more": type(sheet.fields["other_grant_detail"])(label="新項")
        }
        monkeypatch.setattr(type(sheet), "base_fields", fields)
        assert "4-3新項（必須）" in words(printing.blank(year))

    def test_it_is_a_tagged_a4_paper(self):
        pdf = printing.blank(factories.a_programme_year())
        with pikepdf.open(BytesIO(pdf)) as opened:
            sizes = {tuple(round(float(n)) for n in page.mediabox) for page in opened.pages}
        assert sizes == {(0, 0, 595, 842)}
        assert failures(pdf) == []


class TestFilled:
    def test_a_draft_says_what_is_written_and_that_it_is_not_sent(self, resident):
        draft = factories.a_draft(by=resident, venue_name="見本の𠮷髙会館")
        pdf = printing.draft(draft)
        shown = words(pdf)
        assert "まだ提出していません。" in shown
        assert "3-1会場の名前見本の𠮷髙会館" in shown
        assert failures(pdf) == []

    def test_a_blank_draft_can_be_printed(self, resident):
        assert "記入なし" in words(printing.draft(factories.a_blank_draft(by=resident)))

    def test_the_copy_names_the_papers_that_were_sent(self, resident, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        draft = factories.a_draft(by=resident)
        kept = papers.add(draft, upload=factories.a_pdf(), by=resident, at=factories.NOON)
        sent = workflow.submit(draft, by=resident, at=factories.NOON)
        pdf = printing.copy(sent)
        assert kept.checksum in words(pdf)
        assert sent.receipt_number in words(pdf)
        assert failures(pdf) == []
