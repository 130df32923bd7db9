"""The words of a record are kept by the database: folded as ours, with its group's, never stale."""

import sys
import unicodedata

import pytest
from django.db import connection

from consultations.models import Confidence, Consultation, Reflection
from ibasho.text import fold
from tests.consultations.factories import DAY, WRITTEN, a_consultation, a_group

pytestmark = pytest.mark.django_db
# Letters whose small form is several others: of scripts in which nobody writes here.
ELSEWHERE = "\u0345\u037aİŉǰΐΰևẖẗẘẙẚẞ"


def sql(words, *params):
    with connection.cursor() as cursor:
        cursor.execute(words, params)
        return cursor.fetchall() if cursor.description else None


def _written_here(code: int) -> bool:
    """Latin, Greek, Cyrillic, signs, kana, kanji, widths, emoji, selectors, all that is unseen."""
    spans = [(1, 0x52F), (0x1E00, 0x1EFF), (0x2000, 0x33FF), (0x4E00, 0x9FA5), (0xF900, 0xFAD9)]
    spans += [(0xFE00, 0xFE6F), (0xFF01, 0xFFEF), (0x1F300, 0x1F64F), (0x2F800, 0x2FA1D)]
    return any(first <= code <= last for first, last in spans)


def test_the_database_folds_as_python_does():
    letters = (chr(code) for code in range(1, sys.maxunicode) if _written_here(code))
    known = [each for each in letters if unicodedata.category(each) not in ("Cn", "Cs", "Co")]
    texts = [f"あ{each}い{each}" for each in known if each not in ELSEWHERE]
    texts += [
        "  ｶﾞ ﾞ  Ａb\r\n\u3000ー―−Ⅳ㈱ ",
        "葛󠄀城の𠮷田　髙﨑",
        "ハ\u3099か\u3099",
        "STRASSE Straße ΣΊΣΥΦΟΣ",
    ]
    told = sql("SELECT words, consultations_fold(words) FROM unnest(%s::text[]) AS words", texts)
    assert {words: folded for words, folded in told if folded != fold(words)} == {}
    assert len(told) > 25_000


def test_whoever_writes_the_words_are_kept():
    group = a_group("見本の広場")
    plain = {"on": DAY, "channel": "phone", "asker": "person", "written_at": WRITTEN}
    (made,) = Consultation.objects.bulk_create(
        [Consultation(group=group, what_happened="ニワで話した", search="うその言葉", **plain)]
    )
    assert Consultation.objects.matching("にわ").get() == made
    sql("UPDATE consultations_consultation SET advice = 'ホケンを勧めた' WHERE id = %s", made.pk)
    assert Consultation.objects.matching("にわ ほけん 広場").get() == made
    sql("UPDATE consultations_consultation SET search = 'うその言葉' WHERE id = %s", made.pk)
    assert not Consultation.objects.matching("うその言葉").exists()


def test_what_the_group_is_called_follows():
    record, group, other = a_consultation(group=a_group("見本の広場")), None, a_group("見本の縁側")
    group = record.group
    group.name = "見本の縁台"
    group.save()
    assert not Consultation.objects.matching("広場").exists()
    assert Consultation.objects.matching("縁台").get() == record
    sql("UPDATE groups_group SET representative = '見本 代子' WHERE id = %s", group.pk)
    assert Consultation.objects.matching("代子 縁台").get() == record
    record.group = other
    record.save()
    assert not Consultation.objects.matching("縁台").exists()
    assert Consultation.objects.matching("縁側").get() == record


def test_nothing_that_stands_apart_is_among_the_words(worker):
    record = a_consultation()
    told = {"consultation": record, "written_at": WRITTEN}
    Reflection.objects.create(author=worker, words="ふりかえりの木", **told)
    Confidence.objects.create(written_by=worker, words="ひみつの木", **told)
    record.save()
    record.refresh_from_db()
    told = [record.asker_name, record.idea, record.place, record.what_happened, record.advice]
    assert record.search == fold(" ".join([*told, record.referred_to]))
