"""The words of letters: versions that only grow, each from its day on."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from ibasho.letters import placeholders, wording
from ibasho.letters.kinds import PLACEHOLDERS, RECIPES
from ibasho.letters.models import Kind, LetterTemplate
from tests.letters.conftest import AT

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)
NEW = wording.Wording("決定通知", "{団体名}へ、{交付決定額}です。", "条件：{条件}")


def _keep(by, *, day=DAY, seen="", words=NEW):
    return wording.keep(Kind.AWARD, words, effective_from=day, by=by, at=AT, seen=seen)


@pytest.mark.parametrize("kind", Kind)
def test_the_first_texts_use_only_what_they_may_and_all_that_they_must(kind):
    recipe = RECIPES[kind]
    used = placeholders.names_in(recipe.title + recipe.body + recipe.items)
    assert set(recipe.required) <= set(used) <= recipe.placeholders.keys() <= PLACEHOLDERS.keys()
    assert placeholders.without_colon(recipe.items) == []


def test_a_version_counts_from_its_day(approver):
    first = wording.in_force(Kind.AWARD, DAY)
    _keep(approver)
    assert wording.in_force(Kind.AWARD, DAY - timedelta(days=1)) == first
    assert wording.in_force(Kind.AWARD, DAY) == NEW
    assert wording.in_force(Kind.DECLINE, DAY).title == "不交付決定通知書"


def test_of_one_day_the_last_written_counts(approver):
    kept = _keep(approver)
    mended = wording.Wording("通知", NEW.body, NEW.items)
    _keep(approver, words=mended, seen=str(kept.pk))
    assert wording.in_force(Kind.AWARD, DAY) == mended


def test_who_did_not_see_the_latest_is_told_of_it(approver):
    kept = _keep(approver)
    with pytest.raises(wording.Overtaken) as caught:
        _keep(approver)
    assert (caught.value.version, LetterTemplate.objects.count()) == (kept, 1)


def test_letters_follow_the_version_of_their_day_and_stay(send_letter, approver):
    before = send_letter()
    _keep(approver)
    after = send_letter()
    before.refresh_from_db()
    assert [before.content["title"], after.content["title"]] == ["交付決定通知書", "決定通知"]
    assert after.content["paragraphs"] == ["見本の会へ、44,400円です。"]
    assert before.is_genuine()


@pytest.mark.parametrize(
    "statement",
    ["UPDATE letters_lettertemplate SET body = '別'", "DELETE FROM letters_lettertemplate"],
)
def test_raw_sql_cannot_change_a_version(approver, statement):
    _keep(approver)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert LetterTemplate.objects.get().body == NEW.body
