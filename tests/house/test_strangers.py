"""What is the resident's is to a stranger as if it were not there: same status, same words."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from grants import workflow
from grants.applying import assessment, papers
from grants.models import Answer, Application, Attachment, ProgrammeYear
from grants.models.remark import Message
from ibasho.accounts.models import User
from ibasho.groups import diary, listing
from ibasho.groups.models import Gathering, Group, Membership, Part
from ibasho.letters.issue import reissue
from ibasho.letters.models import Letter, Mail
from ibasho.people.models import Invitation
from ibasho.people.workflow import invite
from ibasho.uploads import look
from tests.grants import factories
from tests.groups.factories import a_gathering
from tests.house.doors import DOORS, SIGNED_IN

OTHERS = (Attachment, Gathering, Message, Group, Membership, Invitation, Mail)
NOBODY = UUID(int=0)
# One white point.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
)
# The doors behind which somebody's own things stand; whose they are decides the thing itself.
OWN = [route for route, door in DOORS.items() if door.who == SIGNED_IN and "<" in route]
# Where `<uuid:pk>` belongs; a reissue is found before the letter that it is of.
ROOMS = ("applications", "groups", "reissues", "letters")
# What the forms behind those doors send, all at once: good enough for each of them.
TYPED = {"name": "members", "value": "9", "version": "1", "true": "on", "kind": "plan"}
TYPED |= {"words": "見本", "email": "other@example.jp", "part": "contact", "after": "stay"}


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def things(resident, worker, approver):
    """An application with a file, decided and answered by a letter; its group and its people."""
    at = factories.NOON
    draft, file = _draft_with_a_file(by=resident, name="見本の会")
    sent = workflow.submit(draft, by=resident, at=at)
    workflow.receive(sent, by=worker, at=at + timedelta(days=1))
    assert assessment.unjudged(sent) == []
    amount = sent.requested_amount
    workflow.recommend(sent, by=worker, at=at + timedelta(days=2), amount=amount)
    workflow.award(sent, by=approver, at=at + timedelta(days=3), amount=amount)
    letter = Letter.objects.latest("issued_at")
    again = reissue(letter, reason="見本", by=approver, at=at, on=at.date())
    return {
        "applications": draft.pk,
        "file": file.pk,
        "groups": draft.group_id,
        "letters": letter.pk,
        "reissues": again.pk,
        **_people(draft.group, resident),
        **_diary(draft.group, resident),
    }


@pytest.fixture
def a_draft(things, resident):
    """Another application of the resident that is still written, with a file of its own."""
    draft, file = _draft_with_a_file(by=resident, name="見本のとなり")
    beside = _people(draft.group, resident) | _diary(draft.group, resident)
    return {**things, "applications": draft.pk, "file": file.pk, "groups": draft.group_id, **beside}


def _draft_with_a_file(*, by, name):
    year = ProgrammeYear.objects.first() or factories.a_programme_year()
    group = factories.a_group(member=by, name=name)
    draft = factories.a_draft(by=by, group=group, programme_year=year)
    words = {"about": "見本", "photo_alt": "見本", "photo_agreed": True}
    listing.propose(group, by=by, at=factories.NOON, photo=PNG, **words)
    upload = SimpleUploadedFile("見本.png", PNG)
    return draft, papers.add(draft, upload=upload, by=by, at=factories.NOON)


def _people(group, by):
    """Somebody beside the representative, and an invitation that is open."""
    person = User.objects.create_user(email=f"treasurer{group.pk}@example.jp", name="見本 会計")
    Membership.objects.create(group=group, user=person, part=Part.TREASURER)
    told = {"email": f"invited{group.pk}@example.jp", "part": Part.CONTACT}
    made = invite(group, **told, by=by, at=timezone.now(), link=str)
    return {"person": person.pk, "invitation": made.pk}


def _diary(group, by):
    """A gathering that was held, with a receipt."""
    held = a_gathering(group, by=by, at=factories.NOON)
    looked = look(SimpleUploadedFile("領収書.png", PNG))
    kept = diary.add_receipt(held, looked=looked, by=by, at=factories.NOON)
    return {"gathering": held.pk, "receipt": kept.pk}


def address(route, things):
    """The route with the ids of `things` where they belong; a new kind of id wants its thing."""
    room = next(key for key in ROOMS if key in route)
    return "/" + re.sub(
        r"<uuid:(\w+)>", lambda id_: str(things[room if id_[1] == "pk" else id_[1]]), route
    )


def read(client, things, method, routes=OWN):
    """Status and words of every answer, without what differs by request."""
    found = {}
    for route in routes:
        answer = getattr(client, method)(address(route, things), TYPED if method == "post" else {})
        found[route] = (answer.status_code, _words(answer))
    return found


def _words(answer):
    if answer.streaming:
        return b"".join(answer.streaming_content)
    return re.sub(rb"[2-9A-Z]{4}-[2-9A-Z]{4}|value=\"\w{64}\"", b"", answer.content)


def everything():
    """Every row of what is the groups'."""
    return [list(model.objects.order_by("pk").values()) for model in (Application, Answer, *OTHERS)]


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_finds_nothing_and_nothing_changes(method, enter, stranger, things, a_draft):
    client = enter(stranger)
    before, nothing = everything(), read(client, dict.fromkeys(things, NOBODY), method)

    assert {status for status, _ in nothing.values()} == {404, 405}
    assert read(client, things, method) == nothing
    assert read(client, a_draft, method) == nothing
    assert everything() == before


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_by_way_of_their_own_a_stranger_finds_no_more(method, enter, stranger, things, a_draft):
    """A file, a person or an invitation of others below what is the stranger's."""
    own, _file = _draft_with_a_file(by=stranger, name="見本のよその会")
    below = [route for route in OWN if re.search(r"<uuid:(?!pk)", route)]
    client, before = enter(stranger), everything()

    for theirs in (things, a_draft):
        mixed = {**theirs, "applications": own.pk, "groups": own.group_id}
        found = read(client, mixed, method, below)
        assert {status for status, _ in found.values()} <= {404, 405}
        assert {status for status, _ in read(client, theirs, method).values()} == {404, 405}
    assert everything() == before


