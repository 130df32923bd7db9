"""The command: three kinds of file, and kind words for what it cannot do."""

import pytest
from django.core.management import CommandError, call_command


def run(output, first="2016", last="2020"):
    call_command("annual_report", "--from", first, "--to", last, "--output", str(output))


@pytest.mark.parametrize(
    ("name", "begins"), [("r.pdf", b"%PDF-"), ("r.html", b"<!DOCTYPE"), ("r.xlsx", b"PK")]
)
def test_it_writes_the_kind_that_the_name_asks_for(five_years, tmp_path, name, begins):
    run(tmp_path / name)
    written = (tmp_path / name).read_bytes().lstrip()
    assert written.startswith(begins)


@pytest.mark.parametrize(
    ("name", "first", "last", "words"),
    [
        ("r.docx", "2016", "2020", ".pdf .html .xlsx"),
        ("r.pdf", "2020", "2016", "おわりの年度"),
        ("r.pdf", "abc", "2016", "はじめの年度"),
        ("nowhere/r.xlsx", "2016", "2020", "書き込めませんでした"),
    ],
)
def test_it_says_what_it_cannot_do(five_years, tmp_path, name, first, last, words):
    with pytest.raises(CommandError, match=words):
        run(tmp_path / name, first, last)
