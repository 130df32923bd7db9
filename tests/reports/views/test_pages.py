"""The pages of the room: who may enter, what an address may hold, what the files are."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

REPORT = "/staff/reports/annual/"
PAGES = ["/staff/", "/staff/reports/", REPORT]


@pytest.mark.parametrize("address", PAGES)
def test_staff_read_and_residents_do_not(db, client, enter, address, resident, auditor, worker):
    assert enter(worker).get(address).status_code == 200
    assert enter(auditor).get(address).status_code == 200
    assert enter(resident).get(address).status_code == 403
    assert client.get(address).status_code == 302


BAD = [
    ("from=abc&to=2020", "はじめの年度を確かめてください"),
    ("from=%00&to=2020", "はじめの年度を入れてください"),
    ("from=2016", "おわりの年度を入れてください"),
    ("from=2020&to=2016", "おわりの年度を、はじめの年度と同じか後にしてください"),
    ("from=1950&to=2020", "期間を30年度までに短くしてください"),
    ("from=99999&to=0", "はじめの年度を確かめてください"),
    ("from=-1&to=2020&format=pdf", "はじめの年度を確かめてください"),
    ("from=明治1&to=2020&format=xlsx", "はじめの年度を確かめてください"),
]


@pytest.mark.parametrize(("query", "words"), BAD)
def test_a_bad_span_is_said_kindly_and_kept(db, enter, worker, query, words):
    answer = enter(worker).get(f"{REPORT}?{query}")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/html")
    assert words in answer.content.decode()
    assert "エラー：" in answer.content.decode()


def test_what_was_typed_is_still_there(db, enter, worker):
    html = enter(worker).get(f"{REPORT}?from=令和２年度&to=なし").content.decode()
    assert 'value="令和２年度"' in html
    assert 'value="なし"' in html


def test_wareki_and_an_unknown_format_give_the_page(five_years, enter, worker):
    html = enter(worker).get(f"{REPORT}?from=H28&to=令和2年度&format=exe").content.decode()
    assert "平成28年度〜令和2年度" in html
    assert "639" in html


def test_the_files(five_years, enter, worker):
    staff = enter(worker)
    pdf = staff.get(f"{REPORT}?from=2016&to=2020&format=pdf")
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert pdf["Content-Disposition"] == 'inline; filename="ibasho-2016-2020.pdf"'
    xlsx = staff.get(f"{REPORT}?from=2016&to=2020&format=xlsx")
    assert xlsx["Content-Disposition"] == 'attachment; filename="ibasho-2016-2020.xlsx"'
    assert load_workbook(BytesIO(xlsx.content)).sheetnames[0] == "数字"
