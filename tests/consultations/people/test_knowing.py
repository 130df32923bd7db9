"""Who is meant by a name, and two entries that were one person."""

import pytest

from consultations.models import Introduction, Merge, Person
from consultations.people import knowing
from ibasho.secrecy import Secret
from tests.consultations.factories import WRITTEN, a_consultation, a_group, a_person, introduce

pytestmark = pytest.mark.django_db


def test_a_name_means_its_only_bearer_and_a_role_tells_two_apart():
    flower = a_person("見本 花子", role="主任児童委員")
    assert knowing.find("見本 花子") == flower
    assert knowing.find("見本 花子", role="自治会") is None
    chair = knowing.find_or_meet("見本 花子", role="自治会", at=WRITTEN)
    with pytest.raises(knowing.Ambiguous):
        knowing.find("見本 花子")
    assert knowing.find("見本 花子（自治会）") == chair
    assert knowing.find("見本 花子", known=[flower]) == flower
    assert knowing.find("見本 太郎") is None


def test_what_is_told_anew_fills_only_what_was_empty():
    person = a_person("見本 花子")
    knowing.find_or_meet("見本 花子", role="自治会", contact="0422-00-0001", at=WRITTEN)
    knowing.find_or_meet("見本 花子", contact="0422-00-0002", at=WRITTEN)
    person.refresh_from_db()
    assert (person.role, person.contact.reveal()) == ("自治会", "0422-00-0001")
    assert Person.objects.count() == 1


def test_alike_are_the_same_name_or_reading_however_written():
    person = a_person("見本 花子", reading="みほん はなこ")
    same = [a_person("見本　花子"), a_person("ミホン ハナコ", reading="みほん はなこ")]
    a_person("見本 太郎")
    assert set(knowing.alike(person)) == set(same)


def everything(person):
    """Where this person stands, by table and column."""
    return {key: len(ids) for key, ids in knowing.what_moves(person).items()}


def two_who_are_one(worker):
    kept, gone = (
        a_person("見本 花子"),
        a_person("見本 はなこ", role="自治会", contact="0422-00-0001"),
    )
    record = a_consultation(group=a_group(), asker_person=gone, asker_name=gone.name)
    introduce(record, gone)
    introduce(record, a_person("見本 太郎"), introducer=gone, met=gone)
    return kept, gone


def test_a_merge_moves_everything_and_can_be_taken_back(worker, worker2):
    kept, gone = two_who_are_one(worker)
    preview = knowing.preview(kept, gone)
    assert [count for _label, count in preview.moves] == [1, 1, 1, 1]
    assert preview.fills == ("立場", "連絡先")
    merged = knowing.merge(kept, gone, by=worker, at=WRITTEN)
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.role, kept.contact.reveal(), gone.merged_into) == ("自治会", "0422-00-0001", kept)
    assert (set(everything(gone).values()), set(everything(kept).values())) == ({0}, {1})
    assert list(Person.objects.standing().filter(name__contains="は")) == []
    history = Introduction.pgh_event_model.objects.filter(pgh_label="update", person=kept)
    assert history.count() == 1
    knowing.take_apart(merged, by=worker2, at=WRITTEN)
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.role, kept.contact, gone.merged_into, gone.role) == ("", None, None, "自治会")
    assert (set(everything(gone).values()), set(everything(kept).values())) == ({1}, {0})
    assert isinstance(gone.contact, Secret)
    with pytest.raises(knowing.CannotMerge):
        knowing.take_apart(merged, by=worker2, at=WRITTEN)


def test_what_is_merged_is_not_merged_again(worker):
    kept, gone = two_who_are_one(worker)
    knowing.merge(kept, gone, by=worker, at=WRITTEN)
    for pair in ((kept, gone), (gone, kept), (kept, kept)):
        with pytest.raises(knowing.CannotMerge):
            knowing.merge(*pair, by=worker, at=WRITTEN)
    assert Merge.objects.count() == 1
