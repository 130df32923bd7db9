"""The public check: number and code together, and nothing about anybody."""

import pgtrigger
import pytest
from django.core.cache import cache

from ibasho.letters.models import Letter

pytestmark = pytest.mark.django_db
ADDRESS = "/letters/verify/"
NONE = "この2つの番号の文書は見つかりません"


@pytest.fixture(autouse=True)
def fresh_limit():
    cache.clear()


def test_a_letter_of_ours_is_told_by_kind_and_day_only(send_letter, client):
    letter = send_letter()
    answer = client.post(ADDRESS, {"reference": "８社協発第1号", "code": letter.code.lower()})
    words = answer.content.decode()
    shown = [
        part in words for part in ("たしかに発行されています", "交付決定通知書", "令和8年11月23日")
    ]
    hidden = [part in words for part in ("見本の会", "髙子", "44,400", "見本づくり", "R8-0001")]
    assert (shown, hidden) == ([True] * 3, [False] * 5)
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("8社協発第1号", "0000 0000 0000 0000"),
        ("8社協発第2号", None),
        ("7社協発第1号", None),
        ("1", None),
        ("8社協発第1号", "0"),
        ("8社協発第99999号", None),
    ],
)
def test_one_alone_tells_nothing(send_letter, client, reference, code):
    told = {"reference": reference, "code": code or send_letter().code}
    words = client.post(ADDRESS, told).content.decode()
    assert (NONE in words, "たしかに" in words) == (True, False)


@pytest.mark.parametrize("told", [{}, {"reference": "\0", "code": "\0"}, {"code": "a" * 5000}])
def test_hostile_typing_is_answered_kindly(client, told):
    answer = client.post(ADDRESS, told)
    assert (answer.status_code, "エラー：" in answer.content.decode()) == (200, True)


def test_a_letter_that_says_something_else_is_not_ours(send_letter, client):
    """Whoever gets past the triggers of the table has not made the seal fit."""
    letter = send_letter()
    with pgtrigger.ignore("letters.Letter:immutable"):
        Letter.objects.update(content=letter.content | {"items": []})
    told = {"reference": letter.reference, "code": letter.code}
    assert NONE in client.post(ADDRESS, told).content.decode()


def test_trying_too_often_is_stopped(client):
    codes = [client.post(ADDRESS, {"reference": "1", "code": "1"}).status_code for _ in range(31)]
    assert (codes[:30], codes[30]) == ([200] * 30, 429)
    assert client.get(ADDRESS).status_code == 200
