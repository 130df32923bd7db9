"""Which orders of a life are worth a question; every pair of statuses is one or the other."""

from datetime import date
from itertools import product

from ibasho.groups.life import USUAL, Turn, questions
from ibasho.groups.models import Status

EARLY, MIDDLE, LATE = date(2020, 1, 1), date(2020, 6, 1), date(2020, 12, 1)


def test_the_usual_ways_are_not_asked_about():
    usual = {(a, b) for a, b in product(Status, Status) if not _asked(a, b)}
    assert usual == {(a, b) for a, ways in USUAL.items() for b in ways}
    assert len(usual) == 19


def _asked(before, after):
    return questions([Turn(before, EARLY)], Turn(after, LATE))


def test_every_status_has_its_row_and_the_end_is_the_end():
    assert USUAL.keys() == set(Status)
    assert USUAL[Status.ENDED] == frozenset()


def test_the_words_name_both():
    words = _asked(Status.GRADUATED, Status.CONSULTING)
    assert words == ["「卒業」のあとに「相談中」になることは、あまりありません。"]
    assert _asked(Status.ACTIVE, Status.ACTIVE) == ["その前の記録も「活動中」です。"]


def test_an_entry_before_others_is_asked_about_with_what_follows():
    turns = [Turn(Status.ACTIVE, EARLY), Turn(Status.GRADUATED, LATE)]
    assert questions(turns, Turn(Status.PAUSED, MIDDLE)) == [
        "この日より後に、もう「卒業」の記録があります。"
    ]
    assert len(questions(turns, Turn(Status.ENDED, MIDDLE))) == 2


def test_the_first_entry_may_be_anything():
    assert [status for status in Status if questions([], Turn(status, EARLY))] == []