POSTED = (
    "<uuid:file>/remove/",
    "<uuid:receipt>/remove/",
    "/reuse/",
    "/revoke/",
    "/invite/",
    "/answers/",
    "/terms/",
    "/copy/",
    "/send/",
    "/change/withdraw/",
)
SHEETS = ("group/", "plan/", "venue/", "funding/", "confirm/", "draft.pdf")


@pytest.mark.django_db
def test_there_is_something_to_find(enter, resident, things):
    """The same addresses show the resident what is theirs: a page, a paper, or the way to one."""
    found = {route: status for route, (status, _) in read(enter(resident), things, "get").items()}
    wanted = dict.fromkeys(OWN, 200)
    # What has been sent is no longer written: the sheets lead to the page where it stands.
    wanted |= {route: 302 for route in OWN if "applications" in route and route.endswith(SHEETS)}
    wanted |= {route: 405 for route in OWN if route.endswith(POSTED)}
    # This programme needs nothing to be told beyond the sheets that every programme has.
    wanted["my/applications/<uuid:pk>/more/"] = 404
    # What is decided cannot be taken back or thrown away: the page says so.
    wanted["my/applications/<uuid:pk>/withdraw/"] = 409
    wanted["my/applications/<uuid:pk>/discard/"] = 409
    # There is no claim that could be taken back.
    wanted["my/applications/<uuid:pk>/claim/withdraw/"] = 409
    assert found == wanted


@pytest.mark.django_db
def test_there_is_something_to_find_of_a_draft(enter, resident, a_draft):
    found = {route: status for route, (status, _) in read(enter(resident), a_draft, "get").items()}
    wanted = dict.fromkeys(OWN, 200) | {route: 405 for route in OWN if route.endswith(POSTED)}
    # Nothing has been sent yet: the other pages lead back to the draft.
    to_the_draft = r"/receipt/|/receipt\.pdf|/messages"
    wanted |= {route: 302 for route in OWN if re.search(to_the_draft, route)}
    # What comes after an award is not there yet, and there is nothing to take back.
    later = ("<uuid:pk>/diary/", "<uuid:pk>/change/", "/report/")
    wanted |= {r: 404 for r in OWN if "applications" in r and r.endswith(later)}
    wanted["my/applications/<uuid:pk>/report/confirm/"] = 302
    wanted["my/applications/<uuid:pk>/more/"] = 404
    wanted["my/applications/<uuid:pk>/withdraw/"] = 409
    wanted["my/applications/<uuid:pk>/claim/withdraw/"] = 409
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
        "letters/reissues/<uuid:pk>.pdf",
        "my/applications/<uuid:pk>/files/<uuid:file>/",
    }
