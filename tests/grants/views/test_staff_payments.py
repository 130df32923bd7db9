"""The accountant's counter in the hands of those who use it."""

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from grants.models import AccountReading, Payment, Refund, TransferFile
from grants.money import filing, paying, refunding
from ibasho.accounts.models import ExportLog
from ibasho.reports.desk import desk
from tests.grants.factories import NOON, a_group, a_programme_year
from tests.grants.purse import (
    AFTER,
    MONDAY,
    NEXT_MAY,
    awarded,
    claimed,
    filed,
    new_account,
    paid,
    planned,
    settled,
)

pytestmark = pytest.mark.django_db
AT = "/staff/payments/"


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def people(resident, worker, approver):
    return {"resident": resident, "worker": worker, "approver": approver}


@pytest.fixture
def case(people):
    return awarded(**people)


@pytest.fixture
def pay(enter, accountant):
    return enter(accountant)


def several(n, people, **changes):
    year = a_programme_year()
    for each in range(n):
        group = a_group(member=people["resident"], name=f"見本の会{each}")
        yield awarded(**people, group=group, programme_year=year, **changes)


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.content.decode()))


def workbook(answer):
    return load_workbook(BytesIO(b"".join(answer.streaming_content)))


class TestClaims:
    def test_accepted_it_waits_for_payment(self, pay, case, resident):
        claim = claimed(case, by=resident)
        assert "はじめての口座" in words(pay.get(AT))
        said = words(pay.get(f"{AT}claims/{claim.pk}/"))
        assert "••••567" in said
        assert "1234567" not in said
        assert pay.post(f"{AT}claims/{claim.pk}/accept/")["Location"] == AT
        assert "••••567" in words(pay.get(f"{AT}?tab=waiting"))
        again = pay.post(f"{AT}claims/{claim.pk}/accept/")
        assert (again.status_code, "先に答えました" in words(again)) == (409, True)

    def test_the_number_is_shown_once_it_is_written_down_who_reads_it(
        self, pay, case, resident, accountant
    ):
        claim = claimed(case, by=resident)
        answer = pay.post(f"{AT}claims/{claim.pk}/number/")
        assert "1234567" in words(answer)
        assert answer["Cache-Control"] == "private, no-store"
        assert AccountReading.objects.get().by == accountant
        assert "口座番号を見た記録" in words(answer)

    def test_another_account_than_before_is_pointed_out(self, pay, case, resident, accountant):
        planned(case, by=resident, accountant=accountant, amount=10_000)
        claim = claimed(case, by=resident, amount=10_000, account=new_account(number="7654321"))
        assert "口座が変わりました" in words(pay.get(AT))
        said = words(pay.get(f"{AT}claims/{claim.pk}/"))
        assert "これまでとちがう口座です" in said
        assert "2026年4月10日に確かめた口座：" in said

    def test_sent_back_with_a_reason(self, pay, case, resident):
        claim = claimed(case, by=resident)
        page = f"{AT}claims/{claim.pk}/send-back/"
        assert "確かめてほしいことを入れてください" in words(pay.post(page, {"reason": " "}))
        assert pay.post(page, {"reason": "名義を確かめてください。"})["Location"] == AT
        claim.refresh_from_db()
        assert (claim.status, claim.reason) == ("sent_back", "名義を確かめてください。")
        kept = pay.post(page, {"reason": "もう一度"})
        assert (kept.status_code, "もう一度" in words(kept)) == (409, True)

    def test_others_only_read(self, enter, worker, case, resident):
        claim = claimed(case, by=resident)
        read = enter(worker)
        said = words(read.get(f"{AT}claims/{claim.pk}/"))
        assert "口座を確かめて受理する" not in said
        assert "口座番号をすべて見る" not in said
        for act in ("accept", "send-back", "number"):
            assert read.post(f"{AT}claims/{claim.pk}/{act}/").status_code == 403


