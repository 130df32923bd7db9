"""Seats of a meeting: given in order, never more than there are, whoever comes at once."""

import threading
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from consultations.meetings import announcing, signing
from consultations.models import Announcement, Place, SignUp
from ibasho.letters.models import Mail
from tests.consultations.factories import DAY, WRITTEN, an_announcement, asked, code_of, signed_up

pytestmark = pytest.mark.django_db


def places(announcement):
    rows = announcement.signups.exclude(number=None).order_by("number")
    return list(rows.values_list("name", "place"))


def test_the_number_of_the_mail_gives_a_seat_and_the_next_one_waits():
    announcement = an_announcement(capacity=1)
    first = signed_up(announcement, "見本 一")
    second = signed_up(announcement, "見本 二")
    assert places(announcement) == [("見本 一", "joined"), ("見本 二", "waiting")]
    assert (first.number, second.number) == (1, 2)
    subjects = list(Mail.objects.order_by("written_at", "pk").values_list("subject", flat=True))
    assert len([words for words in subjects if "確認番号は" in words]) == 2
    assert len([words for words in subjects if words.startswith("申込みを受け付けました")]) == 1
    assert len([words for words in subjects if words.startswith("キャンセル待ち")]) == 1


def test_a_wrong_number_gives_nothing_and_five_of_them_close_the_door():
    signup, code = asked(an_announcement())
    wrong = "000000" if code != "000000" else "111111"
    for _try in range(signing.MOST_TRIES):
        with pytest.raises(signing.WrongCode, match="ちがいます"):
            signing.prove(signup, code=wrong, at=WRITTEN)
    with pytest.raises(signing.WrongCode, match="もう使えません"):
        signing.prove(signup, code=code, at=WRITTEN)
    signup.refresh_from_db()
    assert (signup.place, signup.code_tries, signup.number) == (Place.PENDING, 5, None)


def test_a_number_is_good_for_half_an_hour_and_is_not_kept():
    signup, code = asked(an_announcement())
    assert code not in signup.code_hash
    with pytest.raises(signing.WrongCode, match="もう使えません"):
        signing.prove(signup, code=code, at=WRITTEN + signing.CODE_LASTS)


def test_the_right_number_twice_is_one_seat():
    signup, code = asked(an_announcement())
    again = [signing.prove(signup, code=code, at=WRITTEN).number for _time in range(2)]
    assert again == [1, 1]


def test_one_person_has_one_seat_and_two_may_share_an_address():
    announcement = an_announcement()
    signed_up(announcement, "見本 一")
    with pytest.raises(signing.NotPossible, match="もう受け付けています"):
        signed_up(announcement, "見本 一")
    signed_up(announcement, "見本 二")
    assert places(announcement) == [("見本 一", "joined"), ("見本 二", "joined")]


def test_after_the_last_day_only_staff_write_somebody_down(worker):
    announcement = an_announcement(closes_on=DAY - timedelta(days=1))
    with pytest.raises(signing.NotPossible, match="受付は終わりました"):
        asked(announcement)
    taken = signing.take(
        announcement, by=worker, at=WRITTEN, name="見本 電話", phone="0422-00-0000"
    )
    assert (taken.place, taken.taken_by, Mail.objects.count()) == (Place.JOINED, worker, 0)


def test_nobody_floods_a_mailbox():
    announcement = an_announcement()
    for number in range(signing.MOST_CODES):
        asked(announcement, f"見本 {number}")
    with pytest.raises(signing.NotPossible, match="お電話ください"):
        asked(announcement, "見本 また")
    asked(announcement, "見本 あとで", at=WRITTEN + signing.CODE_LASTS + timedelta(minutes=1))


def test_who_steps_back_gives_the_seat_to_the_first_of_the_row():
    announcement = an_announcement(capacity=1)
    first = signed_up(announcement, "見本 一")
    for name in ("見本 二", "見本 三"):
        signed_up(announcement, name, f"{name[-1]}@example.jp")
    signing.cancel(first, at=WRITTEN)
    signing.cancel(first, at=WRITTEN)
    assert places(announcement) == [
        ("見本 一", "cancelled"),
        ("見本 二", "joined"),
        ("見本 三", "waiting"),
    ]
    told = Mail.objects.filter(subject__startswith="お席をご用意できました")
    assert list(told.values_list("to", flat=True)) == ["二@example.jp"]
    signed_up(announcement, "見本 一")  # who comes back stands at the end
    assert places(announcement)[-1] == ("見本 一", "waiting")


def test_who_leaves_the_row_frees_no_seat():
    announcement = an_announcement(capacity=1)
    signed_up(announcement, "見本 一")
    waiting = signed_up(announcement, "見本 二")
    signing.cancel(waiting, at=WRITTEN)
    assert places(announcement) == [("見本 一", "joined"), ("見本 二", "cancelled")]


