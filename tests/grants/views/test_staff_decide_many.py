"""Many decisions at once: each as it was recommended, and what stands in the way of one."""

import pytest

from grants import workflow
from grants.models import Application, ConflictOfInterest, ProgrammeYear
from grants.reviewing import declaring
from grants.states import State
from ibasho.accounts.models import User
from ibasho.accounts.permissions import Role
from ibasho.letters.models import Letter
from tests.grants.factories import NOON, a_group, a_programme_year, recommended, submitted

pytestmark = pytest.mark.django_db
PREVIEW = "/staff/applications/award/"
DONE = "/staff/applications/award/done/"
DECLINE = "/staff/applications/decline/"
DECLINED = "/staff/applications/decline/done/"
OWN = "自分で起案した申請は、ひとつずつ、わけを書いて決めてください。"


def a_row(n, year, *, by, worker, **changes):
    group = a_group(member=by, name=f"見本{n}")
    return recommended(by=by, worker=worker, programme_year=year, group=group, **changes)


@pytest.fixture
def rows(resident, worker):
    year = a_programme_year()
    return [a_row(n, year, by=resident, worker=worker) for n in range(3)]


def pairs(rows):
    return [f"{row.pk}:{row.recommended_amount}" for row in rows]


def told(response):
    return [(o.application.group.name, o.refused) for o in response.context["outcomes"]]


def words(response):
    return [str(o.told) for o in response.context["outcomes"]]


def test_the_preview_writes_nothing(rows, approver, enter):
    response = enter(approver).post(PREVIEW, {"id": [row.pk for row in rows]})
    assert told(response) == [("見本0", False), ("見本1", False), ("見本2", False)]
    assert response.content.decode().count('name="award"') == 3
    assert Application.objects.awarded().count() == 0


def test_done_with_a_result_per_row(rows, worker, approver, enter):
    ticked = {"award": pairs(rows), "no_interest": "on"}
    workflow.decline(rows[1], by=approver, at=NOON, reason="見本の理由")
    response = enter(approver).post(DONE, ticked)
    assert told(response) == [("見本0", False), ("見本1", True), ("見本2", False)]
    assert words(response)[1] == "見本 approverさんが先に決裁しました。"
    assert Letter.objects.filter(kind="award").count() == 2
    assert set(ConflictOfInterest.objects.values_list("by", "declared")) == {(approver.pk, "none")}
    assert told(enter(approver).post(DONE, ticked)) == [(f"見本{n}", True) for n in range(3)]


def test_without_the_tick_nothing_is_decided(rows, approver, enter):
    response = enter(approver).post(DONE, {"award": pairs(rows)})
    html = response.content.decode()
    assert html.count("に印を付けてください。") == 2  # in the summary, at the field
    assert html.count('name="award"') == 3
    assert Application.objects.awarded().count() == 0


def test_the_budget_is_counted_down(rows, approver, enter):
    ProgrammeYear.objects.update(budget=100_000)
    response = enter(approver).post(PREVIEW, {"id": [row.pk for row in rows]})
    assert told(response) == [("見本0", False), ("見本1", False), ("見本2", True)]
    assert words(response)[2] == "予算が足りません。残りは11,200円です。"
    response = enter(approver).post(DONE, {"award": pairs(rows), "no_interest": "on"})
    assert told(response) == [("見本0", False), ("見本1", False), ("見本2", True)]
    assert ProgrammeYear.objects.get().committed == 88_800


def test_what_cannot_be_decided_among_many(rows, resident, worker, approver, enter):
    year = rows[0].programme_year
    own = a_row(3, year, by=resident, worker=approver)
    no = a_row(4, year, by=resident, worker=worker, amount=0)
    with pytest.raises(declaring.Interested):
        declared = {"interest": "some", "interest_words": "親類", "amount": 1}
        declaring.take("award", rows[0], by=approver, at=NOON, words=declared)
    changed = f"{rows[1].pk}:1"
    ticked = [*pairs([rows[0], rows[2], own, no]), changed]
    expected = [
        "利害関係があると申し出ています。この手続きは、ほかの職員に頼んでください。",
        "起案の額が変わりました。もう一度、内容を確かめてください。",
        "44,400円の交付を決定しました。",
        "起案した人は決裁できません。ほかの決裁者に頼んでください。",
        "不交付が起案されています。ひとつずつ決めてください。",
    ]
    client = enter(approver)
    assert words(client.post(DONE, {"award": ticked, "no_interest": "on"})) == expected
    ProgrammeYear.objects.update(one_person_may_decide=True)
    assert words(client.post(DONE, {"award": pairs([own]), "no_interest": "on"})) == [OWN]
    assert Application.objects.filter(state=State.AWARDED).get() == rows[2]


