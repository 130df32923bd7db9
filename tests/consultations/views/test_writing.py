"""The screen of two minutes and its draft, as a browser without scripts uses them."""

import json
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from consultations.log import confiding, drafts
from consultations.models import Consultation, Draft, Person, ReadLog
from tests.consultations.factories import DAY, WRITTEN, a_consultation, a_group, a_person

pytestmark = pytest.mark.django_db
NEW = "/staff/consultations/new/"
TYPED = {"on": "2026年5月20日", "channel": "visit", "asker": "person", "what_happened": "見本の話"}


def test_a_record_is_written_on_one_screen(enter, worker):
    response = enter(worker).post(
        NEW,
        TYPED | {"workers": [worker.pk], "introductions": "見本C、隣人", "reflection": "気づき"},
    )
    record = Consultation.objects.get()
    assert response["Location"] == f"/staff/consultations/{record.pk}/"
    assert (record.on, record.written_by) == (DAY, worker)
    assert confiding.own_reflection(record, worker) == "気づき"
    assert list(record.workers.all()) == [worker]
    page = enter(worker).get(response["Location"]).content.decode()
    assert page.count("2026年5月20日 水曜日・令和8年5月20日") == 1
    assert page.count("見本C　隣人") == 1


def test_what_was_typed_stays_when_something_is_wrong(enter, worker):
    wrong = TYPED | {"on": "4/1/2026", "idea": "庭をひらく", "introductions": "、隣人"}
    response = enter(worker).post(NEW, wrong)
    page = response.content.decode()
    assert (response.status_code, Consultation.objects.count()) == (200, 0)
    assert set(response.context["form"].errors) == {"on", "introductions"}
    for typed in ("4/1/2026", "庭をひらく", "、隣人", "見本の話"):
        assert page.count(typed) >= 1, typed


@pytest.mark.parametrize("bad", ["\x00", "\ud800", "a" * 20_000, "\u202e"])
def test_hostile_typing_is_refused_in_words(bad, enter, worker):
    typed = dict.fromkeys((*TYPED, "place", "group", "topics", "seen", "introductions"), bad)
    body = "&".join(f"{name}={_quoted(value)}" for name, value in typed.items())
    response = enter(worker).post(NEW, body, content_type="application/x-www-form-urlencoded")
    assert (response.status_code, Consultation.objects.count()) == (200, 0)


def _quoted(value):
    return "".join(f"%{byte:02X}" for byte in value.encode("utf-8", "surrogatepass"))


def test_the_group_of_the_address_is_chosen_already(enter, worker):
    group = a_group()
    form = enter(worker).get(NEW, {"group": str(group.pk)}).context["form"]
    assert form["group"].value() == str(group.pk)
    assert enter(worker).get(NEW, {"group": "abc\x00"}).status_code == 200


def test_the_second_of_two_who_amend_keeps_the_text_and_may_go_on(enter, worker, worker2):
    record = a_consultation()
    edit = reverse("consultation_edit", args=[record.pk])
    enter(worker).post(edit, TYPED | {"seen": "", "what_happened": "先の話"})
    late = TYPED | {"seen": "", "what_happened": "後の話"}
    response = enter(worker2).post(edit, late)
    form = response.context["form"]
    assert list(form.non_field_errors()) == [
        f"{worker}さんが先に書きかえました。入力した内容はここに残っています。"
        "いまの記録を確かめてから、もう一度保存してください。"
    ]
    assert response.content.decode().count("後の話") == 1
    enter(worker2).post(edit, late | {"seen": form["seen"].value()})
    record.refresh_from_db()
    assert (record.what_happened, record.amended_by) == ("後の話", worker2)


def test_an_amendment_by_others_leaves_what_stands_apart(enter, approver, worker):
    record = a_consultation(reflection="気づき", confidence="事情", author=worker)
    edit = reverse("consultation_edit", args=[record.pk])
    enter(approver).post(edit, TYPED | {"seen": "", "reflection": "消す", "confidence": "消す"})
    record.refresh_from_db()
    told = (confiding.own_reflection(record, worker), confiding.confidence_of(record))
    assert (record.what_happened, *told) == ("見本の話", "気づき", "事情")


