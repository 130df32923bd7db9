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


def test_consent_may_come_later(enter, worker):
    voice = a_voice()
    enter(worker).post(reverse("voice_edit", args=[voice.pk]), TYPED | CONSENT)
    voice.refresh_from_db()
    assert (voice.words, voice.consented_on) == ("見本の声", DAY)


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
    address = reverse("voice_withdraw", args=[voice.pk])
    assert enter(worker).get(address).status_code == 405
    assert enter(worker).post(address)["Location"] == voice.get_absolute_url()
    voice.refresh_from_db()
    assert voice.withdrawn_on == timezone.localdate()
    assert enter(worker).get(reverse("voice_edit", args=[voice.pk])).status_code == 404
    page = enter(worker).get(voice.get_absolute_url()).content.decode()
    assert address not in page


def test_reading_and_writing_have_their_doors(enter, resident, auditor):
    voice = a_voice()
    page, edit = voice.get_absolute_url(), reverse("voice_edit", args=[voice.pk])
    assert [enter(auditor).get(a).status_code for a in (LIST, page)] == [200, 200]
    assert [enter(auditor).get(a).status_code for a in (NEW, edit)] == [403, 403]
    assert enter(auditor).post(reverse("voice_withdraw", args=[voice.pk])).status_code == 403
    assert [enter(resident).get(a).status_code for a in (LIST, page, NEW)] == [403, 403, 403]
