"""The booklet's five years, and how a paper is read."""

import subprocess
from datetime import date, datetime

import page
import pytest

from ibasho.dates import JAPAN, FiscalYear
from ibasho.reports.booklet import annual
from ibasho.seed import booklet

ON = date(2026, 11, 23)


@pytest.fixture
def five_years(db):
    booklet.load(at=datetime(2026, 4, 10, 12, 0, tzinfo=JAPAN))
    return lambda: annual.build(FiscalYear(2016), FiscalYear(2020), on=ON)


@pytest.fixture
def text_of():
    def _text(pdf):
        done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
        return done.stdout.decode()

    return _text


@pytest.fixture
def failures_of():
    def _failures(pdf):
        return [each.rule_id for each in page.validate_pdf_bytes(pdf, profile="ua1").failures]

    return _failures
