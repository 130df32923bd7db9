"""From an idea to a group: one step, all conversations, all or nothing."""

from datetime import date

import pytest

from consultations.log import founding
from consultations.models import Consultation
from ibasho.groups.models import Group, StatusChange
from tests.consultations.factories import DAY, WRITTEN, a_consultation, a_group

pytestmark = pytest.mark.django_db
IDEA = "自宅の一間を開きたい"


def test_a_group_begins_with_its_first_conversation(worker):
    first = a_consultation(idea=IDEA, on=date(2026, 4, 1), month_only=True)
    last = a_consultation(idea=IDEA, reflection="見本", author=worker)
    group = founding.found(
        last, others=[first], by=worker, at=WRITTEN, name="見本の間", reason="電話から"
    )
    begun = StatusChange.objects.values_list("status", "day", "month_only", "reason")
    assert list(begun) == [("consulting", date(2026, 4, 1), True, "電話から")]
    assert set(Consultation.objects.values_list("group", "idea")) == {(group.pk, IDEA)}
    last.refresh_from_db()
    assert (last.amended_by, last.reflections.count()) == (worker, 1)


def test_what_belongs_to_a_group_by_now_stops_it_all(worker):
    mine, taken = a_consultation(idea=IDEA), a_consultation(idea=IDEA, group=a_group())
    with pytest.raises(founding.AlreadyFounded):
        founding.found(mine, others=[taken], by=worker, at=WRITTEN, name="見本", reason="x")
    mine.refresh_from_db()
    assert (mine.group, Group.objects.count()) == (None, 1)


def test_akin_is_the_same_idea_or_person_without_a_group():
    mine = a_consultation(idea=IDEA, asker_name="見本 花子")
    same = [a_consultation(idea=IDEA), a_consultation(asker_name="見本 花子")]
    a_consultation(idea=IDEA, group=a_group())
    a_consultation(idea="別のこと")
    assert set(founding.akin(mine)) == set(same)
    assert list(founding.akin(a_consultation())) == []


def test_on_its_page(worker, auditor, enter):
    mine, other = a_consultation(idea=IDEA), a_consultation(idea=IDEA)
    address = f"/staff/consultations/{mine.pk}/found/"
    client = enter(worker)
    page = client.get(address)
    assert page.context["form"]["name"].value() == IDEA
    assert list(page.context["form"].fields["others"].queryset) == [other]
    assert list(client.post(address, {"name": ""}).context["form"].errors) == ["name", "reason"]
    answer = client.post(address, {"name": "見本の間", "reason": "x", "others": [str(other.pk)]})
    group = Group.objects.get()
    assert answer["Location"] == f"/staff/groups/{group.pk}/"
    assert group.consultations.count() == 2
    assert client.get(address).status_code == 404
    assert enter(auditor).get(address).status_code == 403
    day = StatusChange.objects.get().day
    assert day == DAY