@pytest.mark.parametrize("address", [PREVIEW, DECLINE])
def test_what_is_not_proposed_yet_says_so(address, resident, approver, enter):
    early = submitted(by=resident)
    response = enter(approver).post(address, {"id": [early.pk]})
    assert words(response) == ["いまは「受付済み」です。起案されると決められます。"]


@pytest.fixture
def approver2(db):
    return User.objects.create_user(email="a2@example.jp", name="見本 二人目", role=Role.APPROVER)


@pytest.fixture
def refused(resident, worker):
    """Three that are proposed to be declined."""
    year = a_programme_year()
    return [a_row(n, year, by=resident, worker=worker, amount=0) for n in range(3)]


class TestDeclining:
    def test_the_preview_writes_nothing(self, refused, approver, enter):
        response = enter(approver).post(DECLINE, {"id": [row.pk for row in refused]})
        assert told(response) == [("見本0", False), ("見本1", False), ("見本2", False)]
        assert words(response)[0] == "不交付にします。起案の理由：見本の理由"
        assert response.content.decode().count('name="decline"') == 3
        assert not Application.objects.filter(state=State.DECLINED).exists()

    def test_done_with_a_result_per_row(self, refused, approver, approver2, enter):
        told_reason = "予算の残りがないため。"
        ticked = {"decline": [r.pk for r in refused], "no_interest": "on", "reason": told_reason}
        workflow.decline(refused[1], by=approver2, at=NOON, reason="見本")
        response = enter(approver).post(DECLINED, ticked)
        assert told(response) == [("見本0", False), ("見本1", True), ("見本2", False)]
        assert words(response)[:2] == [
            "不交付を決定しました。",
            "見本 二人目さんが先に決裁しました。",
        ]
        decided = Application.objects.filter(decided_by=approver)
        assert [row.decision_reason for row in decided] == [told_reason] * 2
        assert Letter.objects.filter(kind="decline").count() == 3
        assert told(enter(approver).post(DECLINED, ticked)) == [
            (f"見本{n}", True) for n in range(3)
        ]

    def test_a_reason_and_the_tick_are_asked_for_and_what_was_typed_stays(
        self, refused, approver, enter
    ):
        ids = [row.pk for row in refused]
        response = enter(approver).post(DECLINED, {"decline": ids, "no_interest": "on"})
        assert response.content.decode().count("不交付の理由を入れてください。") == 2
        response = enter(approver).post(DECLINED, {"decline": ids, "reason": "見本のわけ"})
        html = response.content.decode()
        assert (html.count("見本のわけ"), html.count('name="decline"')) == (1, 3)
        assert not Application.objects.filter(state=State.DECLINED).exists()

    def test_what_is_proposed_to_be_awarded_is_decided_alone(self, rows, approver, enter):
        response = enter(approver).post(DECLINE, {"id": [rows[0].pk]})
        expected = ["44,400円の交付が起案されています。ひとつずつ決めてください。"]
        assert words(response) == expected
        data = {"decline": [rows[0].pk], "no_interest": "on", "reason": "見本"}
        assert words(enter(approver).post(DECLINED, data)) == expected


@pytest.mark.parametrize("address", [PREVIEW, DONE, DECLINE, DECLINED])
def test_doors(address, resident, worker, auditor, approver, enter):
    found = [enter(who).post(address).status_code for who in (resident, worker, auditor)]
    assert (found, enter(approver).get(address).status_code) == ([403] * 3, 405)


@pytest.mark.parametrize("typed", [{}, {"id": ["zzz", "\x00"]}])
@pytest.mark.parametrize("address", [PREVIEW, DECLINE])
def test_nothing_ticked(address, typed, approver, enter):
    assert enter(approver).post(address, typed).url == "/staff/applications/"


@pytest.mark.parametrize("typed", ["zzz", "\x00:1", "{}:一", "{}:", "{}:99999999999"])
def test_what_cannot_be_meant(typed, rows, approver, enter):
    data = {"award": typed.format(rows[0].pk), "no_interest": "on"}
    assert words(enter(approver).post(DONE, data)) == []


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [(PREVIEW, 5), (DECLINE, 4)])
def test_the_preview_costs_the_same(
    address, queries, number, rows, approver, enter, django_assert_num_queries
):
    client = enter(approver)
    with django_assert_num_queries(queries):
        client.post(address, {"id": [row.pk for row in rows[:number]]})
