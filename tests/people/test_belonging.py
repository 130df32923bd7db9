"""What belonging to a group opens elsewhere in the house, and that it shuts at once."""

import pytest
from django.utils import timezone

from grants.models import Application
from ibasho.groups.models import Group, Membership, Part
from ibasho.people import workflow
from tests.grants import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(resident, stranger):
    draft = factories.a_draft(by=resident)
    Membership.objects.create(group=draft.group, user=stranger, part=Part.CONTACT)
    return draft


def test_several_people_see_each_thing_once(draft, resident, stranger):
    for person in (resident, stranger):
        assert list(Application.objects.of(person)) == [draft]
        assert list(Group.objects.of(person)) == [draft.group]


def test_the_removed_find_no_application_from_then_on(draft, resident, stranger, enter):
    client = enter(stranger)
    pages = [f"/my/applications/{draft.pk}/{page}" for page in ("", "plan/", "documents/")]
    assert [client.get(page).status_code for page in pages] == [200] * 3
    workflow.remove(draft.group, person=stranger, by=resident, at=timezone.now())
    assert [client.get(page).status_code for page in pages] == [404] * 3
    assert list(Application.objects.of(stranger)) == []
