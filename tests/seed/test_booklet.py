"""The booklet's facts, each typed here anew: the loader must say the same, and only once."""

from datetime import date, datetime

import pytest

from consultations.models import (
    CaseStory,
    Consultation,
    Introduction,
    Meeting,
    PastFigure,
    StoryPart,
    Voice,
)
from consultations.stories.pseudonyms import tokens
from consultations.stories.telling import texts_of
from grants.models import Programme, ProgrammeYear
from grants.rules.terms import Terms
from ibasho.dates import JAPAN, DateError, parse_month
from ibasho.groups.models import Area, Group, StatusChange
from ibasho.seed import booklet

NOON = datetime(2026, 4, 10, 12, 0, tzinfo=JAPAN)
GROUPS = {
    ("つどい", "桜堤"),
    ("Viola", "関前"),
    ("よりそい", "吉祥寺北町"),
    ("境南なでしこ会", "境南町"),
    ("オープンハウス＠クラフトハウスばく", "関前"),
    ("西久保三丁目サロン", "西久保"),
    ("すみれの家", "境南町"),
    ("きらくら", "桜堤"),
    ("はっぴーサロン", "境南町"),
    ("きりん塾", "吉祥寺本町"),
    ("松の家", "桜堤"),
    ("やまぶきの会", "中町"),
    ("西久保ひだまり", "西久保"),
    ("KT吉祥寺サードプレイス", "吉祥寺本町"),
    ("sun", "緑町"),
}
ALL = (
    Group,
    StatusChange,
    PastFigure,
    Meeting,
    CaseStory,
    Consultation,
    Introduction,
    Programme,
)


@pytest.fixture(autouse=True)
def loaded(db):
    return booklet.load(at=NOON)


def life(name):
    changes = StatusChange.objects.filter(group__name=name)
    return [(change.status, change.day, change.month_only) for change in changes]


def test_fifteen_groups_with_their_neighbourhoods():
    assert set(Group.objects.values_list("name", "neighbourhood")) == GROUPS


def test_only_what_is_written_in_kana_is_its_own_reading():
    read = dict(Group.objects.exclude(reading="").values_list("name", "reading"))
    assert read == {
        "つどい": "つどい",
        "よりそい": "よりそい",
        "きらくら": "きらくら",
        "はっぴーサロン": "はっぴーさろん",
    }


def test_nothing_is_made_up():
    assert not Area.objects.exists()
    assert not Voice.objects.exists()
    assert not ProgrammeYear.objects.exists()
    assert not Group.objects.filter(published=True).exists()
    assert not Group.objects.exclude(phone="", representative="", address="").exists()


def test_the_two_lives_that_the_text_tells():
    assert life("すみれの家") == [
        ("consulting", date(2016, 6, 1), True),
        ("preparing", date(2016, 8, 1), True),
        ("trial", date(2016, 9, 1), True),
        ("active", date(2016, 10, 1), True),
        ("paused", date(2020, 3, 1), True),
        ("ended", date(2021, 3, 1), True),
    ]
    assert life("きらくら") == [
        ("consulting", date(2016, 6, 1), True),
        ("preparing", date(2016, 7, 1), True),
        ("active", date(2017, 5, 1), True),
        ("graduated", date(2020, 3, 1), True),
    ]
    told = StatusChange.objects.exclude(group__name__in=["すみれの家", "きらくら"])
    assert not told.exists()


def test_the_month_that_never_was_is_entered_as_the_real_one_with_a_note():
    with pytest.raises(DateError):
        parse_month("令和元年3月")
    reason = StatusChange.objects.get(status="graduated").reason
    assert "要確認" in reason
    assert "令和元年3月" in reason


def test_past_figures_carry_their_rule():
    rows = PastFigure.objects.values_list("fiscal_year", "count", "counting_rule")
    assert list(rows) == [
        (2016, 48, "all_groups"),
        (2017, 222, "all_groups"),
        (2018, 149, "all_groups"),
        (2019, 104, "granted_groups"),
        (2020, 116, "granted_groups"),
    ]


def test_six_meetings_whose_head_counts_are_to_be_confirmed():
    rows = Meeting.objects.order_by("held_on").values_list("held_on", "participants")
    assert list(rows) == [
        (date(2017, 8, 31), 23),
        (date(2017, 9, 6), 16),
        (date(2017, 9, 9), 15),
        (date(2018, 9, 8), 58),
        (date(2020, 1, 25), 17),
        (date(2021, 3, 13), 19),
    ]
    assert not Meeting.objects.filter(to_confirm="").exists()


def test_the_two_stories_are_published_and_name_their_people_by_letters():
    stories = list(CaseStory.objects.allowed_in("report", on=NOON.date()))
    assert [story.group.name for story in stories] == ["きらくら", "すみれの家"]
    letters = [set(tokens("".join(texts_of(story)))) for story in stories]
    assert letters == [{0, 1, 2, 3, 4, 5}, {6, 7, 8, 9}]  # A to F, G to J
    told = [tokens("".join(texts_of(story))) for story in stories]
    assert [list(dict.fromkeys(each)) for each in told] == [[0, 1, 2, 3, 4, 5], [6, 7, 8, 9]]
    assert set(StoryPart.objects.filter(record=None).values_list("stage", "month")) == {("", None)}
    names = sorted(Introduction.objects.values_list("name", "role"))
    assert names == [
        ("Cさん", "地域社協"),
        ("Dさん", "西部地域の活動者"),
        ("Eさん", "主任児童委員"),
        ("Fさん", "西部コミュニティセンター会長"),
    ]


def test_a_second_loading_adds_nothing(loaded):
    before = {model: model.objects.count() for model in ALL}
    assert set(booklet.load(at=NOON).added.values()) == {0}
    assert {model: model.objects.count() for model in ALL} == before


def test_what_staff_have_corrected_stays():
    Group.objects.filter(name="sun").update(name="サン", neighbourhood="北町")
    StatusChange.objects.filter(status="graduated").delete()
    PastFigure.objects.filter(fiscal_year=2016).update(count=50)
    Meeting.objects.filter(participants=58).update(held_on=date(2018, 9, 9), participants=59)
    Consultation.objects.filter(stage="end").update(stage="talk", on=date(2020, 10, 1))
    before = {model: list(model.objects.values()) for model in ALL}
    booklet.load(at=NOON)
    assert {model: list(model.objects.values()) for model in ALL} == before


def test_a_group_that_staff_entered_first_is_not_doubled():
    Group.objects.filter(name="sun").delete()
    ours = Group.objects.create(name="sun", neighbourhood="緑町")
    booklet.load(at=NOON)
    assert Group.objects.get(name="sun") == ours


def test_the_terms_can_be_read():
    assert [part.key for part in Terms.from_json(booklet.terms()).components] == [
        "activity",
        "venue",
    ]
