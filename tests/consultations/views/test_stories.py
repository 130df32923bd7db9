"""The pages of case stories, from the choice of a group to the frozen page."""

import pytest
from django.urls import reverse
from django.utils import timezone

from consultations.models import CaseStory, Consultation
from tests.consultations.factories import a_consultation, a_group, a_published_story

pytestmark = pytest.mark.django_db
LIST, NEW = "/staff/stories/", "/staff/stories/new/"
CONSENT = {"on": "2026年5月20日", "media": ["report"], "manner": "written"}


@pytest.fixture
def client(enter, worker):
    return enter(worker)


@pytest.fixture
def group():
    group = a_group(representative="例田 花子")
    words = {"what_happened": "例田さんから電話。", "reflection": "canary"}
    a_consultation(group=group, stage="trigger", asker_name="林 太郎", **words)
    a_consultation(group=group, stage="first", **words)
    a_consultation(group=group, what_happened="段階のない記録")
    return group


@pytest.fixture
def story(client, group):
    client.post(NEW, {"group": group.pk, "title": "見本の事例", "first_letter": "0"})
    return CaseStory.objects.get()


def step(name, story, *more):
    return reverse(name, args=[story.pk, *more])


def page(client, story):
    return client.get(story.get_absolute_url()).content.decode()


def typed(client, story, **words):
    form = client.get(step("story_text", story)).context["form"]
    return {name: form[name].value() or "" for name in form.fields} | words


def test_a_draft_begins_under_letters(client, group, story):
    shown = page(client, story)
    assert shown.count("Aさんから電話。") == 2
    assert "canary" not in shown
    again = client.post(NEW, {"group": group.pk, "title": "もうひとつ", "first_letter": "0"})
    assert "書きかけの事例があります" in again.content.decode()


def test_records_are_chosen_by_ticks_and_numbers(client, story):
    first, second, third = Consultation.objects.order_by("-stage", "written_at")
    address = step("story_records", story)
    form = client.get(address).context["form"]
    assert [take.value() for _record, take, _at in form.rows].count(True) == 2
    none = client.post(address, {})
    assert "記録を1つ以上選んでください" in none.content.decode()
    wrong = client.post(address, {f"take-{first.pk}": "on", f"at-{first.pk}": "二番"})
    assert wrong.context["form"][f"at-{first.pk}"].value() == "二番"
    chosen = {f"take-{third.pk}": "on", f"at-{third.pk}": "１"}
    chosen |= {f"take-{first.pk}": "on", f"at-{first.pk}": "2"}
    client.post(address, chosen)
    assert list(story.parts.values_list("record", flat=True)) == [third.pk, first.pk]


def test_a_name_left_in_the_text_is_shown_in_its_place_and_stops(client, story):
    part = story.parts.first()
    client.post(step("story_consent", story), CONSENT)
    words = {f"told-{part.pk}": "ここに林さんがいる。"}
    client.post(step("story_text", story), typed(client, story, **words))
    for address in (story.get_absolute_url(), step("story_text", story)):
        shown = client.get(address).content.decode()
        assert "<mark>林さん</mark>" in shown
    assert step("story_publish", story) not in page(client, story)
    answer = client.post(step("story_publish", story), follow=True)
    assert "まだ公開できません" in answer.content.decode()
    story.refresh_from_db()
    assert not story.is_published


def test_from_the_text_to_the_frozen_page_and_a_new_version(client, story):
    words = {"introduction": "はじめの文", "episode": "エピソードの文"}
    client.post(step("story_text", story), typed(client, story, **words))
    client.post(step("story_name", story), {"name": "山本 見本子"})
    client.post(step("story_letters", story), {"first_letter": "6"})
    assert page(client, story).count("Gさんから電話。") == 2
    client.post(step("story_consent", story), CONSENT)
    client.post(step("story_publish", story))
    story.refresh_from_db()
    assert story.is_published
    assert client.get(step("story_text", story)).status_code == 404
    answer = client.post(step("story_conceal", story), follow=True)
    assert "公開されています" in answer.content.decode()
    shown = client.get(LIST).content.decode()
    assert "報告書に載ります</span>" in shown
    client.post(step("story_withdraw", story))
    assert "報告書に載ります</span>" not in client.get(LIST).content.decode()
    new = client.post(step("story_revise", story))["Location"]
    assert client.post(step("story_revise", story))["Location"] == new
    assert CaseStory.objects.count() == 2


def test_who_was_second_keeps_what_was_typed(client, story):
    mine = typed(client, story, introduction="わたしの文")
    client.post(step("story_text", story), typed(client, story, introduction="先の文"))
    answer = client.post(step("story_text", story), mine)
    assert "先に書きかえました" in answer.content.decode()
    form = answer.context["form"]
    assert form["introduction"].value() == "わたしの文"
    again = mine | {"seen": form["seen"].value()}
    assert client.post(step("story_text", story), again).status_code == 302


def test_a_family_name_that_is_a_word_may_need_its_title(client, story):
    person = story.people.get(name="林 太郎")
    address = step("story_alone", story, person.pk)
    client.post(address)
    person.refresh_from_db()
    assert person.lone is False


def test_a_draft_is_thrown_away(client, story):
    client.post(step("story_discard", story))
    assert (CaseStory.objects.count(), Consultation.objects.count()) == (0, 3)


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_pages_cost_the_same_for_any_number_of_rows(
    rows, client, group, worker, django_assert_num_queries
):
    for number in range(rows):
        a_consultation(
            group=group, stage="running", workers=[worker], asker_name=f"山本{number} 見本子"
        )
        told = a_group(f"見本の会 {number}")
        a_published_story(told, records=[a_consultation(group=told)])
    client.post(NEW, {"group": group.pk, "title": "見本の事例", "first_letter": "0"})
    draft = CaseStory.objects.drafts().get()
    with django_assert_num_queries(4):
        client.get(LIST)
    with django_assert_num_queries(15):
        client.get(draft.get_absolute_url())
    with django_assert_num_queries(6):
        client.get(step("story_records", draft))
    with django_assert_num_queries(13):
        client.get(step("story_text", draft))


def test_reading_and_writing_have_their_doors(enter, resident, auditor, story):
    shown = [LIST, story.get_absolute_url()]
    assert [enter(auditor).get(address).status_code for address in shown] == [200, 200]
    assert "公開する</button>" not in page(enter(auditor), story)
    assert enter(auditor).post(step("story_publish", story)).status_code == 403
    assert enter(resident).get(LIST).status_code == 403
    assert story.written_at <= timezone.now()
