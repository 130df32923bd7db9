"""Many groups pause on one day: what would happen, what has, and who hears of it."""

from datetime import date, datetime, timedelta

import pytest
import time_machine

from ibasho.dates import JAPAN
from ibasho.groups.models import Group, Membership, Status, StatusChange
from ibasho.letters.models import Mail
from ibasho.people import suspending

pytestmark = pytest.mark.django_db
AT = datetime(2020, 3, 2, 10, 0, tzinfo=JAPAN)
DAY = date(2020, 3, 1)


def a_group(name, status, *, since=date(2019, 4, 1), member=None):
    group = Group.objects.create(name=name, reading=name)
    StatusChange.objects.create(group=group, status=status, day=since)
    if member:
        Membership.objects.create(group=group, user=member)
    return group


@pytest.fixture
def groups(resident):
    return [
        a_group("見本のあ", Status.ACTIVE, member=resident),
        a_group("見本のい", Status.ACTIVE),
        a_group("見本のう", Status.ENDED, member=resident),
        a_group("見本のえ", Status.ACTIVE, since=date(2020, 3, 2)),
    ]


WHAT = suspending.Change(Status.PAUSED, DAY, "感染症のため、会場が閉まりました。")
FORESEEN = [
    ("見本のあ", "「休止中」にして、1人にメールします。", False),
    ("見本のい", "「休止中」にします。メールの届く人がいません。", False),
    ("見本のう", "いまは「終了」です。", True),
    ("見本のえ", "いまの状況が、その日より後に始まっています。", True),
]


def told(outcomes):
    return [(str(one.group), str(one.told), one.refused) for one in outcomes]


def test_what_would_happen_writes_nothing(groups, worker):
    chosen = suspending.chosen([group.pk for group in groups])
    assert told(suspending.foresee(chosen, WHAT, by=worker)) == FORESEEN
    assert (StatusChange.objects.count(), Mail.objects.count()) == (4, 0)


def test_each_row_for_itself(groups, worker, resident):
    chosen = suspending.chosen([group.pk for group in groups])
    outcomes = suspending.carry_out(chosen, WHAT, by=worker, at=AT)
    assert [one.refused for one in outcomes] == [False, False, True, True]
    paused = StatusChange.objects.filter(status=Status.PAUSED, day=DAY)
    assert set(paused.values_list("group__name", "reason", "noted_by")) == {
        ("見本のあ", WHAT.reason, worker.pk),
        ("見本のい", WHAT.reason, worker.pk),
    }
    mail = Mail.objects.get()
    assert (mail.to, mail.subject) == (resident.email, "「見本のあ」を「休止中」と記録しました")
    assert WHAT.reason in mail.body
    again = suspending.carry_out(suspending.chosen([groups[0].pk]), WHAT, by=worker, at=AT)
    assert told(again) == [("見本のあ", "いまは「休止中」です。", True)]


def test_and_begin_again(groups, worker):
    pause = suspending.chosen([groups[0].pk])
    suspending.carry_out(pause, WHAT, by=worker, at=AT)
    back = suspending.Change(Status.ACTIVE, date(2020, 7, 1), "会場が開きました。")
    later = AT + timedelta(days=130)  # what has not happened yet cannot be noted
    outcomes = suspending.carry_out(suspending.chosen([groups[0].pk]), back, by=worker, at=later)
    assert told(outcomes) == [("見本のあ", "「活動中」にしました。", False)]


@time_machine.travel(AT, tick=False)
def test_the_pages_choose_show_and_do(groups, worker, auditor, enter):
    client = enter(worker)
    typed = {
        "id": [str(group.pk) for group in groups] + ["abc"],
        "status": "paused",
        "day": "令和2年3月1日",
        "reason": WHAT.reason,
    }
    assert client.get("/staff/groups/suspend/?ticked=all").content.count(b" checked") == 4
    wrong = client.post("/staff/groups/suspend/preview/", typed | {"day": "2020/3/3"})
    page = wrong.content.decode()
    assert "「いつから」には今日までの日を入れてください。" in page
    assert page.count(" checked") == 4 and WHAT.reason in page
    preview = client.post("/staff/groups/suspend/preview/", typed).content.decode()
    assert "選んだ4団体のうち、2団体でできます。まだ何も変わっていません。" in preview
    done = client.post("/staff/groups/suspend/done/", typed).content.decode()
    assert "4団体のうち、2団体でできました。" in done
    assert client.post("/staff/groups/suspend/preview/", {}).url == "/staff/groups/suspend/"
    assert enter(auditor).get("/staff/groups/suspend/").status_code == 403


@pytest.mark.parametrize("rows", [1, 3, 30])
@time_machine.travel(AT, tick=False)
def test_the_pages_cost_the_same(worker, resident, enter, rows, django_assert_num_queries):
    made = [a_group(f"見本{n}", Status.ACTIVE, member=resident) for n in range(rows)]
    client = enter(worker)
    with django_assert_num_queries(3):
        client.get("/staff/groups/suspend/")
    typed = {
        "id": [group.pk for group in made],
        "status": "paused",
        "day": "R2.3.1",
        "reason": "見本",
    }
    with django_assert_num_queries(4):
        assert client.post("/staff/groups/suspend/preview/", typed).status_code == 200
