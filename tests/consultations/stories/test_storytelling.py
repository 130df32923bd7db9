"""A story from its first record to its new version; PostgreSQL keeps what was published."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from consultations import consenting
from consultations.choices import Media
from consultations.models import CaseStory, Consultation, Introduction, Person
from consultations.stories import lettering, storytelling, telling
from ibasho.secrecy import Secret
from tests.consultations.factories import DAY, WRITTEN, a_consultation, a_group

pytestmark = pytest.mark.django_db
LATER = WRITTEN + timedelta(hours=1)


@pytest.fixture
def group():
    return a_group("見本の会", representative="例田 花子", phone="0422-51-1234")


@pytest.fixture
def records(group, worker):
    told = [
        ("2016-06-01", "trigger", "例田花子さんから電話。", "また話す。"),
        ("2016-07-01", "meeting", "林さんと例田さんに会った。", ""),
    ]
    made = [
        a_consultation(
            on=date.fromisoformat(on),
            stage=stage,
            group=group,
            what_happened=what,
            advice=advice,
            reflection="canary",
            workers=[worker],
        )
        for on, stage, what, advice in told
    ]
    Introduction.objects.create(consultation=made[1], name="林 太郎", role="見本会会長")
    a_consultation(on=DAY, group=group, what_happened="段階のない記録")
    return made


@pytest.fixture
def story(group, records, worker):
    return storytelling.begin(group, title="見本の事例", by=worker, at=WRITTEN)


def agree(story, worker, **facts):
    plain = {"on": DAY, "media": [Media.REPORT]}
    return consenting.agree(story, by=worker, at=WRITTEN, **plain | facts)


def told(story):
    return list(story.parts.values_list("told", flat=True))


def write(story, worker, words, **facts):
    first = story.parts.first()
    plain = {"title": story.title, "introduction": "", "afterword": ""}
    parts = {first.pk: {"place": "", "told": words, "advice": ""}}
    seen = CaseStory.objects.get(pk=story.pk).seen_version
    facts = plain | {"parts": parts, "seen": seen} | facts
    return storytelling.tell(story, by=worker, at=LATER, **facts)


def test_it_begins_with_the_staged_records_under_letters(story, records):
    assert told(story) == ["Aさんから電話。", "BさんとAさんに会った。"]
    letters = dict(story.people.exclude(letter=None).values_list("name", "letter"))
    assert letters == {"例田 花子": 0, "林 太郎": 1}
    assert set(story.people.filter(staff=True).values_list("name", flat=True)) == {"見本 worker"}
    for record in records:
        record.refresh_from_db()
    assert records[0].what_happened == "例田花子さんから電話。"


def test_there_is_one_draft_of_a_group(story, group, worker):
    with pytest.raises(storytelling.AlreadyDrafted) as there:
        storytelling.begin(group, title="もうひとつ", by=worker, at=WRITTEN)
    assert there.value.story == story


def test_records_are_chosen_and_ordered_and_what_was_told_stays(story, records, worker):
    write(story, worker, "わたしの文。Aさん。", episode="Cさんのケーキ。")
    extra = Consultation.objects.get(what_happened="段階のない記録")
    chosen = [records[1], extra, records[0]]
    storytelling.choose(story, by=worker, at=LATER, records=chosen)
    assert told(story) == [
        "BさんとAさんに会った。",
        "段階のない記録",
        "わたしの文。Aさん。",
        "Cさんのケーキ。",
    ]
    storytelling.choose(story, by=worker, at=LATER, records=[records[1]])
    assert told(story) == ["BさんとAさんに会った。", "Cさんのケーキ。"]
    lettering.reletter(story, by=worker, at=LATER, first_letter=6)
    assert told(story) == ["GさんとHさんに会った。", "Iさんのケーキ。"]
    assert dict(story.people.exclude(letter=None).values_list("name", "letter")) == {
        "例田 花子": 7,
        "林 太郎": 6,
    }


@pytest.mark.parametrize(
    "left",
    ["例田 花子", "ﾚｲﾀﾞ花子さん", "林氏", "見本 worker", "0422−51−1234", "worker@example.jp"],
)
def test_what_still_tells_somebody_stops_the_publication(left, story, group, worker):
    group.representative_reading = "れいだ はなこ"
    group.save()
    write(story, worker, f"ここに{left}がいる。")
    agree(story, worker)
    with pytest.raises(storytelling.NotReady) as stopped:
        storytelling.publish(story, by=worker, at=LATER)
    (leak,) = stopped.value.check.leaks
    assert leak.field == f"told-{story.parts.first().pk}"
    assert [piece.text for piece in leak.pieces if piece.why] != []
    assert "".join(piece.text for piece in leak.pieces) == f"ここに{left}がいる。"
    assert CaseStory.objects.get().published_at is None
    lettering.conceal(story, by=worker, at=LATER)
    agree(story, worker)
    assert storytelling.publish(story, by=worker, at=LATER).is_published


@pytest.mark.parametrize("left", ["やまもとさん", "0422-99-9999", "99-9999", "yama@example.jp"])
def test_what_the_register_of_people_knows_stops_it_too(left, story, records, worker):
    contact = "電話 0422-99-9999、yama@example.jp"
    known = Person.objects.create(
        name="山本 見本子",
        reading="やまもと みほこ",
        contact=Secret.of(contact),
        known_since=WRITTEN,
    )
    records[1].introductions.update(introducer=known)
    write(story, worker, f"紹介したのは{left}。")
    (leak,) = telling.check(story_of(story), on=DAY).leaks
    assert [piece.text for piece in leak.pieces if piece.why] == [left]
    assert "99-9999" not in str(list(story.people.values()))


@pytest.mark.parametrize("field", ["title", "introduction", "afterword"])
def test_no_text_is_left_out(field, story, worker):
    write(story, worker, "よい文。", **{field: "例田さんの話"})
    assert [leak.field for leak in telling.check(story_of(story), on=DAY).leaks] == [field]


def story_of(story):
    return CaseStory.objects.select_related("group").get(pk=story.pk)


def test_a_name_that_the_writer_adds_is_concealed_too(story, worker):
    write(story, worker, "山本さんも来た。")
    lettering.name_also(story, by=worker, at=LATER, name="山本 見本子")
    assert telling.check(story_of(story), on=DAY).found == 1
    lettering.conceal(story, by=worker, at=LATER)
    assert told(story)[0] == "Cさんも来た。"


def test_consent_is_to_these_very_words(story, worker):
    with pytest.raises(storytelling.NotReady):
        storytelling.publish(story, by=worker, at=LATER)
    agree(story, worker, media=[Media.WEB])
    assert not telling.is_agreed(story, on=DAY)
    agree(story, worker)
    assert telling.is_agreed(story, on=DAY)
    write(story, worker, "あとから変えた。")
    assert not telling.is_agreed(story_of(story), on=DAY)


def test_who_was_second_is_told(story, worker):
    write(story, worker, "先の文。")
    with pytest.raises(storytelling.ChangedMeanwhile):
        write(story, worker, "あとの文。", seen="")
    assert told(story)[0] == "先の文。"


def test_a_published_story_stays_and_is_followed_by_a_version(story, worker):
    agree(story, worker)
    storytelling.publish(story, by=worker, at=LATER)
    for act in (
        lambda: write(story, worker, "直す"),
        lambda: storytelling.choose(story, by=worker, at=LATER, records=[]),
        lambda: lettering.conceal(story, by=worker, at=LATER),
        lambda: storytelling.publish(story, by=worker, at=LATER),
        lambda: storytelling.discard(story, by=worker),
    ):
        with pytest.raises(lettering.Frozen):
            act()
    new = storytelling.revise(story_of(story), by=worker, at=LATER)
    assert (new.version, told(new)) == (2, told(story))
    assert list(new.people.values_list("key", "letter")) == list(
        story.people.values_list("key", "letter")
    )
    assert list(CaseStory.objects.allowed_in(Media.REPORT, on=DAY)) == [story]
    agree(new, worker)
    storytelling.publish(new, by=worker, at=LATER)
    assert list(CaseStory.objects.allowed_in(Media.REPORT, on=DAY)) == [new]
    # The newest one has no consent any more: the old one does not come back.
    consenting.withdraw(new, by=worker, at=LATER, on=DAY)
    assert list(CaseStory.objects.allowed_in(Media.REPORT, on=DAY)) == []


def test_consent_to_a_story_ends(story, worker):
    agree(story, worker, until=DAY + timedelta(days=1))
    storytelling.publish(story, by=worker, at=LATER)
    days = [DAY - timedelta(days=1), DAY, DAY + timedelta(days=1), DAY + timedelta(days=2)]
    shown = [CaseStory.objects.allowed_in(Media.REPORT, on=day).count() for day in days]
    assert shown == [0, 1, 1, 0]


def test_nothing_is_published_on_a_consent_that_has_run_out(story, worker):
    agree(story, worker, until=DAY)
    assert [telling.is_agreed(story, on=DAY + timedelta(days=n)) for n in (0, 1)] == [True, False]
    with pytest.raises(storytelling.NotReady):
        storytelling.publish(story, by=worker, at=WRITTEN + timedelta(days=1))
    late, in_time = ("2026-05-21 00:00:00+09", "2026-05-20 23:59:59+09")
    statement = "UPDATE consultations_casestory SET published_at = %s"
    with connection.cursor() as cursor:
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(statement, [late])
        cursor.execute(statement, [in_time])
    assert CaseStory.objects.published().get() == story


def test_a_draft_may_be_thrown_away_until_somebody_agrees(story, worker):
    agree(story, worker)
    with pytest.raises(storytelling.HasConsent):
        storytelling.discard(story, by=worker)


def test_throwing_away_leaves_the_records(story, worker):
    storytelling.discard(story, by=worker)
    assert (CaseStory.objects.count(), Consultation.objects.count()) == (0, 3)


def test_only_listeners_write(group, records, auditor):
    with pytest.raises(lettering.NotAllowed):
        storytelling.begin(group, title="見本", by=auditor, at=WRITTEN)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE consultations_casestory SET title = 'x'",
        "UPDATE consultations_casestory SET published_at = NULL",
        "DELETE FROM consultations_casestory",
        "UPDATE consultations_storypart SET told = 'x'",
        "DELETE FROM consultations_storypart",
        "UPDATE consultations_storyperson SET name = 'x'",
        "INSERT INTO consultations_storypart (story_id, position, stage, place, told, advice)"
        " SELECT id, 99, '', '', 'x', '' FROM consultations_casestory",
    ],
)
def test_the_database_keeps_a_published_story(statement, story, worker):
    agree(story, worker)
    storytelling.publish(story, by=worker, at=LATER)
    refused(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE consultations_casestory SET published_at = now()",
        "INSERT INTO consultations_casestory (id, title, group_id, version, introduction, afterword,"
        " first_letter, \"order\", published_at) SELECT gen_random_uuid(), 'x', group_id, 2, '', '',"
        " 0, 0, now() FROM consultations_casestory",
    ],
)
def test_the_database_publishes_nothing_without_consent(statement, story):
    refused(statement)


def refused(statement):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
