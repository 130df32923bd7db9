"""After the award, for the people of the group: diary against plan, change, report, all kept."""

from datetime import date, datetime

import pytest
import time_machine

from grants import workflow
from grants.models import Application, ChangeRequest
from grants.states import State
from ibasho.dates import JAPAN
from tests.grants import purse
from tests.grants.factories import SUNDAYS, answers, awarded
from tests.grants.stories import APRIL, diary, reported

pytestmark = pytest.mark.django_db
JULY = datetime(2026, 7, 6, 12, 0, tzinfo=JAPAN)
WORDS = {"words": "無事に1年つづけられました。"}


@pytest.fixture
def application(resident, worker, approver):
    return awarded(by=resident, worker=worker, approver=approver)


@pytest.fixture
def client(resident, enter):
    """Signed in at each call anew: these stories travel further than a session lasts."""

    class Client:
        def get(self, page):
            return enter(resident).get(page)

        def post(self, page, told=None):
            return enter(resident).post(page, told)

    return Client()


def address(application, page=""):
    return f"/my/applications/{application.pk}/{page}"


def read(client, application, page=""):
    answer = client.get(address(application, page))
    assert answer.status_code == 200
    return answer.content.decode()


@time_machine.travel(JULY, tick=False)
def test_the_plan_stands_beside_the_diary(application, client, resident):
    diary(application, by=resident, days=[SUNDAYS[0], date(2026, 6, 14)])
    page = read(client, application, "diary/")
    assert "計画は12回、開いたのは2回です。" in page
    assert "まだ記録がない日が3日あります。" in page
    assert "計画にない日に開きました" in page
    prefilled = (
        "diary/new/?starts_at=10%3A00&amp;ends_at=13%3A00&amp;on=2026-05-03&amp;venue_fee=1200"
    )
    assert prefilled in page


@time_machine.travel(JULY, tick=False)
def test_my_page_says_the_one_next_thing(application, client, resident):
    assert "助成金（44,400円まで）を請求できます。" in read(client, application)
    purse.claimed(application, by=resident)
    page = read(client, application)
    assert "集まりを開いたら、来た人の数と会場費を書いておいてください。" in page
    assert f'href="{address(application, "diary/")}"' in page
    with time_machine.travel(APRIL, tick=False):
        assert "1年の活動を報告してください（実績報告）。" in read(client, application)


@time_machine.travel(APRIL, tick=False)
def test_a_report_is_saved_worked_out_read_over_and_sent(application, client, resident):
    diary(application, by=resident, days=SUNDAYS[:10])
    page = address(application, "report/")
    assert client.get(page).status_code == 200
    saved = client.post(page, {"food": "abc", "fees": "3,000", "words": ""})
    assert "お茶・食べ物を0円から" in saved.content.decode()
    assert 'value="3,000"' in read(client, application, "report/")  # kept over sign-out
    told = {"food": "5,000円", "fees": "3,000", **WORDS}
    worked_out = client.post(page, told | {"calculate": "1"}).content.decode()
    for words in ("10回 × 2,500円", "37,000円", "12,000円", "2026年10月4日"):
        assert words in worked_out
    assert client.post(page, told).url == address(application, "report/confirm/")
    over = read(client, application, "report/confirm/")
    # 37,000 + 3,000 in; 12,000 + 5,000 out; 23,000 left
    for words in ("40,000円", "17,000円", "23,000円", "2027年2月7日", WORDS["words"]):
        assert words in over
    unsure = client.post(address(application, "report/confirm/"))
    assert "印を付けてください" in unsure.content.decode()
    for _press in range(2):  # a double press sends it once
        sent = client.post(address(application, "report/confirm/"), {"true": "on"})
        assert sent.url == page
    application.refresh_from_db()
    assert (application.state, application.reports.count()) == (State.REPORTED, 1)
    assert application.reports.get().statement == {"fees": 3_000, "food": 5_000}
    assert "出した実績報告" in read(client, application, "report/")


