"""Every address × every role: who passes, who reads 403, who is asked to sign in, who finds nothing."""

import re
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver

from tests.house.doors import ADMIN, ANONYMOUS, DOORS, EVERYBODY, SIGN_IN, SIGNED_IN

NOBODY = UUID(int=0)
LOGIN = "/accounts/login/"
ON_THE_WAY = {LOGIN, "/admin/login/", "/admin/"}
PEOPLE = {name: name for name in SIGNED_IN - {"admin"}} | {"admin": "admin_user"}


def routes(patterns=None, before=""):
    """Every route of the house as it stands in the URLconf: `staff/groups/<uuid:pk>/`."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern).replace("\\Z", "").lstrip("^")
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def address(route, pk=NOBODY):
    numbered = re.sub(r"<int:\w+>", "1950", route)
    return "/" + re.sub(r"<\w+:\w+>", str(pk), numbered)


def outcome(answer) -> int | str:
    """The status, or `sign in` for the way to the entrance."""
    to_login = answer.status_code == 302 and urlsplit(answer["Location"]).path == LOGIN
    return "sign in" if to_login and "next=" in answer["Location"] else answer.status_code


def expected(door, person, method) -> int | str:
    if person not in door.who:
        refused = 405 if door.post_only and method == "get" else 403
        return "sign in" if person == ANONYMOUS else refused
    return door.get if method == "get" else door.post


@pytest.fixture
def client_of(request, enter):
    def _client(person):
        return Client() if person == ANONYMOUS else enter(request.getfixturevalue(PEOPLE[person]))

    return _client


def test_every_address_has_a_row():
    ours = [route for route in routes() if not route.startswith(ADMIN)]
    assert set(ours) == DOORS.keys() | SIGN_IN.keys()


@pytest.mark.django_db
@pytest.mark.parametrize("person", sorted(EVERYBODY))
def test_doors_open_to_those_of_the_table(person, client_of):
    client = client_of(person)
    found = {route: outcome(client.get(address(route))) for route in DOORS}
    assert found == {route: expected(door, person, "get") for route, door in DOORS.items()}


@pytest.mark.django_db
@pytest.mark.parametrize("person", sorted(EVERYBODY))
def test_posting_is_no_way_around(person, client_of):
    """Where one may not pass, or where there is nothing, a post does not help."""
    client = client_of(person)
    tried = {route: door for route, door in DOORS.items() if person not in door.who or "<" in route}
    found = {route: outcome(client.post(address(route))) for route in tried}
    wanted = {route: expected(door, person, "post") for route, door in tried.items()}
    assert found == wanted


@pytest.mark.django_db
@pytest.mark.parametrize("person", [ANONYMOUS, "resident"])
def test_the_entrance(person, client_of):
    client = client_of(person)
    which = 0 if person == ANONYMOUS else 1
    found = {route: outcome(client.get(address(route))) for route in SIGN_IN}
    assert found == {route: both[which] or "sign in" for route, both in SIGN_IN.items()}


def admin_addresses():
    """Every address of the admin site, with something that is not there in each gap."""
    for route in routes():
        if route.startswith(ADMIN):
            yield "/" + re.sub(r"<\w+:\w+>|\(\?P<\w+>[^)]*\)", "0", route).replace("^", "").strip(
                "$"
            )


@pytest.mark.django_db
@pytest.mark.parametrize("person", sorted(EVERYBODY - {"admin"}))
def test_the_admin_site_is_for_the_administrator(person, client_of):
    """Every address leads to its entrance, and the entrance to ours, or for those inside to 403."""
    client = client_of(person)
    entrance = "/admin/login/"
    ends = {path: client.get(path) for path in admin_addresses()}
    passing = {path for path, answer in ends.items() if not _leads_to(answer, ON_THE_WAY)}
    at_entrance = outcome(client.get(entrance))
    assert (at_entrance, passing) == (
        ("sign in", set()) if person == ANONYMOUS else (403, {entrance})
    )


def _leads_to(answer, places):
    return answer.status_code == 302 and urlsplit(answer["Location"]).path in places


@pytest.mark.django_db
def test_the_administrator_enters(client_of):
    assert client_of("admin").get("/admin/").status_code == 200
