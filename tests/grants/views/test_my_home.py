"""My page, and the beginning of a new application."""

import pytest
from django.urls import reverse

from grants.models import Answer, Application
from tests.grants import factories
from tests.grants.views.pages import page, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


class TestMyPage:
    def test_without_a_group_it_leads_to_registration(self, enter, resident):
        answer = text(enter(resident).get("/my/"))
        assert reverse("my_group_new") in answer
        assert reverse("my_application_new") not in answer

    def test_a_card_says_what_to_do_and_by_when(self, enter, resident):
        draft = factories.a_blank_draft(by=resident)
        answer = text(enter(resident).get("/my/"))
        assert "申請書の続きを書いて、提出してください。" in answer
        assert "2027年3月31日まで" in answer
        assert page(draft) in answer

    @pytest.mark.parametrize("count", [1, 3, 30])
    def test_it_costs_the_same_for_every_number_of_cards(
        self, enter, resident, django_assert_num_queries, count
    ):
        year = factories.a_programme_year()
        for n in range(count):
            group = factories.a_group(member=resident, name=f"見本の会{n}")
            factories.a_blank_draft(by=resident, group=group, programme_year=year)
        client = enter(resident)
        with django_assert_num_queries(9):
            client.get("/my/")

    def test_staff_have_no_my_page(self, enter, worker):
        assert enter(worker).get("/my/").status_code == 403


class TestNew:
    def test_without_a_group_no_form_but_words(self, enter, resident):
        factories.a_programme_year()
        answer = text(enter(resident).get("/my/applications/new/"))
        assert "はじめに団体を登録してください" in answer
        assert 'href="/my/groups/new/?next=/my/applications/new/"' in answer

    def test_without_an_open_year_no_form_but_words(self, enter, resident):
        factories.a_group(member=resident)
        answer = text(enter(resident).get("/my/applications/new/"))
        assert "いま受け付けている助成はありません" in answer

    def test_a_post_makes_one_draft_however_often(self, enter, resident):
        group, year = factories.a_group(member=resident), factories.a_programme_year()
        client, typed = enter(resident), {"group": group.pk, "programme_year": year.pk}
        first = client.post("/my/applications/new/", typed)
        second = client.post("/my/applications/new/", typed)
        draft = Application.objects.get()
        assert first.url == second.url == page(draft)
        assert Answer.objects.get(application=draft, name="group_name").value == group.name

    def test_where_one_stands_already_it_leads_there(self, enter, resident):
        draft = factories.a_blank_draft(by=resident)
        assert enter(resident).get("/my/applications/new/").url == page(draft)

    def test_nobody_begins_for_another_group(self, enter, resident, stranger):
        factories.a_group(member=stranger, name="見本の別の会")
        mine, year = factories.a_group(member=resident), factories.a_programme_year()
        theirs = stranger.memberships.get().group
        typed = {"group": theirs.pk, "programme_year": year.pk}
        assert enter(resident).post("/my/applications/new/", typed).status_code == 200
        typed = {"group": "abc", "programme_year": "\x00"}
        answer = enter(resident).post("/my/applications/new/", typed)
        assert "申請する団体を選んでください。" in text(answer)
        assert not Application.objects.filter(group__in=[mine, theirs]).exists()
