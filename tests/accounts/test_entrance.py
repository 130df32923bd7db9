"""Signing in and up, as allauth does it in our words."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client

from ibasho.accounts.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "mihon-no-himitsu"


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def member(resident):
    resident.set_password(PASSWORD)
    resident.save()
    EmailAddress.objects.create(user=resident, email=resident.email, verified=True, primary=True)
    return resident


def _code():
    return re.search(r"^(\d{6})$", mail.outbox[-1].body, re.MULTILINE)[1]


def _signed_in(client):
    return client.session.get("_auth_user_id")


def test_a_code_by_mail_lets_in_and_leads_where_one_wanted_to_go(client, member):
    asked = client.post("/accounts/login/code/", {"email": member.email, "next": "/help/"})
    assert asked.status_code == 302
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == ([member.email], "ログインの確認番号")
    answer = client.post(asked.url, {"code": _code(), "next": "/help/"})
    assert (answer.url, _signed_in(client)) == ("/help/", str(member.pk))


def test_a_code_lets_in_whom_staff_has_entered(client, admin_user, enter):
    typed = {"name": "見本", "email": "New@example.jp", "role": "worker", "is_active": "on"}
    enter(admin_user).post("/admin/accounts/user/add/", typed)
    asked = client.post("/accounts/login/code/", {"email": "NEW@example.jp"})
    client.post(asked.url, {"code": _code()})
    assert _signed_in(client) == str(User.objects.get(email="new@example.jp").pk)


def test_full_width_typing_is_taken_as_meant(client, member):
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    asked = client.post("/accounts/login/code/", {"email": "ｒｅｓｉｄｅｎｔ＠example.jp"})
    client.post(asked.url, {"code": _code().translate(wide)})
    assert _signed_in(client) == str(member.pk)


def test_a_wrong_code_is_said_at_the_field(client, member):
    asked = client.post("/accounts/login/code/", {"email": member.email})
    wrong = "000000" if _code() != "000000" else "111111"
    answer = client.post(asked.url, {"code": wrong})
    assert answer.context["form"].errors == {
        "code": ["確認番号がちがいます。メールの6けたの数字をもう一度入れてください。"]
    }
    assert ("エラー：" in answer.content.decode(), _signed_in(client)) == (True, None)


def test_after_five_wrong_codes_one_begins_anew(client, member):
    asked = client.post("/accounts/login/code/", {"email": member.email})
    right = _code()
    for _ in range(5):
        client.post(asked.url, {"code": "x"})
    client.post(asked.url, {"code": right})
    assert _signed_in(client) is None


def test_known_and_unknown_addresses_look_the_same(client, member):
    pages = []
    for address in (member.email, "nobody@example.jp"):
        answer = client.post("/accounts/login/code/", {"email": address}, follow=True)
        page = re.sub(r"[\w-]+@example\.jp", "X", answer.content.decode())
        page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
        pages.append((answer.redirect_chain, page))
        client.cookies.clear()
    assert pages[0] == pages[1]
    assert [sent.subject for sent in mail.outbox] == [
        "ログインの確認番号",
        "ログインについてのお知らせ",
    ]


def test_a_password_lets_in_and_a_wrong_one_keeps_the_address(client, member):
    typed = {"login": member.email, "password": "wrong"}
    answer = client.post("/accounts/login/", typed)
    page = answer.content.decode()
    assert answer.context["form"].non_field_errors() == ["メールアドレスかパスワードがちがいます。"]
    assert page.count(f'value="{member.email}"') == 2  # at the password and at the code
    unknown = client.post("/accounts/login/", typed | {"login": "nobody@example.jp"})
    assert unknown.context["form"].errors == answer.context["form"].errors
    client.post("/accounts/login/", typed | {"password": PASSWORD})
    assert _signed_in(client) == str(member.pk)


def test_signing_up_asks_mail_name_and_code(client):
    typed = {"email": "new@example.jp", "name": "髙𠮷 新"}
    asked = client.post("/accounts/signup/", typed)
    assert (mail.outbox[0].subject, asked.url) == (
        "メールアドレスの確認番号",
        "/accounts/confirm-email/",
    )
    client.post(asked.url, {"code": _code()})
    user = User.objects.get()
    assert (user.name, user.role, _signed_in(client)) == ("髙𠮷 新", "resident", str(user.pk))


def test_signing_up_twice_tells_only_the_mailbox(client, member):
    pages = []
    for address in ("new@example.jp", member.email):
        answer = client.post("/accounts/signup/", {"email": address, "name": "見本"}, follow=True)
        pages.append((answer.redirect_chain, answer.templates[0].name))
        client.cookies.clear()
    assert pages[0] == pages[1]
    assert mail.outbox[-1].subject == "登録についてのお知らせ"
    assert User.objects.filter(email=member.email).count() == 1


@pytest.mark.parametrize("name", ["", "\u200b", "見本\r\nBcc: x@example.jp"])
def test_a_name_that_is_none_is_refused(client, name):
    answer = client.post("/accounts/signup/", {"email": "new@example.jp", "name": name})
    assert list(answer.context["form"].errors) == ["name"]
    assert (User.objects.count(), mail.outbox) == (0, [])
    assert 'value="new@example.jp"' in answer.content.decode()


def test_somebody_shut_out_stays_out(client, member):
    member.is_active = False
    member.save()
    client.post("/accounts/login/", {"login": member.email, "password": PASSWORD})
    client.post("/accounts/login/code/", {"email": member.email})
    assert (_signed_in(client), [sent.subject for sent in mail.outbox]) == (
        None,
        ["ログインについてのお知らせ"],
    )


def test_too_many_tries_end_in_our_429(client):
    answers = [client.post("/accounts/signup/", {}) for _ in range(21)]
    assert [answer.status_code for answer in answers] == [200] * 20 + [429]
    assert "お問い合わせ番号" in answers[-1].content.decode()


def test_too_many_codes_for_one_address_are_refused_at_the_form(member):
    answers = [Client().post("/accounts/login/code/", {"email": member.email}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [302] * 3 + [200]
    assert (list(answers[-1].context["form"].errors), len(mail.outbox)) == (["email"], 3)


def test_too_many_wrong_passwords_are_stopped_even_with_the_right_one(client, member):
    typed = {"login": member.email, "password": "wrong"}
    for _ in range(5):
        client.post("/accounts/login/", typed)
    answer = client.post("/accounts/login/", typed | {"password": PASSWORD})
    assert answer.context["form"].non_field_errors() == [
        "まちがいが続いたので止めました。少し待ってから、はじめからやり直してください。"
    ]


def test_a_forgotten_password_is_set_anew_by_code(client, member):
    asked = client.post("/accounts/password/reset/", {"email": member.email}, follow=True)
    step = asked.redirect_chain[-1][0]
    answer = client.post(step, {"code": _code()}, follow=True)
    new = {"password1": "atarashii-himitsu", "password2": "atarashii-himitsu"}
    client.post(answer.redirect_chain[-1][0], new)
    member.refresh_from_db()
    assert member.check_password("atarashii-himitsu") is True


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/accounts/password/change/", "パスワードを変える"),
        ("/accounts/email/", "メールアドレスを変える"),
        ("/accounts/logout/", "ログアウトしますか"),
        ("/accounts/reauthenticate/", "もう一度たしかめます"),
    ],
)
def test_pages_of_ones_own_account_are_ours(member, enter, address, heading):
    page = enter(member).get(address).content.decode()
    assert f"<h1>{heading}</h1>" in page


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/accounts/login/code/", "確認番号でログインする"),
        ("/accounts/signup/", "はじめての方の登録"),
        ("/accounts/password/reset/", "パスワードをわすれたとき"),
        ("/accounts/password/reset/done/", "パスワードを変えました"),
        ("/accounts/inactive/", "このアカウントは使えません"),
    ],
)
def test_pages_at_the_entrance_are_ours(client, address, heading):
    assert f"<h1>{heading}</h1>" in client.get(address).content.decode()


def test_somebody_without_password_sets_one(resident, enter):
    resident.set_unusable_password()
    resident.save()
    page = enter(resident).get("/accounts/password/set/").content.decode()
    assert "<h1>パスワードを決める</h1>" in page


def test_changing_the_mail_address_asks_the_new_one(member, enter):
    client = enter(member)
    asked = client.post("/accounts/email/", {"email": "other@example.jp", "action_add": ""})
    assert mail.outbox[-1].to == ["other@example.jp"]
    client.post(asked.url, {"code": _code()})
    member.refresh_from_db()
    assert member.email == "other@example.jp"


def test_a_mail_server_that_is_away_is_said_and_breaks_nothing(client, member, monkeypatch):
    def away(backend, sent):
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "send_messages", away)
    answer = client.post("/accounts/login/code/", {"email": member.email}, follow=True)
    said = [str(message) for message in answer.context["messages"]]
    assert (answer.status_code, mail.outbox) == (200, [])
    assert "いまメールを送れません。少し待ってからやり直すか、お電話ください。" in said


@pytest.mark.parametrize("typed", ["\x00", "a\x00@example.jp", "@", "x" * 5000, "a@b\r\nc", "　"])
@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("/accounts/login/", "login"),
        ("/accounts/login/code/", "email"),
        ("/accounts/signup/", "email"),
        ("/accounts/password/reset/", "email"),
    ],
)
def test_hostile_typing_is_answered_at_the_field(client, address, field, typed):
    answer = client.post(address, {field: typed, "password": "x", "name": "見本"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, [field])
