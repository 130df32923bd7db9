"""The pages of editions: who writes, who freezes, what was typed stays, files go out as files."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ibasho.dates import FiscalYear
from ibasho.reports import editions
from ibasho.reports.booklet import printing
from ibasho.reports.models import Edition, Format

LIST = "/staff/reports/editions/"


@pytest.fixture
def begun(five_years, worker):
    span = {"first": FiscalYear(2016), "last": FiscalYear(2020)}
    return editions.begin(**span, by=worker, at=timezone.now())


def page(edition, more=""):
    return f"{LIST}{edition.pk}/{more}"


def told(edition, **changes):
    typed = {"foreword": "はじめのことば", "small_below": "0", "seen": edition.version}
    for place, key in enumerate(
        ["about", "figures", "consultations", "groups", "gatherings", "grants"]
        + ["meetings", "voices", "stories", "areas"]
    ):
        typed |= {f"shown_{key}": "on", f"place_{key}": str(place + 1)}
    return typed | {"place_notes": "99"} | changes


def test_a_worker_begins_and_writes(five_years, enter, worker):
    staff = enter(worker)
    answer = staff.post(f"{LIST}new/", {"from": "平成28年度", "to": "R2"})
    edition = Edition.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, page(edition))
    typed = told(edition, place_groups="１", text_groups="<b>歩み</b>")
    assert staff.post(page(edition), typed).status_code == 302
    edition.refresh_from_db()
    assert edition.chapters[0] == {"key": "about", "shown": True, "text": ""}
    assert edition.chapters[1] == {"key": "groups", "shown": True, "text": "<b>歩み</b>"}
    assert edition.chapters[-1] == {"key": "notes", "shown": False, "text": ""}
    html = staff.get(page(edition, "preview/")).content.decode()
    assert "&lt;b&gt;歩み&lt;/b&gt;" in html
    assert 'id="notes"' not in html


def test_a_bad_span_is_said_at_its_field(db, enter, worker):
    answer = enter(worker).post(f"{LIST}new/", {"from": "2020", "to": "%00"})
    assert (answer.status_code, Edition.objects.count()) == (200, 0)
    assert 'value="2020"' in answer.content.decode()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"place_groups": "一番"}, "「団体のあゆみ」の順番を1から99までの整数で入れてください。"),
        ({"small_below": "21"}, "小さな数を伏せる境を0から20までの整数で入れてください。"),
        ({"foreword": "あ" * 8001}, "はじめにを8000文字までに短くしてください。"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(begun, enter, worker, wrong, words):
    answer = enter(worker).post(page(begun), told(begun, text_voices="残ることば", **wrong))
    html = answer.content.decode()
    assert (answer.status_code, words in html, "残ることば" in html) == (200, True, True)
    begun.refresh_from_db()
    assert begun.foreword == ""


def test_at_least_one_chapter(begun, enter, worker):
    typed = {name: value for name, value in told(begun).items() if not name.startswith("shown_")}
    assert (
        "載せる章を1つ以上選んでください。"
        in enter(worker).post(page(begun), typed).content.decode()
    )


def test_who_was_first_is_said_and_ones_own_words_kept(begun, enter, worker, approver):
    typed = told(begun, foreword="わたしのことば")
    enter(approver).post(page(begun), told(begun))
    answer = enter(worker).post(page(begun), typed)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "見本 approverさんが、先に保存しました。" in html
    assert "わたしのことば" in html


def test_an_approver_freezes_and_everybody_reads(begun, enter, approver, auditor):
    assert enter(approver).get(page(begun, "freeze/")).status_code == 200
    assert enter(approver).post(page(begun, "freeze/")).status_code == 302
    assert enter(approver).post(page(begun, "freeze/")).status_code == 302
    begun.refresh_from_db()
    assert (begun.frozen_by, begun.files.count()) == (approver, 2)
    html = enter(auditor).get(page(begun)).content.decode()
    assert "順番を待っています" in html
    assert "保存用のPDFも作る" not in html
    part = enter(auditor).get(page(begun), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part


def test_a_file_goes_out_as_a_file(begun, enter, approver, auditor):
    editions.freeze(begun, by=approver, at=timezone.now(), on=timezone.localdate())
    file = begun.files.get(format=Format.XLSX)
    address = page(begun, f"files/{file.pk}/")
    assert enter(auditor).get(address).status_code == 404
    printing.make(file.pk, clock=timezone.now)
    answer = enter(auditor).get(address)
    name = 'attachment; filename="ibasho-2016-2020-1.xlsx"'
    assert (answer.status_code, answer["Content-Disposition"]) == (200, name)
    other = editions.begin(
        first=FiscalYear(2020), last=FiscalYear(2020), by=approver, at=timezone.now()
    )
    assert enter(auditor).get(page(other, f"files/{file.pk}/")).status_code == 404


def test_another_file_is_asked_for(begun, enter, worker, approver):
    editions.freeze(begun, by=approver, at=timezone.now(), on=timezone.localdate())
    staff = enter(worker)
    assert staff.post(page(begun, "files/"), {"format": "archive"}).status_code == 302
    assert staff.post(page(begun, "files/"), {"format": "exe"}).status_code == 404
    assert begun.files.count() == 3


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_list_costs_the_same(
    five_years, enter, worker, approver, django_assert_num_queries, count
):
    for year in range(count):
        edition = editions.begin(
            first=FiscalYear(1990 + year),
            last=FiscalYear(1990 + year),
            by=worker,
            at=timezone.now() + timedelta(minutes=year),
        )
        if year % 2:
            Edition.objects.filter(pk=edition.pk).update(foreword="あ")
    staff = enter(worker)
    with django_assert_num_queries(3):
        assert staff.get(LIST).status_code == 200


def test_an_edition_costs_the_same(begun, enter, worker, approver, django_assert_num_queries):
    staff = enter(worker)
    with django_assert_num_queries(3):
        staff.get(page(begun))
    editions.freeze(begun, by=approver, at=timezone.now(), on=timezone.localdate())
    with django_assert_num_queries(4):
        staff.get(page(begun))
    with django_assert_num_queries(3):
        staff.get(page(begun, "preview/"))
