"""Signing up as a resident does: no account, a code by mail, one's own page."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from consultations.meetings import links, signing
from consultations.models import Answer, Place, SignUp, Voice
from ibasho.letters.models import Mail
from tests.consultations.factories import DAY, WRITTEN, an_announcement, asked, code_of, signed_up

pytestmark = pytest.mark.django_db
TYPED = {"name": "見本 𠮷子", "email": "Ｙoshiko＠example.jp", "phone": "０４２２ー００ー００００"}


@pytest.fixture(autouse=True)
def _in_those_days():
    cache.clear()  # nobody has tried too often before
    with time_machine.travel(WRITTEN):
        yield


def test_the_whole_way(client):
    announcement = an_announcement(capacity=1)
    page = client.get("/meetings/").content.decode()
    assert f"/meetings/{announcement.pk}/" in page
    assert (
        f"/meetings/{announcement.pk}/join/"
        in client.get(f"/meetings/{announcement.pk}/").content.decode()
    )
    answer = client.post(f"/meetings/{announcement.pk}/join/", TYPED)
    signup = SignUp.objects.get()
    assert answer["Location"] == f"/meetings/join/{signup.pk}/code/"
    assert (signup.name, signup.email, signup.phone) == (
        "見本 𠮷子",
        "yoshiko@example.jp",
        "0422-00-0000",
    )
    code = " ".join(code_of(signup))
    answer = client.post(
        answer["Location"],
        {"code": code.translate(str.maketrans("0123456789", "０１２３４５６７８９"))},
    )
    own = answer["Location"]
    assert "お席をご用意しています" in client.get(own).content.decode()
    mailed = re.search(r"http\S+(/meetings/mine/\S+)", Mail.objects.latest("written_at", "pk").body)
    assert own in (mailed[1] if mailed else own)
    assert client.post(own).status_code == 302
    signup.refresh_from_db()
    assert signup.place == Place.CANCELLED
    assert "取りやめました" in client.get(own).content.decode()


@pytest.mark.parametrize("code", ["", "12345", "abcdef", "\x00", "９" * 7, "12 34"])
def test_what_is_no_number_is_said_and_counts_no_try(client, code):
    signup, _code = asked(an_announcement())
    answer = client.post(f"/meetings/join/{signup.pk}/code/", {"code": code})
    signup.refresh_from_db()
    assert (answer.status_code, signup.code_tries) == (200, 0)
    assert list(answer.context["form"].errors) == ["code"]


def test_a_wrong_form_keeps_what_was_typed(client):
    announcement = an_announcement()
    answer = client.post(f"/meetings/{announcement.pk}/join/", TYPED | {"email": "だれ"})
    page = answer.content.decode()
    assert (answer.status_code, SignUp.objects.count(), Mail.objects.count()) == (200, 0, 0)
    assert "見本 𠮷子" in page and "エラー：" in page and "3か月たったら消します" in page


def test_what_is_not_announced_is_not_there(client, worker, enter):
    hidden = an_announcement(published=False)
    signup = signing.take(hidden, by=worker, at=WRITTEN, name="x", email="x@example.jp")
    addresses = ["", "join/", "calendar.ics"]
    paths = [f"/meetings/{hidden.pk}/{rest}" for rest in addresses]
    assert [client.get(path).status_code for path in paths] == [404] * 3
    assert client.get(f"/meetings/join/{signup.pk}/code/").status_code == 404
    assert [enter(worker).get(path).status_code for path in paths] == [404] * 3


def test_after_the_last_day_the_page_says_so(client):
    announcement = an_announcement(closes_on=DAY - timedelta(days=1))
    answer = client.post(f"/meetings/{announcement.pk}/join/", TYPED)
    assert (answer.status_code, SignUp.objects.count()) == (200, 0)
    assert "受付は終わりました" in answer.content.decode()


def test_only_the_secret_opens_ones_own_page(client):
    signup = signed_up(an_announcement())
    token = links.own_token(signup)
    other = links.QUESTIONS.sign(signup.pk.hex)
    paths = [
        reverse("signup_own", args=[each]) for each in (token, token[:-1], str(signup.pk), other)
    ]
    assert [client.get(path).status_code for path in paths] == [200, 404, 404, 404]
    SignUp.objects.update(name="", email="", forgotten_at=WRITTEN)
    assert client.get(paths[0]).status_code == 404


def test_after_the_day_nobody_steps_back(client):
    signup = signed_up(an_announcement())
    with time_machine.travel(WRITTEN + timedelta(days=1)):
        client.post(reverse("signup_own", args=[links.own_token(signup)]))
    signup.refresh_from_db()
    assert signup.place == Place.JOINED


def test_a_phone_takes_the_meeting_into_its_calendar(client):
    announcement = an_announcement()
    answer = client.get(f"/meetings/{announcement.pk}/calendar.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"DTSTART;TZID=Asia/Tokyo:20260520T100000\r\n" in answer.content


def test_the_questions_are_answered_after_it_began_and_once(client):
    meeting = an_announcement(on=DAY + timedelta(days=1)).meeting
    address = links.questions_address(meeting).removeprefix("http://localhost:8000")
    typed = {"rating": "good", "words": "見本の感想", "speaker": "organiser", "media": ["report"]}
    client.post(address, typed)
    assert Answer.objects.count() == 0
    with time_machine.travel(WRITTEN + timedelta(days=1)):
        typed["key"] = str(client.get(address).context["form"]["key"].value())
        for _press in range(2):
            assert "ありがとうございました" in client.post(address, typed).content.decode()
        wrong = client.post(address, typed | {"key": "x", "rating": "best"})
    assert list(wrong.context["form"].errors) == ["rating"]
    assert list(Voice.objects.values_list("words", "speaker", "media")) == [
        ("見本の感想", "organiser", ["report"])
    ]
    assert client.get("/meetings/questions/abc/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_public_list_costs_the_same(client, rows, django_assert_num_queries):
    for number in range(rows):
        an_announcement(on=DAY + timedelta(days=number))
        an_announcement(on=DAY - timedelta(days=number + 1))
    with django_assert_num_queries(3):
        assert client.get("/meetings/").status_code == 200
