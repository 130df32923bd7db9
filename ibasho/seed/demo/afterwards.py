"""What came after the awards of the demonstration: diaries, changes, reports, money, and the end."""

from datetime import date, datetime, time, timedelta

from grants import workflow
from grants.applying import drafts
from grants.models import Application, ChangeKind, ChangeRequest
from grants.money import claiming, paying, refunding
from grants.money.claiming import NewAccount
from grants.transfer.account import Account, Deposit
from ibasho.dates import JAPAN, FiscalYear, day_in_japan
from ibasho.groups import diary
from ibasho.seed.demo.applications import Story, programme_year
from ibasho.seed.demo.people import People

DECIDED = ["submit", "receive", "find", "recommend", "award"]
# People who came, the form of the gathering, and a word, month by month.
MONTHS = [
    (9, "in_person", "桜の話でもりあがった。"),
    (11, "outdoors", "公園でお弁当を食べた。"),
    (8, "in_person", ""),
    (10, "in_person", "七夕のかざりを作った。"),
    (6, "no_meeting", "暑いので、手紙と電話で近況を聞いた。"),
    (9, "in_person", ""),
    (12, "in_person", "新しい人が2人来た。"),
    (11, "in_person", ""),
    (13, "in_person", "おもちつき。子どもも来た。"),
    (7, "online", "雪で出られず、オンラインにした。"),
    (10, "in_person", ""),
    (14, "in_person", "1年のふりかえりをした。"),
]
WORDS = "毎月続けられました。来た人どうしで声をかけ合うようになり、ひとり暮らしの人も安心できたようです。"


def tell_last_year(people: People, *, at: datetime) -> None:
    """A whole year that has gone by, so that every ending can be told on any day of this one."""
    year = FiscalYear.of(day_in_japan(at)).previous
    told = LastYear(people, programme_year(year), at=_noon(year.first + timedelta(days=20)))
    told.closed_after_a_refund("見本のとまり木")
    told.closed_after_all_was_paid("見本の茶の間")
    told.settled_and_paid("見本のこもれび")
    told.settled_and_still_to_pay("見本のえんがわ")
    told.settled_and_late_with_a_refund("見本のしおり")
    told.reported("見本のひだまり")
    told.stopped_and_late_with_its_report("見本のこかげ")
    told.revoked("見本のこみち")
    told.change_to_decide("見本のみちくさ")


def go_on(people: People, *, at: datetime) -> None:
    """This year's award: the diary so far, and a change that waits for an answer."""
    group = people.groups["見本のとまり木"]
    application = group.applications.filter(state="awarded").get()
    write_diary(application, until=day_in_japan(at) - timedelta(days=1))
    ask_to_change(application, at=at)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=JAPAN)


def write_diary(application: Application, *, until: date, leave_out: int = 0) -> None:
    """Each planned day up to `until`, written down on its evening; the last ones left out."""
    member = application.started_by
    days = [plan for plan in application.planned.all() if plan.day <= until]
    for plan in days[: len(days) - leave_out]:
        people, form, note = MONTHS[(plan.day.month - 4) % 12]
        facts = {
            "on": plan.day,
            "starts_at": plan.starts_at,
            "ends_at": plan.ends_at,
            "form": form,
            "place": application.group.venue if form == "in_person" else "",
            "people": people,
            "helpers": 3,
            "venue_fee": plan.venue_fee if form == "in_person" else 0,
            "note": note,
        }
        evening = datetime.combine(plan.day, time(20), tzinfo=JAPAN)
        diary.note(application.group, by=member, at=evening, facts=facts)


def ask_to_change(application: Application, *, at: datetime) -> ChangeRequest:
    """Without the last two days of the plan."""
    by, moment = application.started_by, at - timedelta(hours=1)
    days = [plan.day for plan in application.planned.all()]
    change = workflow.start_change(application, by=by, at=moment, kind=ChangeKind.CHANGE)
    typed = {"days": "\n".join(map(str, days[:-2]))}
    workflow.write_change(change, by=by, typed=typed, reason="会場が工事で使えなくなるため。")
    return workflow.ask_change(change, by=by, at=moment)


