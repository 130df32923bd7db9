"""Data fixes: every table can be looked at, little can be touched, and no trigger is ever met."""

import json
from datetime import timedelta

import pytest
from django.apps import apps

from grants import workflow
from grants.applying import copying, drafts
from grants.models import (
    Application,
    Assignment,
    Attachment,
    Correction,
    Edition,
    Exclusion,
    KeyedIn,
    OtherFunding,
    Programme,
    ProgrammeYear,
    Replay,
    SavedView,
    TermsDraft,
)
from grants.money import paying, refunding
from tests.grants import purse, stories
from tests.grants.factories import (
    NOON,
    SUNDAYS,
    TERMS,
    YEAR,
    a_blank_draft,
    a_programme_year,
    awarded,
    submitted,
    under_review,
)
from tests.grants.stories import APRIL

pytestmark = pytest.mark.django_db
MODELS = sorted(
    (
        m
        for m in apps.get_app_config("grants").get_models()
        if "Event" not in m.__name__ and not m._meta.proxy
    ),
    key=lambda m: m.__name__,
)
EDITABLE = {"programme", "programmeyear"}


def base(model):
    return f"/admin/grants/{model._meta.model_name}/"


@pytest.fixture
def rows(resident, worker, approver, accountant):
    """One row of every model."""
    application = awarded(by=resident, worker=worker, approver=approver, every=True)
    Attachment.objects.create(
        application=application,
        file="applications/ab/abc",
        name="見本.pdf",
        media_type="application/pdf",
        size=3,
        checksum="0" * 64,
        added_by=resident,
        added_at=NOON,
    )
    correction = Correction.objects.create(
        application=application, message="見本", due_on=NOON.date(), by=worker, at=NOON
    )
    correction.items.create(name="members", comment="見本")
    signed = {"by": worker, "at": NOON}
    application.interests.create(declared="none", **signed)
    application.notes.create(words="見本", **signed)
    application.messages.create(words="見本", from_staff=True, **signed)
    application.readings.create(user=worker, at=NOON)
    application.evidences.create(words="見本", kind="site_visit", on=NOON.date(), **signed)
    Assignment.objects.create(application=application, worker=worker, by=worker, at=NOON)
    SavedView.objects.create(owner=worker, name="見本", query="late=1")
    KeyedIn.objects.create(application=application, channel="paper", received_on=NOON.date())
    application.told.create(means="phone", **signed)
    _of_programmes(application.programme_year, signed)
    another = {
        "group": application.group,
        "programme_year": a_programme_year(fiscal_year=YEAR.next),
    }
    copying.copy(a_blank_draft(by=resident, **another), by=resident, at=NOON)
    _go_on(application, resident, worker, approver, accountant)
    return application


def _go_on(application, resident, worker, approver, accountant):
    """Paid by a file, changed, reported, settled, and something has come back."""
    payment = purse.planned(application, by=resident, accountant=accountant)
    purse.filed(payment, accountant=accountant)
    paying.mark_paid(payment, by=accountant, at=purse.AFTER, on=purse.MONDAY)
    paying.read_number(payment.account, by=accountant, at=NOON)
    workflow.start_change(application, by=resident, at=NOON, kind="change")
    drafts.keep_report(application, {"words": "見本"}, by=resident, at=APRIL)
    stories.diary(application, by=resident, days=SUNDAYS[:10])
    stories.report(application, by=resident)
    workflow.check_report(application, by=worker, at=APRIL, amount=37_000)
    workflow.settle(application, by=approver, at=APRIL, amount=37_000)
    due_on = APRIL.date() + timedelta(days=30)
    refund = refunding.demand_refund(application, by=accountant, at=APRIL, due_on=due_on)
    refunding.receive_refund(refund, by=accountant, at=APRIL, on=APRIL.date())
    application.reminders.create(what="refund_soon", due_on=due_on, at=APRIL)


def _of_programmes(year, signed):
    kept = {"programme_year": year, "terms": TERMS}
    TermsDraft.objects.create(saved_at=NOON, saved_by=signed["by"], **kept)
    Edition.objects.create(number=1, **kept, **signed)
    other = Programme.objects.create(name="見本の助成", slug="sample")
    pair = sorted((year.programme, other), key=lambda one: one.pk)
    Exclusion.objects.create(first=pair[0], second=pair[1], from_year=2026, reason="見本")
    known = {"name": "見本", "funder": "見本市", "programme": "補助", "source": "見本"}
    OtherFunding.objects.create(fiscal_year=2026, **known, **signed)
    Replay.objects.create(at=NOON, decisions=1, settlements=0)


@pytest.mark.parametrize("model", MODELS)
def test_every_list_and_page_opens(model, rows, admin_user, enter):
    client, row = enter(admin_user), model.objects.first()
    for tail in ("", "?q=見本", "?q=%00", "?p=abc", "?o=zzz", "?zzz=1", f"{row.pk}/change/"):
        assert client.get(base(model) + tail, follow=True).status_code == 200, tail


@pytest.mark.parametrize("role", ["resident", "worker", "approver", "accountant", "auditor"])
def test_it_is_shut_to_all_others(role, rows, enter, request):
    client = enter(request.getfixturevalue(role))
    found = {client.get(base(model)).status_code for model in MODELS}
    assert found <= {302, 403, 404}
    assert len(MODELS) == 38