def test_an_unknown_person_and_an_idea_are_just_written(enter, worker):
    told = {"asker_name": "見本 新子", "asker_contact": "0422-00-0001", "idea": "庭をひらく"}
    enter(worker).post(NEW, TYPED | told)
    person, record = Person.objects.get(), Consultation.objects.get()
    assert (record.asker_person, record.asker_name, record.idea) == (
        person,
        "見本 新子",
        "庭をひらく",
    )
    assert person.contact.reveal() == "0422-00-0001"
    enter(worker).post(NEW, TYPED | {"asker_name": "見本 新子"})
    assert Person.objects.count() == 1


def test_no_person_is_made_of_a_group_that_asks(enter, worker):
    enter(worker).post(NEW, TYPED | {"asker": "group", "asker_name": "見本の会"})
    assert (Consultation.objects.get().asker_name, Person.objects.count()) == ("見本の会", 0)


def test_the_same_as_last_time_but_for_what_happened(enter, worker, worker2):
    record = a_consultation(
        workers=[worker, worker2],
        group=a_group(),
        place="見本会館",
        topics=["food"],
        advice="前の助言",
        reflection="前の気づき",
        author=worker,
    )
    form = enter(worker).get(NEW, {"like": str(record.pk)}).context["form"]
    assert form["group"].value() == record.group_id
    assert (form["place"].value(), form["topics"].value()) == ("見本会館", ["food"])
    assert set(form["workers"].value()) == {worker.pk, worker2.pk}
    told = (form["what_happened"].value(), form["advice"].value(), form["reflection"].value())
    assert (told, form["continuing"].value()) == ((None, None, None), True)
    assert ReadLog.objects.get().how == "edit"
    assert enter(worker).get(NEW, {"like": "abc\x00"}).status_code == 200


def test_the_last_of_a_group_or_of_a_person_is_the_model(enter, worker):
    group, person = a_group(), a_person("見本 花子", role="自治会")
    a_consultation(group=group, on=DAY - timedelta(days=9), place="前の前")
    a_consultation(group=group, place="前の場所")
    a_consultation(asker_person=person, asker_name=person.name, place="この人の家")
    client = enter(worker)
    of_group = client.get(NEW, {"group": str(group.pk), "again": "1"}).context["form"]
    assert (of_group["place"].value(), of_group["group"].value()) == ("前の場所", str(group.pk))
    of_person = client.get(NEW, {"person": str(person.pk), "again": "1"}).context["form"]
    told = (of_person["place"].value(), of_person["asker_name"].value())
    assert told == ("この人の家", "見本 花子（自治会）")
    new = client.get(NEW, {"group": str(a_group("はじめて").pk), "again": "1"}).context["form"]
    assert new["place"].value() == ""


def test_writing_what_follows_a_call_closes_the_call(enter, worker):
    before = a_consultation(follow_up_on=DAY, workers=[worker])
    form = enter(worker).get(NEW, {"follows": str(before.pk)}).context["form"]
    enter(worker).post(NEW, TYPED | {"follows": str(form["follows"].value())})
    before.refresh_from_db()
    assert before.followed_up is True


def typed(client, address, name, *values, **more):
    told = {"name": name, "version": more.get("version", 0), "value": values}
    return client.post(address, told)


def test_a_draft_is_kept_item_by_item_and_opened_again(enter, worker):
    client = enter(worker)
    page = client.get(NEW)
    address = page.context["autosave_url"]
    assert typed(client, address, "what_happened", "書きかけ").json()["version"] == 1
    assert typed(client, address, "what_happened", "書きかけの話", version=1).json()["version"] == 2
    assert typed(client, address, "topics", "food", "venue").status_code == 200
    again = client.get(NEW)
    form = again.context["form"]
    assert (form["what_happened"].value(), form["topics"].value()) == (
        "書きかけの話",
        ["food", "venue"],
    )
    assert again.content.decode().count("書きかけの続きです") == 1
    client.post(NEW, TYPED | {"draft": str(form["draft"].value())})
    assert (Draft.objects.count(), str(Consultation.objects.get().pk)) == (0, address.split("/")[4])
    assert client.get(NEW).context["form"]["what_happened"].value() is None


def test_what_arrives_after_the_record_makes_no_new_draft(enter, worker):
    client = enter(worker)
    page = client.get(NEW)
    address, pk = page.context["autosave_url"], page.context["form"]["draft"].value()
    first = client.post(NEW, TYPED | {"draft": str(pk)})
    assert typed(client, address, "idea", "遅い字").status_code == 409
    assert client.post(NEW, TYPED | {"draft": str(pk)})["Location"] == first["Location"]
    assert (Draft.objects.count(), Consultation.objects.count()) == (0, 1)


