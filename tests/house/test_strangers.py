"""What is the resident's is to a stranger as if it were not there: same status, same words."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from grants import assessment, papers, workflow
from grants.models import Application
from ibasho.groups import listing
from ibasho.letters.models import Letter
from tests.grants import factories
from tests.house.doors import DOORS, SIGNED_IN

NOBODY = UUID(int=0)
# One white point.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
)
# The doors behind which somebody's own things stand; whose they are decides the thing itself.
# Ids of people, invitations and reissues have their strangers in tests/people and tests/letters.
APART = ("<uuid:person>", "<uuid:invitation>", "letters/reissues/")
OWN = [
    route
    for route, door in DOORS.items()
    if door.who == SIGNED_IN and "<" in route and not any(each in route for each in APART)
]


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def things(resident, worker, approver):
    """An application with a file, sent, decided and answered by a letter; and its group."""
    at = factories.NOON
    draft = factories.a_draft(by=resident)
    upload = SimpleUploadedFile("見本.png", PNG)
    paper = papers.add(draft, upload=upload, by=resident, at=at)
    sent = workflow.submit(draft, by=resident, at=at)
    workflow.receive(sent, by=worker, at=at + timedelta(days=1))
    assert assessment.unjudged(sent) == []
    amount = sent.requested_amount
    workflow.recommend(sent, by=worker, at=at + timedelta(days=2), amount=amount)
    workflow.award(sent, by=approver, at=at + timedelta(days=3), amount=amount)
    words = {"about": "見本", "photo_alt": "見本", "photo_agreed": True}
    listing.propose(draft.group, by=resident, at=at, photo=PNG, **words)
    return {
        "applications": draft.pk,
        "files": paper.pk,
        "groups": draft.group_id,
        "letters": Letter.objects.latest("issued_at").pk,
    }


def addresses(things):
    """Each of OWN with the ids of `things` where they belong."""
    for route in OWN:
        room = next(key for key in ("applications", "groups", "letters") if key in route)
        path = route.replace("<uuid:file>", str(things["files"]))
        yield route, "/" + re.sub(r"<uuid:pk>", str(things[room]), path)


def read(client, things, method):
    """Status and words of every answer, without what differs by request."""
    answers = {route: getattr(client, method)(path) for route, path in addresses(things)}
    return {route: (answer.status_code, _words(answer)) for route, answer in answers.items()}


def _words(answer):
    if answer.streaming:
        return b"".join(answer.streaming_content)
    return re.sub(rb"[2-9A-Z]{4}-[2-9A-Z]{4}|value=\"\w{64}\"", b"", answer.content)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_finds_nothing_and_nothing_changes(method, enter, stranger, things):
    nothing = dict.fromkeys(things, NOBODY)
    client = enter(stranger)
    before = list(Application.objects.values())

    found = read(client, things, method)

    assert {status for status, _ in found.values()} == {404, 405}
    assert found == read(client, nothing, method)
    assert list(Application.objects.values()) == before


@pytest.mark.django_db
def test_the_stranger_who_has_an_application_finds_no_more(enter, stranger, things):
    year = Application.objects.get().programme_year
    group = factories.a_group(member=stranger, name="見本のとなりの会")
    factories.a_draft(by=stranger, group=group, programme_year=year)

    assert {status for status, _ in read(enter(stranger), things, "get").values()} == {404, 405}


@pytest.mark.django_db
def test_there_is_something_to_find(enter, resident, things):
    """The same addresses show the resident what is theirs: a page, a paper, or the way to one."""
    found = {route: status for route, (status, _) in read(enter(resident), things, "get").items()}
    wanted = dict.fromkeys(OWN, 200)
    # What has been sent is no longer written: the sheets lead to the page where it stands.
    sheets = ("group/", "plan/", "venue/", "funding/", "confirm/", "draft.pdf")
    wanted |= {route: 302 for route in OWN if "applications" in route and route.endswith(sheets)}
    posted = ("/remove/", "/reuse/", "/revoke/", "/invite/", "/answers/", "/terms/")
    wanted |= {route: 405 for route in OWN if route.endswith(posted)}
    # What is decided cannot be taken back or thrown away: the page says so.
    wanted["my/applications/<uuid:pk>/withdraw/"] = 409
    wanted["my/applications/<uuid:pk>/discard/"] = 409
    assert found == wanted


@pytest.mark.django_db
@pytest.mark.parametrize("person", ["worker", "approver", "auditor"])
def test_staff_do_not_write_the_residents_pages(person, request, enter, things):
    """They read the letter and the files; the pages of the group are for its members."""
    client = enter(request.getfixturevalue(person))
    found = {route: status for route, (status, _) in read(client, things, "get").items()}
    opened = {route for route, status in found.items() if status == 200}
    assert opened == {
        "letters/<uuid:pk>.pdf",
        "my/applications/<uuid:pk>/files/<uuid:file>/",
    }