class TestFiles:
    def test_from_the_ticks_to_the_bytes(self, pay, people, accountant):
        payments = [
            planned(case, by=people["resident"], accountant=accountant)
            for case in several(2, people)
        ]
        ids = [payment.pk for payment in payments]
        seen = pay.post(f"{AT}files/preview/", {"id": ids, "on": "2026/4/13"})
        assert "2件を振り込めます。合計は88,800円です" in words(seen)
        assert TransferFile.objects.count() == 0
        made = pay.post(f"{AT}files/make/", {"id": ids, "on": "2026-04-13"})
        file = TransferFile.objects.get()
        assert made["Location"] == f"{AT}files/{file.pk}/"
        assert (
            pay.post(f"{AT}files/make/", {"id": ids, "on": "2026-04-13"})["Location"]
            == (made["Location"])
        )
        said = words(pay.get(made["Location"]))
        assert "2026年4月13日（令和8年4月13日） 振込分" in said
        assert "88,800円" in said
        first = pay.get(f"{AT}files/{file.pk}/download/")
        assert first.content == filing.bytes_of(file)
        assert first["Content-Disposition"] == (
            f'attachment; filename="sofuri-20260413-{file.checksum[:8]}.txt"'
        )
        assert pay.get(f"{AT}files/{file.pk}/download/").content == first.content
        assert list(ExportLog.objects.values_list("what", "rows")) == [("振込データ", 2)] * 2

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ("2026/4/11", "土曜日で、銀行が休みです"),
            ("R8.12.31", "2026年6月9日まで"),
            ("2026/4/10", "あしたより後"),
            ("", "振込日を入れてください"),
            ("4/13/2026", "振込日を確かめてください"),
        ],
    )
    def test_a_day_that_cannot_be_is_said_at_its_field(
        self, pay, case, resident, accountant, typed, said
    ):
        payment = planned(case, by=resident, accountant=accountant)
        answer = pay.post(f"{AT}files/preview/", {"id": payment.pk, "on": typed})
        assert (answer.status_code, said in words(answer)) == (200, True)
        html = answer.content.decode()
        assert f'value="{typed}"' in html or not typed
        assert re.search(rf'value="{payment.pk}" checked', html)

    def test_the_end_of_the_year_is_refused(self, pay, case, resident, accountant):
        payment = planned(case, by=resident, accountant=accountant)
        with time_machine.travel(NOON.replace(month=12), tick=False):
            pay.force_login(accountant)
            answer = pay.post(f"{AT}files/preview/", {"id": payment.pk, "on": "R8.12.31"})
        assert "年末年始（12月31日から1月3日）" in words(answer)

    def test_nothing_ticked(self, pay):
        answer = pay.post(f"{AT}files/preview/", {"on": "2026/4/13", "id": ["x", "-1", "9" * 30]})
        assert "支払いを選んでください" in words(answer)

    def test_somebody_was_first(self, pay, case, resident, accountant):
        payment = planned(case, by=resident, accountant=accountant)
        filed(payment, accountant=accountant)
        told = {"id": payment.pk, "on": "2026-04-14"}
        answer = pay.post(f"{AT}files/make/", told)
        assert (answer.status_code, "いまは「振込手続き中」です" in words(answer)) == (409, True)

    def test_cancelled(self, pay, case, resident, accountant):
        file = filed(planned(case, by=resident, accountant=accountant), accountant=accountant)
        page = f"{AT}files/{file.pk}/"
        assert "わけを入れてください" in words(pay.post(f"{page}cancel/", {"reason": ""}))
        assert pay.post(f"{page}cancel/", {"reason": "日をまちがえた"})["Location"] == page
        said = words(pay.get(page))
        assert "取りやめた振込データです" in said
        assert "振込データを受け取る" not in said
        assert Payment.objects.get().status == "planned"
        assert pay.post(f"{page}cancel/", {"reason": "もう一度"}).status_code == 409


