"""The admin site: its door, its people, and that every list and form of it opens."""

import pytest
from django.contrib import admin
from django.urls import reverse

from ibasho.accounts.models import User

pytestmark = pytest.mark.django_db
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)


def test_its_sign_in_is_ours(client):
    answer = client.get("/admin/login/?next=/admin/")
    assert (answer.status_code, answer.url.split("?")[0]) == (302, "/accounts/login/")


def test_only_who_fixes_data_enters(admin_user, worker, resident, approver, enter):
    assert enter(admin_user).get("/admin/").status_code == 200
    for person in (worker, resident, approver):
        answer = enter(person).get("/admin/", follow=True)
        assert answer.status_code == 403


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_list_and_search_opens(admin_user, enter, model):
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    client = enter(admin_user)
    assert [client.get(address + query).status_code for query in ("", "?q=見本")] == [200, 200]


def test_a_person_is_entered_without_password_and_shut_out_without_being_deleted(admin_user, enter):
    client = enter(admin_user)
    typed = {"name": "見本 新", "email": "new@example.jp", "role": "worker", "is_active": "on"}
    assert client.post("/admin/accounts/user/add/", typed).status_code == 302
    user = User.objects.get(email="new@example.jp")
    assert (user.has_usable_password(), user.role) == (False, "worker")
    chosen = {"action": "shut_out", "_selected_action": [str(user.pk)]}
    client.post("/admin/accounts/user/", chosen)
    user.refresh_from_db()
    assert user.is_active is False
    assert client.get(f"/admin/accounts/user/{user.pk}/delete/").status_code == 403


def test_a_mail_address_in_another_case_is_the_same_person(admin_user, enter, resident):
    typed = {"name": "見本", "email": "RESIDENT@example.jp", "role": "worker", "is_active": "on"}
    answer = enter(admin_user).post("/admin/accounts/user/add/", typed)
    assert (answer.status_code, User.objects.count()) == (200, 2)
