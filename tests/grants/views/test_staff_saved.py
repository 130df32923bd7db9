"""Views of the queue under names: kept, opened by their plain address, one's own only."""

import pytest

from grants.forms.views import MOST
from grants.models import SavedView

pytestmark = pytest.mark.django_db
ADDRESS = "/staff/applications/views/"


def test_kept_is_what_the_address_says_and_no_more(worker, enter):
    client = enter(worker)
    query = "?state=submitted&sort=-submitted&late=1&page=2&x=1&area=abc"
    response = client.post(ADDRESS + query, {"name": "おくれ"})
    assert response.url == "/staff/applications/?late=1&state=submitted"
    view = SavedView.objects.get()
    assert (view.owner, view.name, view.query) == (worker, "おくれ", "late=1&state=submitted")
    html = client.get(response.url).content.decode()
    opened = 'href="/staff/applications/?late=1&amp;state=submitted" aria-current="page">おくれ</a>'
    assert opened in html


def test_the_page_says_what_would_be_kept(worker, enter):
    html = enter(worker).get(ADDRESS + "?state=submitted&q=ひだまり&worker=me").content.decode()
    for words in ("状態：要受付", "団体の名前・受付番号：ひだまり", "担当：わたし"):
        assert f"<li>{words}</li>" in html


def test_without_a_narrowing_there_is_nothing_to_name(worker, enter):
    response = enter(worker).post(ADDRESS, {"name": "すべて"})
    assert (response.status_code, response.context["form"]) == (200, None)
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("name", ["", "\u200b", "あ" * 41, "a\x00b", "a\nb"])
def test_a_name_that_is_none_is_said_at_the_field(name, worker, enter):
    response = enter(worker).post(ADDRESS + "?late=1", {"name": name})
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["name"])
    assert not SavedView.objects.exists()


def test_a_name_stands_once_for_each_person(worker, worker2, enter):
    for user in (worker, worker2):
        SavedView.objects.create(owner=user, name="𠮷", query="late=1")
    html = enter(worker).post(ADDRESS + "?late=1", {"name": "𠮷"}).content.decode()
    assert "「𠮷」はもうあります。ちがう名前にしてください。" in html
    assert SavedView.objects.count() == 2


def test_there_is_an_end_to_it(worker, enter):
    rows = [SavedView(owner=worker, name=f"見本{n}", query="late=1") for n in range(MOST)]
    SavedView.objects.bulk_create(rows)
    html = enter(worker).post(ADDRESS + "?late=1", {"name": "もう一つ"}).content.decode()
    assert f"保存できるのは{MOST}件までです。" in html
    assert SavedView.objects.count() == MOST


def test_one_sees_and_deletes_ones_own_only(worker, worker2, enter):
    view = SavedView.objects.create(owner=worker, name="わたしだけ", query="late=1")
    address = f"{ADDRESS}{view.pk}/delete/"
    other = enter(worker2)
    assert "わたしだけ" not in other.get(ADDRESS).content.decode()
    assert other.post(address).status_code == 404
    assert enter(worker).post(address).status_code == 302
    assert not SavedView.objects.exists()
