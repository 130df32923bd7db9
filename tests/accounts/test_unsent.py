"""A sheet that is posted after the session has run out is there when its writer is back."""

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from grants.applying import drafts
from ibasho.accounts.models import User
from ibasho.accounts.unsent import KEY, LONGEST
from tests.grants import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
WORDS = "サインインの前に書いたところも保存しました。"


@pytest.fixture
def at_noon():
    cache.clear()  # allauth counts here how often somebody has tried
    with time_machine.travel(factories.NOON, tick=False):
        yield


@pytest.fixture
def draft(resident):
    return factories.a_blank_draft(by=resident)


@pytest.fixture
def sheet(draft):
    return reverse("task", kwargs={"pk": draft.pk, "slug": "venue"})


def sign_in(client, person, then):
    """By the form, as people do: the session goes on under another key."""
    person.set_password("見本の合いことば")
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    told = {"login": person.email, "password": "見本の合いことば", "next": then}
    return client.post(reverse("account_login"), told)


def kept(draft):
    return dict(draft.answers.values_list("name", "value"))


def test_it_is_saved_when_they_are_back(client, draft, sheet, resident):
    answer = client.post(sheet, {"venue_fee": "1e3", "seen": ""})
    assert answer.url == f"{reverse('account_login')}?next={sheet}"
    assert "venue_fee" not in kept(draft)

    assert sign_in(client, resident, sheet).url == sheet
    page = client.get(sheet, follow=True).content.decode()
    assert WORDS in page
    assert 'value="1e3"' in page
    assert kept(draft)["venue_fee"] == "1e3"
    assert KEY not in client.session
    assert WORDS not in client.get(sheet).content.decode()


def test_it_does_not_overwrite_what_came_in_between(client, draft, sheet, resident):
    client.post(sheet, {"venue_fee": "100", "seen": ""})
    drafts.save_answers(draft, {"venue_fee": "200"}, by=resident, at=factories.NOON)
    sign_in(client, resident, sheet)
    answer = client.get(sheet)
    assert answer.status_code == 409
    assert "200円" in answer.content.decode()
    assert 'value="100"' in answer.content.decode()
    assert kept(draft)["venue_fee"] == "200"


def test_somebody_else_finds_nothing(client, draft, sheet, stranger):
    client.post(sheet, {"venue_fee": "100"})
    sign_in(client, stranger, sheet)
    assert client.get(sheet).status_code == 404
    assert "venue_fee" not in kept(draft)


def test_other_posts_and_long_ones_are_not_kept(client, draft, sheet):
    client.post(reverse("confirm", args=[draft.pk]), {"true": "on"})
    client.post(sheet, {"venue_fee": "1" * (LONGEST + 1)})
    assert KEY not in client.session


def test_a_forged_post_is_not_kept(draft, sheet):
    client = Client(enforce_csrf_checks=True)
    assert client.post(sheet, {"venue_fee": "100"}).status_code == 403
    assert KEY not in client.session


def test_the_check_is_carried_over_sign_in(client, resident):
    group, year = factories.a_group(member=resident), factories.a_programme_year()
    told = {
        **dict.fromkeys(["in_city", "for_neighbours", "open_to_community"], "yes"),
        **dict.fromkeys(["mainly_neighbours", "non_profit", "continuous_plan"], "yes"),
        "single_hobby": "no",
        "gatherings": "12",
        "interval": "1",
        "minutes": "120",
        "venue_fee": "1,200円",
        "other_grant": "none",
        "programme_year": year.pk,
    }
    new = reverse("my_application_new")
    assert client.post(reverse("check_begin"), told).url == new
    sign_in(client, User.objects.get(), new)
    assert "申請書に写します" in client.get(new).content.decode()
    chosen = {"group": group.pk, "programme_year": year.pk}
    page = client.post(new, chosen, follow=True).content.decode()
    assert "事前に調べたときの答えを" in page
    draft = group.applications.get()
    assert (kept(draft)["venue_fee"], kept(draft)["single_hobby"]) == ("1,200円", "no")
    assert {"gatherings", "interval", "minutes"} & kept(draft).keys() == set()
    assert "check" not in client.session