@time_machine.travel(APRIL, tick=False)
def test_what_is_to_be_put_right_stands_on_the_sheet(resident, worker, approver, client):
    application = reported(resident=resident, worker=worker, approver=approver)
    comments = {"report_venue_fee": "3月の領収書がありません。"}
    told = {"message": "", "due_on": date(2027, 4, 20), "comments": comments}
    workflow.return_report(application, by=worker, at=APRIL, **told)
    page = read(client, application, "report/")
    for words in ("会場費と領収書", "3月の領収書がありません。", "2027年4月20日"):
        assert words in page
    assert "職員からの連絡を読んで、報告を直してから、もう一度出してください。" in read(
        client, application
    )


@time_machine.travel(JULY, tick=False)
def test_a_change_is_written_worked_out_and_sent(application, client):
    page = address(application, "change/")
    assert "計画（開催日・時刻・会場費）を変えて続けたい" in read(client, application, "change/")
    assert client.post(page, {"kind": "change"}).url == page
    told = answers(days="\n".join(map(str, SUNDAYS[:10])), fee="1,200")
    told = {name: told[name] for name in ("days", "venue_fee", "starts_at", "ends_at", "in_city")}
    told |= {"venue_name": "見本コミセン", "venue_address": "見本町1", "reason": "会場の工事"}
    worked_out = client.post(page, told | {"calculate": "1"}).content.decode()
    for words in ("44,400円", "37,000円", "10回 × 2,500円", "なくなる日"):
        assert words in worked_out
    wrong = client.post(page, told | {"days": "2026年4月31日", "send": "1"}).content.decode()
    assert "計画に直すところがあります" in wrong and "2026年4月31日" in wrong
    without = client.post(page, told | {"reason": "", "send": "1"}).content.decode()
    assert "変えるわけを入れてください。" in without
    assert client.post(page, told | {"send": "1"}).url == page
    change = ChangeRequest.objects.get()
    assert (change.stage, change.before, change.amount) == ("asked", 44_400, 37_000)
    assert "職員が確かめています" in read(client, application, "change/")
    client.post(address(application, "change/withdraw/"))
    assert ChangeRequest.objects.get().stage == "withdrawn"


@time_machine.travel(JULY, tick=False)
def test_an_end_is_asked_for_with_its_day(application, client, resident):
    diary(application, by=resident, days=SUNDAYS[:3])
    page = address(application, "change/")
    client.post(page, {"kind": "stop"})
    outside = client.post(page, {"stop_on": "2027/4/1", "reason": "担い手", "send": "1"})
    assert "「活動をやめる日」を、令和8年度の日にしてください。" in outside.content.decode()
    told = {"stop_on": "R8.7.31", "reason": "担い手が減った"}
    assert "11,100円" in client.post(page, told | {"calculate": "1"}).content.decode()
    client.post(page, told | {"send": "1"})
    change = ChangeRequest.objects.get()
    assert (change.stage, change.stop_on, change.amount) == ("asked", date(2026, 7, 31), 11_100)


def test_nothing_of_this_before_the_award_nor_for_strangers(application, resident, stranger, enter):
    pages = ("diary/", "report/", "report/confirm/", "change/")
    for page in pages:
        assert enter(stranger).get(address(application, page)).status_code == 404
    with_draft = Application.objects.create(
        programme_year=application.programme_year,
        group=application.group.__class__.objects.create(name="見本の庭"),
        started_by=resident,
        started_at=JULY,
    )
    with_draft.group.memberships.create(user=resident)
    for page in ("diary/", "report/", "change/"):
        assert enter(resident).get(address(with_draft, page)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3, 12])
@time_machine.travel(APRIL, tick=False)
def test_the_same_queries_for_every_length_of_the_diary(
    application, enter, resident, rows, django_assert_num_queries
):
    diary(application, by=resident, days=SUNDAYS[:rows])
    client = enter(resident)
    with django_assert_num_queries(7):
        read(client, application, "diary/")
    with django_assert_num_queries(13):
        read(client, application, "report/")
