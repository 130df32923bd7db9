"""Who may read which letter."""

import pytest

from ibasho.groups.models import Group
from ibasho.letters import issue, render
from tests.letters.conftest import AT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def plain_paper(monkeypatch):
    monkeypatch.setattr(render, "render_pdf", lambda html, *, title: b"%PDF-paper")


def test_members_and_readers_fetch_the_pdf(send_letter, resident, worker, auditor, enter):
    address = f"/letters/{send_letter().pk}.pdf"
    for person in (resident, worker, auditor):
        answer = enter(person).get(address)
        assert (answer.status_code, answer.content) == (200, b"%PDF-paper")
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"] == (
            "attachment; filename*=utf-8''%E4%BA%A4%E4%BB%98%E6%B1%BA%E5%AE%9A%E9%80%9A%E7%9F%A5"
            "%E6%9B%B8_8%E7%A4%BE%E5%8D%94%E7%99%BA%E7%AC%AC1%E5%8F%B7.pdf"
        )


def test_a_stranger_gets_404_and_the_anonymous_are_asked_to_sign_in(
    send_letter, stranger, enter, client
):
    address = f"/letters/{send_letter().pk}.pdf"
    assert enter(stranger).get(address).status_code == 404
    answer = client.get(address)
    assert (answer.status_code, answer.url) == (302, f"/accounts/login/?next={address}")


def test_the_register_is_for_those_who_read_staff_pages(
    send_letter, resident, worker, enter, client
):
    send_letter()
    assert "8社協発第1号" in enter(worker).get("/staff/letters/").content.decode()
    assert enter(resident).get("/staff/letters/").status_code == 403
    assert client.get("/staff/letters/").status_code == 302


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 2),
        ("?fiscal_year=2026", 2),
        ("?fiscal_year=99999", 2),
        ("?fiscal_year=%00", 2),
        ("?kind=award", 2),
        ("?kind=decline", 0),
        ("?kind=zzz", 2),
        ("?q=%00", 2),
        ("?q=みほん", 2),
        ("?q=２", 1),
        ("?q=99999999999999999999", 0),
        ("?q=²", 0),
        ("?page=abc", 2),
        ("?page=999", 2),
    ],
)
def test_addresses_filter_or_are_ignored(send_letter, worker, enter, query, found):
    send_letter(), send_letter()
    answer = enter(worker).get("/staff/letters/" + query)
    assert (answer.status_code, answer.context["page"].paginator.count) == (200, found)


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_list_costs_the_same(send_letter, worker, enter, django_assert_num_queries, rows):
    for number in range(rows):
        send_letter(group=Group.objects.create(name=f"見本の会{number}"))
    client = enter(worker)
    with django_assert_num_queries(5):
        client.get("/staff/letters/")


def test_the_page_of_a_letter_tells_its_facts(send_letter, worker, auditor, enter):
    letter = send_letter()
    words = enter(worker).get(f"/staff/letters/{letter.pk}/").content.decode()
    shown = [part in words for part in ("8社協発第1号", letter.code, letter.checksum, "44,400円")]
    assert (shown, "再発行する" in words) == ([True] * 4, True)
    assert "再発行する" not in enter(auditor).get(f"/staff/letters/{letter.pk}/").content.decode()


def test_a_reissue_needs_a_reason_and_keeps_the_letter(send_letter, worker, enter):
    letter, client = send_letter(), enter(worker)
    address = f"/staff/letters/{letter.pk}/reissue/"
    answer = client.post(address, {"reason": " "})
    assert (answer.status_code, letter.reissues.count()) == (200, 0)
    assert "再発行の理由を入れてください。" in answer.content.decode()
    assert client.post(address, {"reason": "届かなかったため"}).status_code == 302
    again = letter.reissues.get()
    assert (again.reason, again.issued_by) == ("届かなかったため", worker)
    assert "届かなかったため" in client.get(f"/staff/letters/{letter.pk}/").content.decode()


def test_a_reissue_is_fetched_by_those_who_see_the_letter(
    send_letter, resident, stranger, worker, enter
):
    letter = send_letter()
    enter(worker).post(f"/staff/letters/{letter.pk}/reissue/", {"reason": "届かなかったため"})
    address = f"/letters/reissues/{letter.reissues.get().pk}.pdf"
    assert enter(resident).get(address).content == b"%PDF-paper"
    assert enter(stranger).get(address).status_code == 404


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_page_costs_the_same(send_letter, worker, enter, django_assert_num_queries, rows):
    letter, client = send_letter(), enter(worker)
    for _time in range(rows):
        issue.reissue(letter, reason="見本", by=worker, at=AT, on=AT.date())
    with django_assert_num_queries(4):
        client.get(f"/staff/letters/{letter.pk}/")