class LastYear(Story):
    """Goes on where the award was made, with a day of the fiscal year for each step."""

    def awarded(self, group_name: str) -> Application:
        return self.tell(group_name, DECIDED)

    @property
    def _last(self) -> date:
        return self.year.year.last

    def _day(self, days_before_the_end: int) -> datetime:
        return _noon(self._last - timedelta(days=days_before_the_end))

    def pay(self, application: Application, amount: int, *, at: datetime) -> None:
        """Claimed, accepted and paid at the counter of the bank, all on one day."""
        account = NewAccount(
            Account("9900", "058", Deposit.ORDINARY, "1234567", "ﾐﾎﾝﾉｶｲ"), told_as="10530"
        )
        by, accountant = application.started_by, self.users["accountant"]
        known = application.group.bank_accounts.usable().first() or account
        claim = claiming.claim(application, by=by, at=at, amount=amount, account=known)
        payment = paying.accept_claim(claim, by=accountant, at=at)
        paying.mark_paid(payment, by=accountant, at=at, on=day_in_japan(at))

    def advance(self, group_name: str) -> Application:
        """Awarded, and paid in advance a fortnight later."""
        application = self.awarded(group_name)
        at = self.end + timedelta(days=14)
        self.pay(application, application.granted_amount, at=at)
        return application

    def report(self, application: Application, *, at: datetime, leave_out: int = 0) -> None:
        write_diary(application, until=day_in_japan(at), leave_out=leave_out)
        statement = {"fees": 12_000, "food": 9_800, "printing": 2_400}
        by = application.started_by
        workflow.report(application, by=by, at=at, statement=statement, words=WORDS)

    def settle(self, application: Application, *, at: datetime) -> Application:
        application.refresh_from_db()
        amount = min(application.reports.latest("round").amount, application.granted_amount)
        told = {"amount": amount, "at": at}
        workflow.check_report(application, by=self.users["worker"], **told)
        return workflow.settle(application, by=self.users["approver"], **told)

    def closed_after_a_refund(self, group_name: str) -> None:
        application = self.advance(group_name)
        self.report(application, at=self._day(20), leave_out=2)
        settled = self.settle(application, at=self._day(15))
        by, due_on = self.users["accountant"], self._last
        refund = refunding.demand_refund(settled, by=by, at=self._day(14), due_on=due_on)
        received = day_in_japan(self._day(8))
        refunding.receive_refund(refund, by=by, at=self._day(8), on=received)
        workflow.close(settled, by=self.users["approver"], at=self._day(5))

    def closed_after_all_was_paid(self, group_name: str) -> None:
        settled = self.settled_and_paid(group_name)
        workflow.close(settled, by=self.users["approver"], at=self._day(5))

    def settled_and_paid(self, group_name: str) -> Application:
        """Nothing is owed any more: an approver may close it."""
        application = self.awarded(group_name)
        self.report(application, at=self._day(20))
        settled = self.settle(application, at=self._day(15))
        self.pay(settled, settled.settled_amount, at=self._day(10))
        return settled

    def settled_and_still_to_pay(self, group_name: str) -> None:
        application = self.awarded(group_name)
        self.pay(application, application.granted_amount // 2, at=self.end + timedelta(days=14))
        self.report(application, at=self._day(20), leave_out=1)
        self.settle(application, at=self._day(10))

    def settled_and_late_with_a_refund(self, group_name: str) -> None:
        application = self._stopped(self.advance(group_name), months=5)
        at = self._day(190)
        self.report(application, at=at)
        settled = self.settle(application, at=at + timedelta(days=5))
        by, due_on = self.users["accountant"], day_in_japan(at) + timedelta(days=40)
        asked = at + timedelta(days=6)
        refunding.demand_refund(settled, by=by, at=asked, due_on=due_on)

    def reported(self, group_name: str) -> None:
        """Reported, and checked by a worker: an approver may fix the amount."""
        application = self.advance(group_name)
        self.report(application, at=self._day(5), leave_out=1)
        told = {"amount": application.reports.get().amount, "at": self._day(3)}
        workflow.check_report(application, by=self.users["worker"], **told)

    def stopped_and_late_with_its_report(self, group_name: str) -> None:
        """The report is begun, and nobody has sent it yet."""
        application = self._stopped(self.advance(group_name), months=6)
        write_diary(application, until=self._last)
        typed = {"fees": "6,000", "food": "4,200", "words": WORDS}
        drafts.keep_report(application, typed, by=application.started_by, at=self._day(60))

    def change_to_decide(self, group_name: str) -> None:
        """Asked for in February, proposed by a worker, and not decided yet."""
        change = ask_to_change(self.advance(group_name), at=self._day(50))
        told = {"amount": change.amount, "reason": "計画に無理がない。"}
        workflow.prepare_change(change, by=self.users["worker"], at=self._day(48), **told)

    def revoked(self, group_name: str) -> None:
        application = self.advance(group_name)
        reason = "ほかの補助金を同じ活動で受けていたことが分かったため。"
        workflow.revoke(application, by=self.users["approver"], at=self._day(120), reason=reason)

    def _stopped(self, application: Application, *, months: int) -> Application:
        """Stopped at the end of its `months`th month, as it was asked for and agreed to."""
        by, worker, approver = (
            application.started_by,
            self.users["worker"],
            self.users["approver"],
        )
        stop_on = self.year.year.months[months] - timedelta(days=1)
        at = _noon(stop_on - timedelta(days=5))
        change = workflow.start_change(application, by=by, at=at, kind=ChangeKind.STOP)
        told = {"typed": {}, "reason": "担い手が足りなくなったため。", "stop_on": stop_on}
        workflow.write_change(change, by=by, **told)
        change = workflow.ask_change(change, by=by, at=at)
        amount = change.before
        workflow.prepare_change(change, by=worker, at=at + timedelta(days=1), amount=amount)
        workflow.approve_change(change, by=approver, at=at + timedelta(days=2), amount=amount)
        application.refresh_from_db()
        return application
