"""Searching the log: one letter is a word, and a long word is found as it stands."""

import pytest

from consultations.models import Consultation
from consultations.models import log as module
from tests.consultations.factories import a_consultation, a_group

pytestmark = pytest.mark.django_db


def found(words):
    return sorted(record.idea for record in Consultation.objects.matching(words))


@pytest.mark.parametrize(
    ("words", "ideas"),
    [
        ("庭", ["庭をひらく", "庭先の茶会"]),
        ("庭先", ["庭先の茶会"]),
        ("茶", ["庭先の茶会"]),
        ("庭 茶", ["庭先の茶会"]),
        ("ニワ", []),
        ("コミセン", ["こみせんの会"]),
        ("ｺﾐｾﾝ", ["こみせんの会"]),
        ("見本の会", ["庭をひらく"]),
        ("見本の会 庭", ["庭をひらく"]),
        ("茶会 先", ["庭先の茶会"]),
        ("見本の会 の", ["庭をひらく"]),
        ("会 庭", ["庭をひらく", "庭先の茶会"]),
        ("の", ["こみせんの会", "庭をひらく", "庭先の茶会"]),
        ("𠮷", ["𠮷さん"]),
        ("' | 庭", []),
        ("\\ % _", []),
        ("'", []),
        ("", ["こみせんの会", "庭をひらく", "庭先の茶会", "東京と京都", "𠮷さん"]),
    ],
)
def test_words_of_one_two_and_many_letters(words, ideas):
    told = {"what_happened": "話を聞いた。"}
    a_consultation(idea="庭をひらく", group=a_group("見本の会"), **told)
    for idea in ("庭先の茶会", "こみせんの会", "東京と京都", "𠮷さん"):
        a_consultation(idea=idea, **told)
    assert found(words) == ideas


@pytest.mark.parametrize("few", [10_000, 0])
def test_a_long_word_stands_together_whether_it_is_rare_or_common(few, monkeypatch):
    monkeypatch.setattr(module, "FEW", few)
    a_consultation(idea="東京と京都")
    a_consultation(idea="東京都のこと")
    assert found("東京都") == ["東京都のこと"]
    assert found("京都 東京") == ["東京と京都", "東京都のこと"]


def test_what_is_rare_is_found_by_its_grams_and_what_is_common_in_order(monkeypatch):
    a_consultation(idea="庭をひらく")
    assert "consultation_grams" in Consultation.objects.matching("庭").explain()
    monkeypatch.setattr(module, "FEW", 0)
    assert "consultations_grams" not in Consultation.objects.matching("庭").explain()


@pytest.mark.parametrize("longest", ["あ" * 100, "庭" * 60 + "先" * 40])
def test_a_very_long_word_is_no_trouble(longest):
    a_consultation(what_happened=longest * 90)
    assert len(found(longest)) == 1


def test_the_largest_record_can_be_kept_and_found():
    letters = "".join(chr(0x4E00 + n) for n in range(10_000))
    a_consultation(idea="大きい", what_happened=letters, advice=letters[::-1])
    assert found(letters[5000:5040]) == ["大きい"]