@pytest.mark.parametrize("model", MODELS)
def test_what_is_frozen_is_neither_added_nor_deleted(model, rows, admin_user, enter):
    client, row = enter(admin_user), model.objects.first()
    expected = 200 if model._meta.model_name in EDITABLE else 403
    assert client.get(f"{base(model)}add/").status_code == expected
    assert client.get(f"{base(model)}{row.pk}/delete/").status_code == expected


@pytest.mark.parametrize("model", MODELS)
def test_deleting_in_bulk_meets_no_trigger(model, rows, admin_user, enter):
    typed = {
        "action": "delete_selected",
        "_selected_action": [str(r.pk) for r in model.objects.all()],
    }
    before = model.objects.count()
    response = enter(admin_user).post(base(model), {**typed, "post": "yes"})
    assert response.status_code in (200, 302, 403)
    assert model.objects.count() == before


def test_a_decided_application_is_only_looked_at(rows, admin_user, enter):
    response = enter(admin_user).post(f"{base(Application)}{rows.pk}/change/", {"worker": ""})
    assert response.status_code == 403


def test_who_looks_after_it_can_be_mended(resident, worker, worker2, admin_user, enter):
    application = under_review(by=resident, worker=worker)
    typed = {"worker": worker2.pk, "state": "awarded", "awarded_amount": "1"}
    typed |= {f"steps_taken-{part}_FORMS": "0" for part in ("TOTAL", "INITIAL")}
    response = enter(admin_user).post(f"{base(Application)}{application.pk}/change/", typed)
    assert response.status_code == 302
    application.refresh_from_db()
    assert (application.worker, application.state) == (worker2, "under_review")


def test_only_reviewers_look_after_applications(resident, worker, approver, admin_user, enter):
    application = submitted(by=resident)
    response = enter(admin_user).get(f"{base(Application)}{application.pk}/change/")
    choices = response.context["adminform"].form.fields["worker"].queryset
    assert set(choices) == {worker, approver}


def test_a_deadline_can_be_put_off_until_it_is_answered(resident, worker, admin_user, enter):
    asked = {"message": "見本", "due_on": NOON.date() + timedelta(days=14)}
    taken_up = under_review(by=resident, worker=worker)
    workflow.return_for_correction(taken_up, by=worker, at=NOON, **asked)
    correction = Correction.objects.get()
    address = f"{base(Correction)}{correction.pk}/change/"
    assert enter(admin_user).post(address, {"due_on": "2026-05-01"}).status_code == 302
    correction.refresh_from_db()
    assert f"{correction.due_on}" == "2026-05-01"
    Correction.objects.update(answered_at=NOON)
    assert enter(admin_user).post(address, {"due_on": "2026-06-01"}).status_code == 403


WRONG = [
    ({"terms": "{}"}, "terms"),
    ({"terms": "[1"}, "terms"),
    ({"terms": ""}, "terms"),
    ({"terms": json.dumps(TERMS | {"cap": -1})}, "terms"),
    ({"terms": json.dumps(TERMS | {"name": "見本\x00"})}, "terms"),
    ({"fiscal_year": "0"}, "fiscal_year"),
    ({"fiscal_year": "30000"}, "fiscal_year"),
    ({"fiscal_year": "99999"}, "fiscal_year"),
    ({"fiscal_year": "abc"}, "fiscal_year"),
    ({"budget": "-1"}, "budget"),
    ({"budget": "2147483648"}, "budget"),
    ({"opens_on": "2027-04-01"}, "__all__"),
    ({"documents": '[{"key": "rules"}]'}, "documents"),
    ({"documents": "{}"}, "documents"),
    ({"documents": ""}, "documents"),
]


@pytest.mark.parametrize(("changes", "field"), WRONG)
def test_a_wrong_guideline_is_refused_in_words(changes, field, admin_user, enter):
    year = a_programme_year()
    typed = {
        "programme": year.programme_id,
        "fiscal_year": "2026",
        "terms": json.dumps(TERMS),
        "documents": "[]",
        "opens_on": "2026-04-01",
        "closes_on": "2027-03-31",
        "budget": "1000000",
        "answer_within_days": "30",
        "report_within_days": "30",
        "published": "on",
    }
    client, address = enter(admin_user), f"{base(ProgrammeYear)}{year.pk}/change/"
    response = client.post(address, typed | changes)
    assert response.status_code == 200
    assert list(response.context["adminform"].form.errors) == [field]
    assert client.post(address, typed).status_code == 302


def test_the_rules_say_what_is_wrong_with_the_terms(admin_user, enter):
    year = a_programme_year()
    client = enter(admin_user)
    typed = {"terms": "[1]", "fiscal_year": "2026"}
    response = client.post(f"{base(ProgrammeYear)}{year.pk}/change/", typed)
    assert "terms：" in response.context["adminform"].form.errors["terms"][0]


def test_a_group_with_applications_is_not_lost(rows, admin_user, enter):
    group = rows.group
    response = enter(admin_user).post(f"/admin/groups/group/{group.pk}/delete/", {"post": "yes"})
    assert response.status_code == 200
    assert Application.objects.filter(group=group).count() == 2
