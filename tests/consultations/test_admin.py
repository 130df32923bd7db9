"""Data fixes: every table of the room can be searched, opened and mended."""

import pytest

from consultations.models import CaseStory, Consent, Consultation, Introduction
from tests.consultations.factories import (
    a_consented_voice,
    a_consultation,
    a_group,
    a_meeting,
    a_past_figure,
    a_published_story,
)

pytestmark = pytest.mark.django_db


def test_every_list_and_page_opens(enter, admin_user):
    record = a_consultation(group=a_group(), topics=["food"])
    Introduction.objects.create(consultation=record, name="見本C")
    a_published_story(record.group, records=[record], title="見本の事例")
    rows = [record, a_meeting(), a_consented_voice(), a_past_figure(2018, 149)]
    rows += [Introduction.objects.get(), CaseStory.objects.get(), Consent.objects.first()]
    client = enter(admin_user)
    for row in rows:
        base = f"/admin/consultations/{row._meta.model_name}/"
        for address in (base, f"{base}?q=見本", f"{base}{row.pk}/change/"):
            assert client.get(address).status_code == 200, address


def test_a_fix_keeps_the_reflection_and_ticks_stay_ticked(enter, admin_user):
    record = a_consultation(topics=["food", "venue"], reflection="見本の気づき", author=admin_user)
    address = f"/admin/consultations/consultation/{record.pk}/change/"
    response = enter(admin_user).get(address)
    form = response.context["adminform"].form
    typed = {name: form[name].value() for name in form.fields}
    typed = {name: value for name, value in typed.items() if value not in (None, False)}
    for part in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM"):
        typed[f"introductions-{part}_FORMS"] = "0"
    typed |= {"what_happened": "直した話", "reflection": "差しこみ", "workers": [admin_user.pk]}
    response = enter(admin_user).post(address, typed)
    assert response.status_code == 302, response.context["errors"]
    fixed = Consultation.objects.get()
    kept = fixed.reflections.get().words.reveal()
    assert (fixed.what_happened, kept) == ("直した話", "見本の気づき")
    assert fixed.topics == ["food", "venue"]


def test_new_records_are_not_written_here(enter, admin_user):
    assert enter(admin_user).get("/admin/consultations/consultation/add/").status_code == 403
