"""The people whom the workers know, as each person meets them."""

import pytest
from django.urls import reverse

from consultations.models import Merge, Person, ReadLog
from tests.consultations.factories import a_consultation, a_group, a_person, introduce

pytestmark = pytest.mark.django_db
PEOPLE = "/staff/people/"


def test_the_list_is_searched_by_name_role_and_organisation(enter, worker):
    flower = a_person("見本 花子", reading="みほん はなこ", role="主任児童委員")
    a_person("見本 太郎", organisation="見本コミセン")
    client = enter(worker)
    for words in ("花子", "ハナコ", "主任"):
        assert list(client.get(PEOPLE, {"q": words}).context["page"]) == [flower], words
    assert client.get(f"{PEOPLE}?q=%00&page=abc").status_code == 200


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_list_and_page_cost_the_same(rows, enter, worker, django_assert_num_queries):
    person = a_person("見本 花子")
    for number in range(rows):
        record = a_consultation(group=a_group(f"見本の会 {number}"))
        introduce(record, person, introducer=a_person(f"見本 {number}"))
    client = enter(worker)
    with django_assert_num_queries(4):
        assert client.get(PEOPLE).status_code == 200
    with django_assert_num_queries(10):
        assert client.get(person.get_absolute_url()).status_code == 200


def test_a_contact_is_seen_by_those_who_listen(enter, worker, approver, auditor, accountant):
    person = a_person(contact="0422-00-0001")
    page = person.get_absolute_url()
    shown = [
        enter(who).get(page).content.decode() for who in (worker, approver, auditor, accountant)
    ]
    assert [html.count("0422-00-0001") for html in shown] == [1, 1, 0, 0]


def test_the_page_tells_who_introduced_whom_and_is_noted(enter, worker):
    record = a_consultation(group=a_group("見本の庭"))
    flower, chair = a_person("見本 花子"), a_person("見本 会長")
    introduce(record, flower, introducer=chair)
    page = enter(worker).get(chair.get_absolute_url())
    (bond,) = page.context["bonds"]
    assert (bond.introducer, bond.person, bond.met) == (chair, flower, "見本の庭")
    assert ReadLog.objects.values_list("consultation", "how").get() == (record.pk, "person")


def test_an_entry_is_mended(enter, worker):
    person = a_person(contact="0422-00-0001")
    edit = reverse("known_person_edit", args=[person.pk])
    form = enter(worker).get(edit).context["form"]
    assert form["contact"].value() == "0422-00-0001"
    wrong = enter(worker).post(edit, {"name": "見本 花子", "reading": "花子"})
    assert wrong.context["form"].errors == {
        "reading": ["ふりがなをひらがなかカタカナで入れてください。"]
    }
    enter(worker).post(edit, {"name": "見本 花代", "reading": "ミホン ハナヨ", "contact": ""})
    person.refresh_from_db()
    assert (person.name, person.reading, person.contact) == ("見本 花代", "みほん はなよ", None)


def test_two_entries_become_one_after_a_look_and_two_again(enter, worker):
    kept, gone = a_person("見本 花子"), a_person("見本　花子", role="自治会")
    record = a_consultation()
    introduce(record, gone)
    client, page = enter(worker), kept.get_absolute_url()
    assert list(client.get(page).context["alike"]) == [gone]
    look = client.post(reverse("known_person_same_as", args=[kept.pk]), {"other": str(gone.pk)})
    preview = client.get(look["Location"]).content.decode()
    assert (preview.count("この人を紹介した記録：1件"), Merge.objects.count()) == (1, 0)
    assert client.post(look["Location"])["Location"] == page
    assert record.introductions.get().person == kept
    assert client.post(look["Location"]).status_code == 404
    assert client.get(gone.get_absolute_url()).content.decode().count("にまとめられました") == 1
    undo = reverse("known_person_take_apart", args=[Merge.objects.get().pk])
    assert client.get(page).content.decode().count(undo) == 1
    assert client.post(undo)["Location"] == gone.get_absolute_url()
    assert record.introductions.get().person == gone
    assert Person.objects.standing().count() == 2


def test_reading_is_for_all_staff_and_writing_for_who_listens(enter, resident, auditor):
    person = a_person()
    addresses = [PEOPLE, person.get_absolute_url(), reverse("known_person_edit", args=[person.pk])]
    assert [enter(auditor).get(a).status_code for a in addresses] == [200, 200, 403]
    assert [enter(resident).get(a).status_code for a in addresses] == [403, 403, 403]
