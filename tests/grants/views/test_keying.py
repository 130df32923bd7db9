"""Staff key in a paper or a call through their own door to the same sheets."""

import pytest
import time_machine
from django.urls import reverse

from grants import workflow
from grants.applying import drafts, keying
from grants.models import Application, Told
from grants.states import State
from tests.grants import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
NEW = "/staff/applications/new/"


@pytest.fixture
def at_noon(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(factories.NOON, tick=False):
        yield


@pytest.fixture
def group():
    return factories.a_group()


@pytest.fixture
def year():
    return factories.a_programme_year()


@pytest.fixture
def keyed(group, year, worker):
    draft = keying.begin(
        group=group,
        programme_year=year,
        channel="paper",
        received_on=factories.NOON.date(),
        by=worker,
        at=factories.NOON,
    )
    drafts.save_answers(draft, factories.answers(), by=worker, at=factories.NOON)
    return draft


def page(application, name="task_list", **more):
    return reverse(f"key_in_{name}", kwargs={"pk": application.pk, **more})


def text(answer):
    return answer.content.decode()


def told(for_group, year, **changes):
    return {
        "group": for_group.pk,
        "programme_year": year.pk,
        "channel": "phone",
        "received_on": "令和8年4月9日",
    } | changes


class TestBeginning:
    def test_from_the_form_to_the_task_list(self, enter, worker, group, year):
        client = enter(worker)
        assert group.name in text(client.get(f"{NEW}?group={group.pk}"))
        answer = client.post(NEW, told(group, year), follow=True)
        draft = Application.objects.get()
        assert answer.redirect_chain == [(page(draft), 302)]
        assert "2026年4月9日（令和8年4月9日）に電話で受け取った申請" in text(answer)
        assert page(draft) in text(client.get(NEW))

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"received_on": "令和8年4月11日"}, "今日（2026年4月10日）か前の日"),
            ({"received_on": "4/9/2026"}, "受け取った日"),
            ({"received_on": "令和8年3月31日"}, "受け取った日が受付の期間の外です。"),
            ({"group": "abc"}, "団体を選んでください。"),
            ({"channel": "pigeon"}, "届き方を選んでください。"),
        ],
    )
    def test_what_is_wrong_is_said_and_kept(self, enter, worker, group, year, changes, words):
        answer = enter(worker).post(NEW, told(group, year, **changes))
        assert words in text(answer)
        assert str(changes.get("received_on", "令和8年4月9日")) in text(answer)
        assert not Application.objects.exists()

    @pytest.mark.parametrize("typed", ["abc", "%00", "00000000-0000-0000-0000-000000000000"])
    def test_an_unknown_group_in_the_address_is_no_matter(self, enter, worker, typed):
        assert enter(worker).get(f"{NEW}?group={typed}").status_code == 200


class TestDoor:
    def test_every_page_stays_behind_it(self, enter, worker, keyed):
        client, residents = enter(worker), f"/my/applications/{keyed.pk}/"
        names = ["task_list", "documents", "confirm"]
        addresses = [page(keyed, name) for name in names]
        addresses += [page(keyed, "task", slug=slug) for slug in ("group", "plan", "venue")]
        for address in addresses:
            shown = text(client.get(address))
            assert "for-staff" in shown
            assert residents not in shown

    def test_sheets_lead_on_behind_it(self, enter, worker, keyed):
        client = enter(worker)
        answer = client.post(page(keyed, "task", slug="venue"), {"venue_fee": "1,500円"})
        assert answer.url == page(keyed, "task", slug="funding")
        assert keyed.answers.get(name="venue_fee").saved_by == worker
        answer = client.post(page(keyed, "task", slug="funding"), {"other_grant": "none"})
        assert answer.url == page(keyed, "documents")
        answer = client.post(page(keyed, "documents"), {"paper": factories.a_pdf("控え.pdf")})
        assert answer.url == page(keyed, "documents")
        paper = keyed.attachments.get()
        fetched = client.get(reverse("attachment", args=[keyed.pk, paper.pk]))
        assert fetched.getvalue() == factories.PDF

    def test_what_residents_write_is_not_behind_it(self, enter, worker, resident):
        draft = factories.a_draft(by=resident)
        for name in ("task_list", "documents", "confirm", "draft_pdf", "receipt"):
            assert enter(worker).get(page(draft, name)).status_code == 404

    def test_residents_do_not_pass_it(self, enter, resident, accountant, keyed):
        for person in (resident, accountant):
            assert enter(person).get(page(keyed)).status_code == 403

    def test_people_of_the_group_see_it_on_their_own_pages(self, enter, resident, year, worker):
        mine = factories.a_group(member=resident)
        draft = keying.begin(
            group=mine,
            programme_year=year,
            channel="paper",
            received_on=factories.NOON.date(),
            by=worker,
            at=factories.NOON,
        )
        shown = text(enter(resident).get(reverse("task_list", args=[draft.pk])))
        assert "代理入力：" in shown


class TestSending:
    @pytest.fixture
    def client(self, enter, worker):
        return enter(worker)

    def send(self, client, keyed):
        return client.post(page(keyed, "confirm"), {"true": "on"})

    def test_it_leads_to_the_receipt_that_says_whom_to_ring(self, client, keyed):
        answer = self.send(client, keyed)
        assert answer.url == page(keyed, "receipt")
        shown = text(client.get(answer.url))
        assert "R8-0001" in shown
        assert "電話（0422-00-0001）か手紙で知らせてください。" in shown
        keyed.refresh_from_db()
        assert keyed.state == State.SUBMITTED
        assert client.get(page(keyed)).url == page(keyed, "receipt")

    def test_telling_is_noted_once(self, client, keyed):
        self.send(client, keyed)
        receipt = page(keyed, "receipt")
        assert "知らせた方法を選んでください。" in text(client.post(receipt, {"means": ""}))
        for _press in range(2):
            client.post(receipt, {"means": "phone"})
        shown = text(client.get(receipt))
        assert Told.objects.count() == 1
        assert 'name="means"' not in shown

    def test_it_is_marked_on_the_page_of_the_case(self, client, keyed):
        self.send(client, keyed)
        shown = text(client.get(reverse("application", args=[keyed.pk])))
        assert "代理入力（紙 2026-04-10）" in shown
        assert page(keyed) in shown

    def test_the_copy_says_so_too(self, client, keyed):
        assert client.get(page(keyed, "draft_pdf")).content[:5] == b"%PDF-"
        self.send(client, keyed)
        assert client.get(page(keyed, "receipt_pdf")).content[:5] == b"%PDF-"

    def test_it_can_be_taken_back(self, client, keyed):
        self.send(client, keyed)
        assert client.post(page(keyed, "my_withdraw")).status_code == 302
        keyed.refresh_from_db()
        assert keyed.state == State.WITHDRAWN

    def test_a_draft_can_be_thrown_away(self, client, keyed):
        assert client.post(page(keyed, "my_discard")).url == NEW
        assert not Application.objects.exists()

    def test_a_correction_is_keyed_in_the_same_way(self, client, keyed, worker):
        self.send(client, keyed)
        workflow.return_for_correction(
            Application.objects.get(),
            by=worker,
            at=factories.NOON,
            message="会場",
            due_on=factories.SUNDAYS[3],
        )
        assert "会場" in text(client.get(page(keyed)))
        assert self.send(client, keyed).url == page(keyed, "receipt")