class TestOutcomes:
    @pytest.fixture
    def two(self, people, accountant):
        payments = [
            planned(case, by=people["resident"], accountant=accountant)
            for case in several(2, people)
        ]
        filed(*payments, accountant=accountant)
        with time_machine.travel(AFTER, tick=False):
            yield payments

    def test_paid_in_bulk_with_a_result_per_row(self, enter, accountant, two):
        pay = enter(accountant)
        assert "結果を書いてください" in words(pay.get(f"{AT}?tab=under_way"))
        paying.mark_failed(two[1], by=accountant, at=AFTER, reason="見本", refuse_account=False)
        answer = pay.post(f"{AT}paid/", {"id": [one.pk for one in two], "on": "2026/4/13"})
        said = words(answer)
        assert "2件のうち、1件でできました" in said
        assert "2026年4月13日に支払済みにしました" in said
        assert "先に「振込できず」にしました" in said
        wrong = pay.post(f"{AT}paid/", {"id": two[0].pk, "on": "13日"})
        assert "支払った日を確かめてください" in words(wrong)

    def test_failed_one_by_one(self, enter, accountant, two, resident):
        pay, page = enter(accountant), f"{AT}{two[0].pk}/"
        assert "振り込めなかったわけを入れてください" in words(pay.post(f"{page}failed/", {}))
        told = {"reason": "名義がちがうため", "refuse_account": "on"}
        assert pay.post(f"{page}failed/", told)["Location"] == page
        assert "同じ口座にもう一度支払う" in words(pay.get(page))
        assert pay.post(f"{page}again/").status_code == 409
        assert pay.post(f"{page}paid/", {"on": "2026/4/13"}).status_code == 409

    def test_what_is_no_payment_or_no_act_is_not_there(self, enter, accountant, two):
        pay = enter(accountant)
        for path in ("x/", "0/", "9" * 30 + "/", "１/"):
            assert pay.get(AT + path).status_code == 404
        assert pay.post(f"{AT}{two[0].pk}/lost/").status_code == 404

    def test_others_do_not_write(self, enter, auditor, two):
        read, page = enter(auditor), f"{AT}{two[0].pk}/"
        assert "この支払いの結果を書く" not in words(read.get(page))
        assert read.post(f"{page}paid/", {"on": "2026/4/13"}).status_code == 403
        assert read.post(f"{AT}paid/", {}).status_code == 403


class TestRefunds:
    @pytest.fixture
    def owing(self, case, people, accountant):
        paid(case, by=people["resident"], accountant=accountant)
        worker, approver = people["worker"], people["approver"]
        case = settled(case, by=people["resident"], worker=worker, approver=approver, gatherings=10)
        with time_machine.travel(NEXT_MAY, tick=False):
            yield case

    def test_demanded_and_received_in_two_parts(self, enter, accountant, owing):
        pay = enter(accountant)
        assert "7,400円" in words(pay.get(f"{AT}?tab=refunds"))
        page = f"/staff/applications/{owing.pk}/refund/"
        assert "いま請求する額 7,400円" in words(pay.get(page))
        assert "わけを入れてください" in words(pay.post(page, {"due_on": "2027/5/31"}))
        told = {"due_on": "令和9年5月31日", "reason": "開いた回数が2回少なかったため。"}
        refund_page = pay.post(page, told)["Location"]
        refund = Refund.objects.get()
        assert refund_page == f"{AT}refunds/{refund.pk}/"
        assert "まだ受け取っていない額 7,400円" in words(pay.get(refund_page))
        again = pay.post(page, told)
        assert (again.status_code, "2回少なかった" in words(again)) == (409, True)
        part = {"on": "2027/5/10", "amount": "7,000"}
        pay.post(f"{refund_page}receive/", part)
        assert "まだ受け取っていない額 400円" in words(pay.get(refund_page))
        assert pay.post(f"{refund_page}receive/", part).status_code == 409
        assert "受け取った額を1円から" in words(
            pay.post(f"{refund_page}receive/", part | {"amount": "x"})
        )
        pay.post(f"{refund_page}receive/", part | {"amount": "400"})
        assert "受取済み" in words(pay.get(refund_page))

    def test_cancelled(self, enter, accountant, owing):
        pay = enter(accountant)
        refund = refunding.demand_refund(
            owing, by=accountant, at=NEXT_MAY, due_on=date(2027, 5, 31)
        )
        page = f"{AT}refunds/{refund.pk}/"
        assert "わけを入れてください" in words(pay.post(f"{page}cancel/", {}))
        pay.post(f"{page}cancel/", {"reason": "期限をのばす"})
        assert "期限をのばす" in words(pay.get(page))
        assert pay.post(f"{page}cancel/", {"reason": "x"}).status_code == 409

    def test_the_same_yen_everywhere(self, enter, accountant, resident, owing):
        refund = refunding.demand_refund(
            owing, by=accountant, at=NEXT_MAY, due_on=date(2027, 5, 31)
        )
        letter = {item["label"]: item["value"] for item in refund.letter.content["items"]}
        pay = enter(accountant)
        book = workbook(pay.get(f"{AT}export/?tab=refunds&format=xlsx"))
        assert [cell.value for cell in book.active[2]][4:7] == [7_400, 0, 7_400]
        assert letter["返していただく額"] == "7,400円"
        assert "返す額 7,400円" in words(enter(resident).get(f"/my/applications/{owing.pk}/"))
        assert "返す額 7,400円" in words(pay.get(f"/staff/applications/{owing.pk}/"))
        late = desk(accountant, on=date(2027, 6, 1)).money
        assert [(heap.tab, heap.count, heap.late) for heap in late] == [
            ("claims", 0, 0),
            ("waiting", 0, 0),
            ("under_way", 0, 0),
            ("refunds", 1, 1),
        ]