def test_more_seats_go_to_those_who_wait_and_fewer_are_refused(worker):
    announcement = an_announcement(capacity=1)
    for number in range(4):
        signed_up(announcement, f"見本 {number}", f"{number}@example.jp")
    facts = {"title": "題", "about": "話す会です。", "published": True}
    announcing.announce(announcement.meeting, by=worker, at=WRITTEN, capacity=3, **facts)
    assert [place for _name, place in places(announcement)] == ["joined"] * 3 + ["waiting"]
    with pytest.raises(announcing.TooFew) as refused:
        announcing.announce(announcement.meeting, by=worker, at=WRITTEN, capacity=2, **facts)
    announcement.refresh_from_db()
    assert (refused.value.seated, announcement.capacity) == (3, 3)
    announcing.announce(announcement.meeting, by=worker, at=WRITTEN, capacity=None, **facts)
    assert [place for _name, place in places(announcement)] == ["joined"] * 4


INSERT = """INSERT INTO consultations_signup
    (id, announcement_id, place, number, name, email, phone, belongs_to, note, asked_at,
     code_hash, code_tries)
    VALUES (gen_random_uuid(), %s, %s, %s, 'x', '', '', '', '', now(), '', 0)"""


def test_the_database_itself_counts_the_seats():
    announcement = an_announcement(capacity=1)
    signed_up(announcement)
    waiting = signed_up(announcement, "見本 二")
    held = ("every seat is taken", "somebody has waited longer")
    for place, number, why in (("joined", 1_000, held[1]), ("joined", 0, held[0])):
        with pytest.raises(DatabaseError, match=why), transaction.atomic():
            _run(INSERT, [announcement.pk, place, number])
    with pytest.raises(DatabaseError, match=held[0]), transaction.atomic():
        _run("UPDATE consultations_signup SET place = 'joined' WHERE id = %s", [waiting.pk])
    with pytest.raises(DatabaseError, match="Invalid"), transaction.atomic():
        _run("UPDATE consultations_signup SET place = 'pending', number = NULL", [])


def _run(sql, values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


PEOPLE, SEATS = 30, 10


def _all_at_once(act):
    """`act(number)` for everybody at the same moment, each on a connection of their own."""
    start, faults = threading.Barrier(PEOPLE, timeout=30), []

    def one(number):
        try:
            start.wait()
            act(number)
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=[number]) for number in range(PEOPLE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults


@pytest.mark.django_db(transaction=True)
def test_thirty_at_once_for_ten_seats_over_http():
    """Exactly ten have a seat, twenty wait behind them in the order of their numbers."""
    now = timezone.now()
    announcement = an_announcement(capacity=SEATS, on=now.date() + timedelta(days=30))
    signups = [
        signing.ask(announcement, at=now, name=f"見本 {n}", email=f"p{n}@example.jp")
        for n in range(PEOPLE)
    ]
    codes = [code_of(signup) for signup in signups]

    def prove(number):
        address = f"/meetings/join/{signups[number].pk}/code/"
        answer = Client().post(address, {"code": codes[number]})
        assert answer.status_code == 302, answer.status_code

    assert _all_at_once(prove) == []
    rows = announcement.signups.order_by("number").values_list("number", "place")
    assert list(rows) == [(n, "joined" if n <= SEATS else "waiting") for n in range(1, PEOPLE + 1)]


@pytest.mark.django_db(transaction=True)
def test_without_lock_and_trigger_there_would_be_too_many():
    """The negative control: the same crowd, each looking first and sitting down then."""
    announcement = an_announcement(capacity=SEATS)
    looked = threading.Barrier(PEOPLE, timeout=30)
    _run("ALTER TABLE consultations_signup DISABLE TRIGGER USER", [])

    def look_and_sit(number):
        free = announcement.signups.joined().count() < SEATS
        looked.wait()
        place = Place.JOINED if free else Place.WAITING
        SignUp.objects.create(
            announcement=announcement, place=place, number=number + 1, asked_at=WRITTEN
        )

    try:
        assert _all_at_once(look_and_sit) == []
    finally:
        _run("ALTER TABLE consultations_signup ENABLE TRIGGER USER", [])
    assert announcement.signups.joined().count() == PEOPLE


@pytest.mark.django_db(transaction=True)
def test_the_trigger_alone_holds_the_seats():
    """Programs that know nothing of our lock: whatever they write, ten sit."""
    announcement = an_announcement(capacity=SEATS)

    def sit(number):
        _run(INSERT, [announcement.pk, "joined", number + 1])

    refused = _all_at_once(sit)
    assert {type(fault).__mro__[1].__name__ for fault in refused} == {"DatabaseError"}
    assert (announcement.signups.joined().count(), len(refused)) == (SEATS, PEOPLE - SEATS)


@pytest.mark.django_db(transaction=True)
def test_ten_step_back_at_once_and_ten_move_up_in_order():
    announcement = an_announcement(capacity=SEATS)
    for n in range(PEOPLE):
        signing.take(announcement, by=None, at=WRITTEN, name=f"見本 {n}")
    seated = list(announcement.signups.joined().order_by("number"))

    def step_back(number):
        if number < SEATS:
            signing.cancel(seated[number], at=WRITTEN)

    assert _all_at_once(step_back) == []
    found = [place for _name, place in places(announcement)]
    assert found == ["cancelled"] * 10 + ["joined"] * 10 + ["waiting"] * 10


def test_what_is_public_says_whether_it_is_full():
    announcement = Announcement.objects.get(pk=an_announcement(capacity=1).pk)
    assert announcement.is_full() is False
    signed_up(announcement)
    assert announcement.is_full() is True
