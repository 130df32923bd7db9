"""The pages of voices and their consent."""

import pytest
from django.urls import reverse
from django.utils import timezone

from consultations.models import Voice
from tests.consultations.factories import DAY, a_consented_voice, a_group, a_meeting, a_voice

pytestmark = pytest.mark.django_db
LIST, NEW = "/staff/voices/", "/staff/voices/new/"
TYPED = {"words": "見本の声", "speaker": "organiser", "heard_on": "2026年5月20日"}
CONSENT = {"consented_on": "2026年5月20日", "media": ["report", "web"]}


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_list_costs_the_same_for_any_number_of_rows(
    rows, enter, worker, django_assert_num_queries
):
    client = enter(worker)
    for number in range(rows):
        a_voice(group=a_group(f"見本の会 {number}"), meeting=a_meeting())
    with django_assert_num_queries(5):
        response = client.get(LIST)
    assert len(response.context["page"]) == rows


def test_a_voice_is_written_with_its_consent(enter, worker):
    meeting = a_meeting()
    start = enter(worker).get(NEW, {"meeting": str(meeting.pk)})
    assert start.context["form"]["meeting"].value() == str(meeting.pk)
    response = enter(worker).post(NEW, TYPED | CONSENT | {"meeting": meeting.pk})
    voice = Voice.objects.get()
    assert response["Location"] == f"/staff/voices/{voice.pk}/"
    assert (voice.consented_on, voice.media, voice.meeting) == (DAY, ["report", "web"], meeting)
    assert enter(worker).get(response["Location"]).status_code == 200


def test_consent_may_come_later_and_be_extended(enter, worker):
    voice = a_voice(said_by="見本 話し手")
    address = reverse("voice_consent", args=[voice.pk])
    assert enter(worker).get(address).context["form"]["said_by"].value() == "見本 話し手"
    typed = {"on": "2026年5月20日", "media": ["report"], "manner": "mail"}
    wrong = enter(worker).post(address, typed | {"until": "2026年5月19日"})
    assert list(wrong.context["form"].errors) == ["until"]
    for until in ("2027年3月31日", "2028年3月31日"):
        enter(worker).post(address, typed | {"until": until})
    voice.refresh_from_db()
    assert (voice.consented_on, voice.consent_until.year) == (DAY, 2028)
    page = enter(worker).get(voice.get_absolute_url()).content.decode()
    assert (page.count("<td>同意</td>"), page.count("<td>延長</td>")) == (1, 1)


def test_each_form_of_consent_asks_only_once_where_it_may_be_shown(enter, worker):
    consent = reverse("voice_consent", args=[a_consented_voice().pk])
    for address in (consent, NEW):
        page = enter(worker).get(address).content.decode()
        assert page.count('name="media"') == 3


def test_other_words_are_said_to_need_another_consent(enter, worker):
    voice = a_consented_voice()
    edit = reverse("voice_edit", args=[voice.pk])
    assert "もう一度、同意を聞いてください" in enter(worker).get(edit).content.decode()
    enter(worker).post(edit, TYPED)
    voice.refresh_from_db()
    assert (voice.words, voice.consented_on, voice.media) == ("見本の声", None, [])


def test_whom_to_ask_again(enter, worker):
    a_voice(words="まだの声")
    a_consented_voice(words="終わる声", consent_until=timezone.localdate())
    page = enter(worker).get("/staff/voices/consents/").content.decode()
    assert page.index("終わる声") < page.index("まだの声")


def test_the_list_is_narrowed_by_consent(enter, worker):
    without, with_consent = a_voice(words="まだの声"), a_consented_voice()
    a_consented_voice(withdrawn_on=DAY)
    client = enter(worker)

    def found(**query):
        return list(client.get(LIST, query).context["page"])

    assert found(consent="none") == [without]
    assert found(consent="report") == [with_consent]
    assert found(q="まだの") == [without]
    assert len(found(consent="nope", fiscal_year="2026", page="abc", q="\x00")) == 3


def test_a_withdrawn_voice_is_shut(enter, worker):
    voice = a_consented_voice()
    consent = reverse("voice_consent", args=[voice.pk])
    address = reverse("voice_withdraw", args=[voice.pk])
    assert enter(worker).get(address).status_code == 405
    assert enter(worker).post(address)["Location"] == voice.get_absolute_url()
    voice.refresh_from_db()
    assert voice.withdrawn_on == timezone.localdate()
    assert enter(worker).get(reverse("voice_edit", args=[voice.pk])).status_code == 404
    page = enter(worker).get(voice.get_absolute_url()).content.decode()
    assert address not in page
    typed = {"on": "2026年5月20日", "media": ["report"], "manner": "mail"}
    late = enter(worker).post(consent, typed)
    assert "取り消されています" in late.content.decode()
    assert enter(worker).post(address).status_code == 302


def test_reading_and_writing_have_their_doors(enter, resident, auditor):
    voice = a_voice()
    page, edit = voice.get_absolute_url(), reverse("voice_edit", args=[voice.pk])
    assert [enter(auditor).get(a).status_code for a in (LIST, page)] == [200, 200]
    assert [enter(auditor).get(a).status_code for a in (NEW, edit)] == [403, 403]
    assert enter(auditor).post(reverse("voice_withdraw", args=[voice.pk])).status_code == 403
    assert [enter(resident).get(a).status_code for a in (LIST, page, NEW)] == [403, 403, 403]
