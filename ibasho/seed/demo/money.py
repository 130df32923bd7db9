"""Money of the demonstration: last year's grants, claimed, paid, settled, paid the rest or asked back."""

import json
from datetime import datetime, time, timedelta

from grants import assessment, claiming, drafts, filing, paying, refunding, workflow
from grants.claiming import NewAccount
from grants.models import Application, Payment, Programme, ProgrammeYear
from grants.transfer.account import YUCHO, Account, Deposit
from grants.transfer.days import next_open
from ibasho.dates import JAPAN, FiscalYear, day_in_japan
from ibasho.groups.models import Gathering
from ibasho.seed.booklet import DATA, PROGRAMME
from ibasho.seed.demo.applications import BUDGET, answers
from ibasho.seed.demo.people import People

FEE = 1_200  # yen for the room, each time; 3,700 yen a gathering in all
# group, its account in kana, paid in advance, gatherings held
CASES = {
    "received": ("見本のいろり", "ﾐﾎﾝﾉｲﾛﾘ", 44_400, 12),
    "refund": ("見本のしおり", "ﾐﾎﾝﾉｼｵﾘ", 44_400, 10),
    "in_file": ("見本のひだまり", "ﾐﾎﾝﾉﾋﾀﾞﾏﾘ", 30_000, 12),
    "planned": ("見本の茶の間", "ﾐﾎﾝﾉﾁﾔﾉﾏ", 30_000, 12),
    "claimed": ("見本のえんがわ", "ﾐﾎﾝﾉｴﾝｶﾞﾜ", 20_000, 11),
}


def pay_for_all(people: People, *, at: datetime) -> None:
    """Every group with its own end: nothing left, a refund, or the rest on its way."""
    last = FiscalYear.of(day_in_japan(at)).previous
    story = Story(people, _programme_year(last), at=at)
    cases = {name: story.settled(number, *CASES[name]) for number, name in enumerate(CASES, 1)}
    story.close(cases["received"])
    story.ask_back(cases["refund"])
    rest = {name: story.claim_rest(cases[name]) for name in ("in_file", "planned", "claimed")}
    payments = {name: story.accept(rest[name]) for name in ("in_file", "planned")}
    story.file(payments["in_file"])


def _programme_year(fiscal_year: FiscalYear) -> ProgrammeYear:
    programme, _made = Programme.objects.get_or_create(slug=PROGRAMME["slug"], defaults=PROGRAMME)
    year, _made = ProgrammeYear.objects.get_or_create(
        programme=programme,
        fiscal_year=fiscal_year.year,
        defaults={
            "terms": json.loads((DATA / "terms_places.json").read_text()),
            "opens_on": fiscal_year.first,
            "closes_on": fiscal_year.last,
            "budget": BUDGET,
            "published": True,
        },
    )
    return year


class Story:
    def __init__(self, people: People, year: ProgrammeYear, *, at: datetime):
        self.users, self.groups, self.year, self.now = people.users, people.groups, year, at
        self.spring = datetime.combine(year.year.first, time(10), tzinfo=JAPAN)
        self.reported = at - timedelta(days=12)

    def settled(self, number, name, holder, advance, gatherings) -> Application:
        """From the draft to the amount that is fixed, with an advance paid in its spring."""
        group = self.groups[name]
        by, at = group.memberships.get().user, self.spring + timedelta(days=number)
        case = drafts.start(group=group, programme_year=self.year, by=by, at=at)
        drafts.save_answers(case, answers(self.year.year, fee=f"{FEE}"), by=by, at=at)
        workflow.submit(case, by=by, at=at)
        self._decide(case, at)
        self._advance(case, number, holder, advance, at + timedelta(days=4))
        return self._settle(case, gatherings)

    def _decide(self, case, at) -> None:
        worker = self.users["worker"]
        workflow.receive(case, by=worker, at=at + timedelta(days=1))
        for found in assessment.latest(case).findings:
            told = {"criterion": found.criterion, "verdict": "met", "reason": "電話で確かめた。"}
            workflow.find(case, by=worker, at=at + timedelta(days=1), **told)
        case.refresh_from_db()
        amount, reason = case.requested_amount, "要件を満たしている。"
        proposed = {"amount": amount, "reason": reason}
        workflow.recommend(case, by=worker, at=at + timedelta(days=2), **proposed)
        workflow.award(case, by=self.users["approver"], at=at + timedelta(days=3), amount=amount)
        case.refresh_from_db()

    def _advance(self, case, number, holder, amount, at) -> None:
        account = Account(YUCHO, "058", Deposit.ORDINARY, f"{number:07}", holder)
        new = NewAccount(account, told_as="10530")
        claim = claiming.claim(case, by=case.started_by, at=at, amount=amount, account=new)
        payment, day = self.accept(claim, at=at), next_open(day_in_japan(at))
        by = self.users["accountant"]
        filing.make_file([payment.pk], by=by, at=at, on=day)
        paying.mark_paid(payment, by=by, at=at + timedelta(days=14), on=day)

    def _settle(self, case, gatherings) -> Application:
        by, at = case.started_by, self.reported
        for planned in case.planned.order_by("day")[:gatherings]:
            Gathering.objects.create(
                group=case.group,
                on=planned.day,
                starts_at=time(10),
                ends_at=time(12),
                place=case.group.venue,
                people=9,
                helpers=3,
                venue_fee=FEE,
                noted_by=by,
                noted_at=min(at, datetime.combine(planned.day, time(15), tzinfo=JAPAN)),
            )
        workflow.report(case, by=by, at=at, statement={}, words="みんなで楽しく続けました。")
        case.refresh_from_db()
        amount = min(case.reports.latest("round").amount, case.granted_amount)
        checked = at + timedelta(days=1)
        workflow.check_report(case, by=self.users["worker"], at=checked, amount=amount)
        fixed = at + timedelta(days=2)
        workflow.settle(case, by=self.users["approver"], at=fixed, amount=amount)
        case.refresh_from_db()
        return case

    def close(self, case) -> None:
        workflow.close(case, by=self.users["approver"], at=self.reported + timedelta(days=3))

    def ask_back(self, case) -> None:
        """All but 3,400 yen of it have come."""
        by, at = self.users["accountant"], self.now - timedelta(days=8)
        due_on = day_in_japan(self.now) + timedelta(days=20)
        reason = "計画より開いた回数が2回少なかったため。"
        refund = refunding.demand_refund(case, by=by, at=at, due_on=due_on, reason=reason)
        come = self.now - timedelta(days=2)
        refunding.receive_refund(refund, by=by, at=come, on=day_in_japan(come), amount=4_000)

    def claim_rest(self, case):
        account = case.group.bank_accounts.get()
        at, rest = self.now - timedelta(days=3), claiming.balance(case).to_pay
        return claiming.claim(case, by=case.started_by, at=at, amount=rest, account=account)

    def accept(self, claim, *, at=None) -> Payment:
        at = at or self.now - timedelta(days=2)
        return paying.accept_claim(claim, by=self.users["accountant"], at=at)

    def file(self, payment) -> None:
        at = self.now - timedelta(days=1)
        day = next_open(day_in_japan(self.now))
        filing.make_file([payment.pk], by=self.users["accountant"], at=at, on=day)
