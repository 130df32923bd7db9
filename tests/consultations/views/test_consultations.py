"""The pages of the log, as each person meets them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from consultations.models import Consultation
from tests.consultations.factories import DAY, a_consultation, a_group, an_area

pytestmark = pytest.mark.django_db
LIST = "/staff/consultations/"
NEW = "/staff/consultations/new/"
TYPED = {"on": "2026年5月20日", "channel": "visit", "asker": "person", "what_happened": "見本の話"}
CANARY = "カナリアのふりかえり"


def listed(response):
    return list(response.context["page"])


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_list_costs_the_same_for_any_number_of_rows(
    rows, enter, worker, worker2, django_assert_num_queries
):
    client = enter(worker)
    for number in range(rows):
        group = a_group(f"見本の会 {number}", area=an_area(f"見本 {number}"))
        a_consultation(group=group, area=group.area, workers=[worker, worker2])
    with django_assert_num_queries(10):
        response = client.get(LIST)
    assert len(listed(response)) == rows


def test_every_filter_narrows_the_list_and_the_counts(enter, worker, worker2):
    area, group = an_area(), a_group("見本ひだまり")
    today = timezone.localdate()
    wanted = a_consultation(
        on=DAY,
        area=area,
        channel="visit",
        topics=["food"],
        group=group,
        out_of_office=True,
        follow_up_on=today,
        workers=[worker],
        advice="保健所に聞く",
    )
    a_consultation(on=DAY - timedelta(days=400), workers=[worker2], follow_up_on=today)
    Consultation.objects.exclude(pk=wanted.pk).update(followed_up=True)
    client = enter(worker)
    asked = {
        "fiscal_year": "2026",
        "area": area.pk,
        "channel": "visit",
        "topic": "food",
        "worker": worker.pk,
        "group": group.pk,
        "outreach": "yes",
        "follow_up": "due",
        "q": "ヒダマリ 保健所",
    }
    for name, value in asked.items():
        response = client.get(LIST, {name: value})
        assert listed(response) == [wanted], name
        assert response.context["counts"] == {"all": 1, "outreach": 1, "due": 1}, name
    assert listed(client.get(LIST, asked)) == [wanted]
    assert len(listed(client.get(LIST))) == 2


def test_a_row_says_who_what_and_where(enter, worker):
    a_consultation(workers=[worker], out_of_office=True, what_happened="あ\n" * 30)
    page = enter(worker).get(LIST).content.decode()
    row = page[page.index("<tbody>") : page.index("</tbody>")]
    told = ("あ " * 20)[:-1] + "…"
    assert [row.count(words) for words in (worker.name, told, "出向いた先")] == [1, 1, 1]


@pytest.mark.parametrize(
    ("sort", "order"), [("", "ba"), ("on", "ab"), ("-on", "ba"), ("group", "ab"), ("zzz", "ba")]
)
def test_the_order_stands_in_the_address(sort, order, enter, worker):
    a_consultation(on=DAY - timedelta(days=1), group=a_group("a", reading="あ"))
    a_consultation(on=DAY, group=a_group("b", reading="い"))
    found = listed(enter(worker).get(LIST, {"sort": sort}))
    assert "".join(record.group.name for record in found) == order


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "page=abc",
        "page=99999999999999999999",
        "sort=zzz",
        "area=abc",
        "area=%00",
        "fiscal_year=99999",
        "fiscal_year=0",
        "group=abc",
        "worker=%F0%9F",
        "topic=nope",
        "channel=",
        "unknown=1",
    ],
)
def test_a_strange_address_shows_the_list(query, enter, worker):
    record = a_consultation()
    response = enter(worker).get(f"{LIST}?{query}")
    assert (response.status_code, listed(response)) == (200, [record])


def test_a_record_is_written_on_one_screen(enter, worker):
    response = enter(worker).post(
        NEW,
        TYPED | {"workers": [worker.pk], "introductions": "見本C、隣人", "reflection": "気づき"},
    )
    record = Consultation.objects.get()
    assert response["Location"] == f"/staff/consultations/{record.pk}/"
    assert (record.on, record.written_by, record.reflection) == (DAY, worker, "気づき")
    assert list(record.workers.all()) == [worker]
    page = enter(worker).get(response["Location"]).content.decode()
    assert page.count("2026年5月20日 水曜日・令和8年5月20日") == 1
    assert page.count("見本C　隣人") == 1


def test_what_was_typed_stays_when_something_is_wrong(enter, worker):
    wrong = TYPED | {"on": "4/1/2026", "idea": "庭をひらく", "introductions": "、隣人"}
    response = enter(worker).post(NEW, wrong)
    page = response.content.decode()
    assert (response.status_code, Consultation.objects.count()) == (200, 0)
    assert set(response.context["form"].errors) == {"on", "introductions"}
    for typed in ("4/1/2026", "庭をひらく", "、隣人", "見本の話"):
        assert page.count(typed) >= 1, typed


@pytest.mark.parametrize("bad", ["\x00", "\ud800", "a" * 20_000, "\u202e"])
def test_hostile_typing_is_refused_in_words(bad, enter, worker):
    typed = dict.fromkeys((*TYPED, "place", "group", "topics", "seen", "introductions"), bad)
    body = "&".join(f"{name}={_quoted(value)}" for name, value in typed.items())
    response = enter(worker).post(NEW, body, content_type="application/x-www-form-urlencoded")
    assert (response.status_code, Consultation.objects.count()) == (200, 0)


def _quoted(value):
    return "".join(f"%{byte:02X}" for byte in value.encode("utf-8", "surrogatepass"))


def test_the_group_of_the_address_is_chosen_already(enter, worker):
    group = a_group()
    form = enter(worker).get(NEW, {"group": str(group.pk)}).context["form"]
    assert form["group"].value() == str(group.pk)
    assert enter(worker).get(NEW, {"group": "abc\x00"}).status_code == 200


def test_the_second_of_two_who_amend_keeps_the_text_and_may_go_on(enter, worker, worker2):
    record = a_consultation()
    edit = reverse("consultation_edit", args=[record.pk])
    enter(worker).post(edit, TYPED | {"seen": "", "what_happened": "先の話"})
    late = TYPED | {"seen": "", "what_happened": "後の話"}
    response = enter(worker2).post(edit, late)
    form = response.context["form"]
    assert list(form.non_field_errors()) == [
        f"{worker}さんが先に書きかえました。入力した内容はここに残っています。"
        "いまの記録を確かめてから、もう一度保存してください。"
    ]
    assert response.content.decode().count("後の話") == 1
    enter(worker2).post(edit, late | {"seen": form["seen"].value()})
    record.refresh_from_db()
    assert (record.what_happened, record.amended_by) == ("後の話", worker2)


def test_following_up_is_a_post(enter, worker):
    record = a_consultation(follow_up_on=DAY)
    address = reverse("followed_up", args=[record.pk])
    assert enter(worker).get(address).status_code == 405
    assert enter(worker).post(address)["Location"] == record.get_absolute_url()
    record.refresh_from_db()
    assert record.followed_up is True


def test_reading_and_writing_have_their_doors(enter, resident, auditor, accountant):
    record = a_consultation(follow_up_on=DAY)
    page, edit = record.get_absolute_url(), reverse("consultation_edit", args=[record.pk])
    done = reverse("followed_up", args=[record.pk])
    for reader in (auditor, accountant):
        assert [enter(reader).get(a).status_code for a in (LIST, page)] == [200, 200]
        assert [enter(reader).get(a).status_code for a in (NEW, edit)] == [403, 403]
        assert enter(reader).post(done).status_code == 403
    assert [enter(resident).get(a).status_code for a in (LIST, page, NEW)] == [403, 403, 403]


def test_a_reflection_reaches_nobody_who_may_not_reflect(
    enter, worker, approver, accountant, auditor, admin_user
):
    record = a_consultation(reflection=CANARY, group=a_group(), workers=[worker])
    page, edit = record.get_absolute_url(), reverse("consultation_edit", args=[record.pk])
    assert enter(worker).get(page).content.decode().count(CANARY) == 1
    assert enter(worker).get(edit).content.decode().count(CANARY) == 1
    admin = f"/admin/consultations/consultation/{record.pk}/change/"
    for person in (approver, accountant, auditor, admin_user):
        for address in (LIST, page, edit, admin, "/admin/consultations/consultation/"):
            assert CANARY not in enter(person).get(address).content.decode(), (person, address)
        assert listed(enter(person).get(LIST, {"q": CANARY})) == []
    assert listed(enter(worker).get(LIST, {"q": CANARY})) == []
    found = enter(admin_user).get("/admin/consultations/consultation/", {"q": CANARY})
    assert found.context["cl"].result_count == 0


def test_an_amendment_by_others_leaves_the_reflection(enter, approver):
    record = a_consultation(reflection=CANARY)
    edit = reverse("consultation_edit", args=[record.pk])
    enter(approver).post(edit, TYPED | {"seen": "", "reflection": "消す"})
    record.refresh_from_db()
    assert (record.what_happened, record.reflection) == ("見本の話", CANARY)