def test_the_record_as_a_file(pay, case, resident, accountant):
    payment = paid(case, by=resident, accountant=accountant)
    book = workbook(pay.get(f"{AT}export/?tab=all&format=xlsx"))
    assert [cell.value for cell in book.active[2]][:9] == [
        *(payment.pk, case.receipt_number, "見本の会", "居場所づくり助成", "令和8年度"),
        *("概算払", 44_400, "支払済み"),
        book.active[2][8].value,
    ]
    assert book.active[2][8].value.date() == MONDAY
    csv = b"".join(pay.get(f"{AT}export/?tab=all&format=csv").streaming_content).decode("utf-8-sig")
    assert "••••567" in csv
    assert "1234567" not in csv


def test_only_for_whoever_pays_it_lies_on_the_desk(pay, enter, worker, case, resident):
    claimed(case, by=resident)
    assert "請求の確認待ち" in words(pay.get("/staff/"))
    assert "請求の確認待ち" not in words(enter(worker).get("/staff/"))


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_same_queries_for_every_number_of_rows(pay, people, accountant, rows):
    cases = list(several(rows, people, amount=10_000))
    for case in cases:
        claimed(case, by=people["resident"], amount=1_000)
    counted = {}
    counted["claims"] = _count(pay, "claims")
    for case in cases:
        paying.accept_claim(case.claims.get(), by=accountant, at=NOON)
    counted["waiting"], counted["all"] = _count(pay, "waiting"), _count(pay, "all")
    payments = list(Payment.objects.all())
    counted["preview"] = _posted(pay, "files/preview/", payments)
    file = filed(*payments, accountant=accountant)
    counted["under_way"] = _count(pay, "under_way")
    counted["file"] = _queries(lambda: pay.get(f"{AT}files/{file.pk}/"))
    for payment in payments:
        paying.mark_paid(payment, by=accountant, at=NOON + timedelta(days=4), on=MONDAY)
    counted["refunds"] = _count(pay, "refunds")
    assert counted == {
        "claims": 9,
        "waiting": 9,
        "all": 9,
        "preview": 4,
        "under_way": 10,
        "file": 4,
        "refunds": 9,
    }


def _count(client, tab):
    return _queries(lambda: client.get(f"{AT}?tab={tab}"))


def _posted(client, path, payments):
    told = {"id": [one.pk for one in payments], "on": "2026/4/13"}
    return _queries(lambda: client.post(AT + path, told))


def _queries(act):
    with CaptureQueriesContext(connection) as seen:
        assert act().status_code == 200
    return len(seen)
