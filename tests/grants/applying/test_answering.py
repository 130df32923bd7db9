"""Two pages and one answer: nothing is overwritten that its writer has not seen."""

from datetime import timedelta

import pytest

from grants.applying import drafts
from grants.models import Answer
from tests.grants import factories

pytestmark = pytest.mark.django_db
LATER = factories.NOON + timedelta(minutes=3)


@pytest.fixture
def draft(resident):
    return factories.a_blank_draft(by=resident)


@pytest.fixture
def save(draft, resident):
    def _save(typed, **seen):
        return drafts.save_answers(draft, typed, by=resident, at=LATER, **seen)

    return _save


def kept(draft, name="members"):
    return Answer.objects.values_list("value", "version").get(application=draft, name=name)


def test_a_page_that_has_seen_the_last_version_goes_on(draft, save):
    for version, value in enumerate("123"):
        assert save({"members": value}, seen={"members": version}).versions == {
            "members": version + 1
        }
    assert kept(draft) == ("3", 3)


@pytest.mark.parametrize("seen", [{}, {"members": 0}, {"members": 1}, {"members": 99}])
def test_a_page_that_has_not_is_told_what_stands_there(draft, save, seen):
    save({"members": "1"})
    save({"members": "2"})
    saved = save({"members": "9", "phone": "0422-00-0009"}, seen=seen | {"phone": 1})
    assert {name: answer.value for name, answer in saved.overtaken.items()} == {"members": "2"}
    assert saved.versions == {"phone": 2}
    assert kept(draft) == ("2", 2)
    assert kept(draft, "phone") == ("0422-00-0009", 2)


def test_the_same_value_twice_is_no_conflict(draft, save):
    save({"members": "1"}, seen={})
    assert save({"members": "1"}, seen={}).versions == {"members": 1}
    assert kept(draft) == ("1", 1)


def test_what_a_page_did_not_touch_stays_as_the_other_left_it(draft, save):
    save({"members": "1"})
    save({"members": "2"})
    saved = save({"members": "1"}, seen={"members": 1})
    assert (saved.overtaken, [*saved.passed_by]) == ({}, ["members"])
    assert kept(draft) == ("2", 2)


def test_what_went_there_and_back_is_as_it_was_seen(draft, save):
    for value in "121":
        save({"members": value})
    assert save({"members": "9"}, seen={"members": 1}).versions == {"members": 4}
    assert kept(draft) == ("9", 4)


def test_an_unheard_answer_of_the_same_page_is_no_rival(draft, save):
    save({"members": "1"}, seen={})
    assert save({"members": "12"}, seen={}, sent="1").versions == {"members": 2}
    assert kept(draft) == ("12", 2)


def test_without_what_was_seen_the_last_one_is_right(draft, save):
    save({"members": "1"})
    save({"members": "2"})
    assert kept(draft) == ("2", 2)


def test_a_conflict_costs_one_query_more(draft, save, django_assert_num_queries):
    typed = {f"fee_{n}": "1" for n in range(50)}
    save(typed)
    save(dict.fromkeys(typed, "2"))
    with django_assert_num_queries(3 + 2):  # the savepoint of the test's transaction
        save(dict.fromkeys(typed, "3"), seen=dict.fromkeys(typed, 1))