def test_a_draft_is_its_writers_alone_and_under_seal(enter, worker, worker2):
    client = enter(worker)
    address = client.get(NEW).context["autosave_url"]
    typed(client, address, "reflection", "ひみつの気づき")
    other = enter(worker2)
    assert typed(other, address, "idea", "のぞき見").status_code == 404
    assert other.post(f"{address}discard/").status_code == 404
    assert other.get(NEW, {"draft": address.split("/")[4]}).context["draft"] is None
    assert "ひみつの気づき" not in str(Draft.objects.values())
    assert drafts.words(Draft.objects.get()) == {"reflection": ["ひみつの気づき"]}
    assert client.post(f"{address}discard/")["Location"] == NEW
    assert Draft.objects.count() == 0


def test_without_scripts_a_button_and_every_mistake_keep_the_draft(enter, worker):
    client = enter(worker)
    pk = str(client.get(NEW).context["form"]["draft"].value())
    kept = client.post(NEW, {"draft": pk, "idea": "庭をひらく", "keep": "1"})
    assert kept["Location"] == f"{NEW}?draft={pk}"
    assert client.get(kept["Location"]).context["form"]["idea"].value() == "庭をひらく"
    client.post(NEW, {"draft": pk, "on": "4/1/2026", "place": "見本の家"})
    assert client.get(NEW).context["form"]["place"].value() == "見本の家"


def test_several_drafts_stand_beside_each_other(enter, worker):
    client = enter(worker)
    one = client.get(NEW).context["autosave_url"]
    typed(client, one, "idea", "一つめ")
    two = client.get(NEW, {"fresh": "1"}).context["autosave_url"]
    typed(client, two, "idea", "二つめ")
    page = client.get(NEW)
    assert page.context["form"]["idea"].value() == "二つめ"
    assert [str(draft.pk) for draft in page.context["others"]] == [one.split("/")[4]]


def test_the_draft_of_a_change_knows_what_it_began_with(enter, worker, worker2):
    record = a_consultation(idea="はじめ")
    edit = reverse("consultation_edit", args=[record.pk])
    client = enter(worker)
    address = client.get(edit).context["autosave_url"]
    typed(client, address, "idea", "書きかけ")
    enter(worker2).post(edit, TYPED | {"seen": "", "idea": "先の人"})
    form = client.get(edit).context["form"]
    assert (form["idea"].value(), form["seen"].value()) == ("書きかけ", "")
    late = client.post(edit, TYPED | {"seen": "", "idea": "書きかけ"})
    assert len(late.context["form"].non_field_errors()) == 1
    assert typed(enter(worker2), address, "idea", "古い画面").status_code == 409


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("{", "application/json", 400),
        ('{"name": "idea", "value": NaN, "version": 0}', "application/json", 400),
        ("[" * 5000, "application/json", 400),
        (json.dumps({"name": "idea", "value": "\x00", "version": 0}), "application/json", 422),
        (json.dumps({"name": "idea", "value": "\ud800", "version": 0}), "application/json", 422),
        (json.dumps({"name": "seen", "value": "1", "version": 0}), "application/json", 422),
        (
            json.dumps({"name": "idea", "value": "a" * 30_000, "version": 0}),
            "application/json",
            413,
        ),
        ("name=idea&value=a", "application/x-www-form-urlencoded", 422),
    ],
)
def test_broken_typing_is_refused_and_nothing_kept(body, kind, status, enter, worker):
    address = reverse("consultation_draft", args=[uuid.uuid4()])
    answer = enter(worker).post(address, body, content_type=kind)
    assert (answer.status_code, Draft.objects.count()) == (status, 0)
    assert answer.json()["message"] != ""


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_form_costs_the_same(rows, enter, worker, django_assert_num_queries):
    for number in range(rows):
        made = WRITTEN + timedelta(minutes=number)
        a_consultation(group=a_group(f"見本 {number}"), written_by=worker, written_at=made)
        a_person(f"見本 {number}")
    client = enter(worker)
    with django_assert_num_queries(11):
        assert client.get(NEW).status_code == 200
