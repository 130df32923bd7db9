"""What happens to the people of a group, who may make it happen, and what two at once can do."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from ibasho.groups.models import Membership, Part
from ibasho.letters.models import Mail
from ibasho.people import workflow
from ibasho.people.models import Invitation
from ibasho.people.workflow import NotAllowed
from tests.people.conftest import AT, link, parts

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)
LED = {"resident": "representative", "treasurer": "treasurer"}


def refused(act, **kwargs):
    with pytest.raises(NotAllowed) as error, transaction.atomic():
        act(**kwargs)
    return str(error.value)


# inviting ---------------------------------------------------------------------


def test_an_invitation_goes_out_by_mail_and_keeps_no_secret(invite, resident):
    kept = invite(email="Stranger@Example.jp")
    assert (kept.email, kept.part, kept.invited_by) == ("stranger@example.jp", "contact", resident)
    assert kept.expires_at == AT + timedelta(days=14)
    mail = Mail.objects.get()
    token = mail.body.split("/invitations/")[1].split("/")[0]
    assert (mail.to, len(token) > 40) == ("stranger@example.jp", True)
    assert token not in str(Invitation.objects.values().get())


def test_only_the_representative_invites(invite, treasurer, stranger, worker):
    for person in (treasurer, stranger, worker):
        assert refused(invite, by=person) == "この手続きができるのは代表だけです。"
    assert (Invitation.objects.count(), Mail.objects.count()) == (0, 0)


def test_one_open_invitation_for_an_address(invite):
    first = invite()
    assert refused(invite) == "このメールアドレスには、もう招待を送っています。"
    second = invite(at=first.expires_at)
    assert Invitation.objects.open(second.invited_at).get() == second


def test_who_belongs_already_is_not_invited(invite):
    words = "このメールアドレスの人は、もうこの団体の人です。"
    assert refused(invite, email="treasurer@example.jp") == words


def test_ten_may_wait_for_an_answer(invite, group, resident):
    waiting = [invite(email=f"person{n}@example.jp") for n in range(10)]
    assert "10件まで" in refused(invite)
    workflow.revoke(waiting[0], by=resident, at=AT)
    assert invite().email == "stranger@example.jp"


def test_taking_back_does_not_open_the_flood(invite, resident):
    for _n in range(20):
        workflow.revoke(invite(), by=resident, at=AT)
    assert refused(invite).startswith("今日はもう")
    assert invite(at=LATER).invited_at == LATER


# accepting --------------------------------------------------------------------


def test_whoever_was_invited_joins_once(invite, stranger, group):
    invitation = invite()
    workflow.accept(invitation, by=stranger, at=LATER)
    assert parts(group) == LED | {"stranger": "contact"}
    assert refused(workflow.accept, invitation=invitation, by=stranger, at=LATER) == (
        "この招待は、もう使われています。"
    )
    kept = Invitation.objects.get()
    assert (kept.used_by, kept.used_at, kept.revoked_at) == (stranger, LATER, None)


def test_an_invitation_is_bound_to_its_address_and_its_time(invite, stranger, worker2, resident):
    accept = workflow.accept
    other = invite(email="someone@example.jp")
    assert "ほかのメールアドレス" in refused(accept, invitation=other, by=stranger, at=LATER)
    of_staff = invite(email="worker2@example.jp")
    assert "職員" in refused(accept, invitation=of_staff, by=worker2, at=LATER)
    late = invite()
    assert "期限" in refused(accept, invitation=late, by=stranger, at=late.expires_at)
    workflow.revoke(late, by=resident, at=LATER)
    assert "取り消され" in refused(accept, invitation=late, by=stranger, at=LATER)
    assert Membership.objects.filter(user__in=[stranger, worker2]).count() == 0


def test_who_has_joined_meanwhile_keeps_the_part(invite, stranger, group):
    invitation = invite()
    Membership.objects.create(group=group, user=stranger, part=Part.TREASURER)
    workflow.accept(invitation, by=stranger, at=LATER)
    assert parts(group)["stranger"] == "treasurer"


def test_only_the_representative_and_staff_take_back(invite, treasurer, stranger, worker):
    invitation = invite()
    for person in (treasurer, stranger):
        refused(workflow.revoke, invitation=invitation, by=person, at=LATER)
    workflow.revoke(invitation, by=worker, at=LATER)
    assert Invitation.objects.values_list("revoked_by", "revoked_at").get() == (worker.pk, LATER)


# parts, leaving, handing over -------------------------------------------------


def test_the_representative_changes_parts_and_removes(group, resident, treasurer):
    workflow.change_part(group, person=treasurer, part=Part.CONTACT, by=resident)
    assert parts(group)["treasurer"] == "contact"
    workflow.remove(group, person=treasurer, by=resident, at=AT)
    assert (parts(group), Mail.objects.get().to) == (
        {"resident": "representative"},
        "treasurer@example.jp",
    )


def test_with_the_removed_go_their_invitations(group, resident, treasurer, invite):
    workflow.change_part(group, person=treasurer, part=Part.REPRESENTATIVE, by=resident)
    invite(by=treasurer)
    workflow.remove(group, person=treasurer, by=resident, at=LATER)
    assert group.invitations.open(LATER).count() == 0


def test_others_change_nothing(group, resident, treasurer, stranger, worker):
    for person in (treasurer, stranger, worker):
        for act, kwargs in [
            (workflow.change_part, {"person": resident, "part": Part.CONTACT}),
            (workflow.remove, {"person": resident, "at": AT}),
            (workflow.hand_over, {"to": treasurer, "at": AT, "stays": True}),
        ]:
            refused(act, group=group, by=person, **kwargs)
    assert (parts(group), Mail.objects.count()) == (LED, 0)


def test_the_last_representative_stays(group, resident, treasurer):
    for act, kwargs in [
        (workflow.leave, {}),
        (workflow.change_part, {"person": resident, "part": Part.CONTACT}),
        (workflow.remove, {"person": resident, "at": AT}),
    ]:
        assert "代表がいなくなって" in refused(act, group=group, by=resident, **kwargs)
    workflow.leave(group, by=treasurer)
    assert parts(group) == {"resident": "representative"}


@pytest.mark.parametrize("stays", [True, False])
def test_a_successor_takes_over_and_both_are_told(group, resident, treasurer, stays):
    workflow.hand_over(group, to=treasurer, by=resident, at=AT, stays=stays)
    rest = {"resident": "contact"} if stays else {}
    assert parts(group) == rest | {"treasurer": "representative"}
    assert sorted(Mail.objects.values_list("to", flat=True)) == [
        "resident@example.jp",
        "treasurer@example.jp",
    ]


def test_nobody_hands_over_to_strangers_or_to_oneself(group, resident, stranger):
    for to in (stranger, resident):
        refused(workflow.hand_over, group=group, to=to, by=resident, at=AT, stays=True)
    assert parts(group) == LED


# staff's help -----------------------------------------------------------------


def test_staff_adds_an_account_at_once_and_invites_an_address(group, worker, stranger, invite):
    invite()
    add = {"part": Part.CONTACT, "by": worker, "at": LATER, "link": link}
    workflow.add(group, email="Stranger@example.jp", **add)
    assert parts(group) == LED | {"stranger": "contact"}
    assert group.invitations.open(LATER).count() == 0
    workflow.add(group, email="someone@example.jp", **add)
    assert group.invitations.open(LATER).get().email == "someone@example.jp"


def test_staff_adds_no_colleague_and_others_add_nobody(group, worker, auditor, resident, stranger):
    add = {"group": group, "part": Part.CONTACT, "at": AT, "link": link}
    assert "職員" in refused(workflow.add, email="auditor@example.jp", by=worker, **add)
    assert "もうこの団体" in refused(workflow.add, email="resident@example.jp", by=worker, **add)
    for person in (resident, auditor):
        refused(workflow.add, email="stranger@example.jp", by=person, **add)
    assert parts(group) == LED


def test_every_change_is_in_the_history(group, invite, stranger, resident):
    workflow.accept(invite(), by=stranger, at=LATER)
    workflow.change_part(group, person=stranger, part=Part.TREASURER, by=resident)
    workflow.leave(group, by=stranger)
    events = Membership.pgh_event_model.objects.filter(user=stranger).order_by("pgh_id")
    assert list(events.values_list("pgh_label", "part")) == [
        ("insert", "contact"),
        ("update", "treasurer"),
        ("delete", "treasurer"),
    ]
    labels = Invitation.pgh_event_model.objects.order_by("pgh_id").values_list("pgh_label")
    assert [label for (label,) in labels] == ["insert", "update"]


# two at once ------------------------------------------------------------------


def at_once(*acts):
    """Run the acts side by side; the words of those that were refused."""
    start, words = threading.Barrier(len(acts)), []

    def run(act):
        try:
            start.wait()
            act()
        except NotAllowed as error:
            words.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return words


@pytest.mark.django_db(transaction=True)
def test_one_invitation_accepted_twice_at_once(invite, stranger, group):
    invitation = invite()
    accept = [lambda: workflow.accept(invitation, by=stranger, at=LATER)] * 4
    assert at_once(*accept) == ["この招待は、もう使われています。"] * 3
    assert parts(group) == LED | {"stranger": "contact"}


@pytest.mark.django_db(transaction=True)
def test_one_address_invited_twice_at_once(invite):
    assert at_once(*[invite] * 4) == ["このメールアドレスには、もう招待を送っています。"] * 3
    assert (Invitation.objects.count(), Mail.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_representatives_leave_at_once_and_one_stays(group, resident, treasurer):
    for _round in range(5):
        with transaction.atomic():
            Membership.objects.filter(group=group).delete()
            for person in (resident, treasurer):
                Membership.objects.create(group=group, user=person)
        words = at_once(
            lambda: workflow.leave(group, by=resident), lambda: workflow.leave(group, by=treasurer)
        )
        assert (len(words), list(parts(group).values())) == (1, ["representative"])
