"""Editions of the report in the demonstration: one frozen, one that is being written."""

from datetime import datetime

from ibasho.dates import FiscalYear, day_in_japan
from ibasho.reports import editions
from ibasho.reports.booklet import booklets
from ibasho.reports.booklet.chapters import Arrangement, Placed
from ibasho.reports.models import Edition
from ibasho.seed.demo.people import People

BOOKLET = FiscalYear(2016), FiscalYear(2020)
FOREWORD = """見本の「はじめに」です。ここには、職員が自分のことばで、この年月をふりかえって書きます。

数字は記録から数えています。ことばを書いても、数字は変わりません。"""
HEAD = "見本のことば：どの団体にも、はじめの一歩がありました。"


def write_editions(people: People, *, at: datetime) -> None:
    worker, approver = people.users["worker"], people.users["approver"]
    first = editions.begin(first=BOOKLET[0], last=BOOKLET[1], by=worker, at=at)
    _write(first, Arrangement(FOREWORD, (Placed("groups", text=HEAD),)), by=worker, at=at)
    editions.freeze(first, by=approver, at=at, on=day_in_japan(at))
    year = FiscalYear.of(day_in_japan(at))
    editions.begin(first=year, last=year, by=worker, at=at)


def _write(edition: Edition, words: Arrangement, *, by, at) -> None:
    """The chapters stay in their usual order, with these words at their heads."""
    told = {one.key: one for one in words.placed}
    placed = tuple(told.get(one.key, one) for one in booklets.arrangement(edition).placed)
    arrangement = Arrangement(words.foreword, placed, words.small_below)
    editions.write(edition, arrangement=arrangement, seen=edition.version, by=by, at=at)
