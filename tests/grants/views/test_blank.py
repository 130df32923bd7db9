"""The forms to print, which everybody may fetch."""

import pytest
import time_machine
from django.urls import reverse

from tests.grants import factories

pytestmark = pytest.mark.django_db


def test_open_programmes_are_listed(client):
    year = factories.a_programme_year()
    address = reverse("blank_form", args=["places", year.fiscal_year])
    with time_machine.travel(factories.NOON):
        assert address in client.get("/papers/").content.decode()
    with time_machine.travel(factories.NOON.replace(year=2030)):
        assert "いま受け付けている助成はありません。" in client.get("/papers/").content.decode()


def test_a_form_is_fetched(client):
    factories.a_programme_year()
    answer = client.get("/papers/places/2026.pdf")
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")


@pytest.mark.parametrize("address", ["places/2027", "other/2026", "places/99999999999"])
def test_what_is_not_there(client, address):
    factories.a_programme_year()
    assert client.get(f"/papers/{address}.pdf").status_code == 404


def test_what_is_not_published_is_not_there(client):
    factories.a_programme_year(published=False)
    assert client.get("/papers/places/2026.pdf").status_code == 404


def test_a_draft_on_paper_is_for_its_group(enter, resident, stranger):
    address = reverse("draft_pdf", args=[factories.a_draft(by=resident).pk])
    answer = enter(resident).get(address)
    assert (answer.content[:5], answer["Cache-Control"]) == (b"%PDF-", "private, no-store")
    assert enter(stranger).get(address).status_code == 404
