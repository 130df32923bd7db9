"""A snapshot holds every figure: text and back is the same report, and what does not fit is refused."""

import json

import pytest

from ibasho.reports.booklet import snapshot
from ibasho.reports.booklet.annual import Booklet
from ibasho.reports.booklet.chapters import Arrangement, Placed
from ibasho.reports.parts.areas import Talks

WORDS = Arrangement(
    "はじめに\n\n𠮷髙", (Placed("groups", text="<b>"), Placed("notes", shown=False)), 3
)


def test_text_and_back_is_the_same(five_years):
    booklet = Booklet(five_years(), WORDS, "第2版", ("相談：数字が変わりました。",))
    text = snapshot.pack(booklet)
    back = snapshot.unpack(text, Booklet)
    assert snapshot.pack(back) == text
    assert back.arrangement == WORDS
    assert back.report.listening.years == booklet.report.listening.years
    assert back.report.lives.dated[0].turns == booklet.report.lives.dated[0].turns


def test_what_was_frozen_before_a_chapter_was_learnt_still_opens(five_years):
    kept = json.loads(snapshot.pack(Booklet(five_years())))
    del kept["report"]["talks"], kept["report"]["lives"]["all"][0]["people"]
    back = snapshot.unpack(json.dumps(kept), Booklet)
    assert back.report.talks == Talks()
    assert back.report.lives.all[0].people == 0


@pytest.mark.parametrize("text", ["{}", "[]", "null", '{"report": 3}'])
def test_what_does_not_fit_is_refused(text):
    with pytest.raises(ValueError, match="Booklet"):
        snapshot.unpack(text, Booklet)
