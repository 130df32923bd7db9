"""Applications of the demonstration, each taken to its state by the workflow itself."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta

from grants import workflow
from grants.applying import assessment, copying, drafts
from grants.models import Application, Programme, ProgrammeYear
from grants.rules import schedule
from ibasho.dates import FiscalYear, day_in_japan, western
from ibasho.seed.booklet import DATA, PROGRAMME
from ibasho.seed.demo import earlier, reviewing
from ibasho.seed.demo.people import People

BUDGET = 3_000_000  # yen
# Applications come before the year begins; so the stories can be told in its first days as well.
OPENS_BEFORE = timedelta(days=31)


def apply_for_all(people: People, *, at: datetime) -> None:
    this_year = FiscalYear.of(day_in_japan(at))
    before = programme_year(this_year.previous)
    earlier.remember(people, before, answers(before.year, fee="1,200"))
    year = programme_year(this_year)
    story = Story(people, year, at=at)
    reviewing.key_in(people, year, answers(year.year, fee="1,200"), at=at)
    story.draft("見本の𠮷髙サロン", fee="")
    story.tell("見本のひだまり", ["submit"])
    story.tell("見本のえんがわ", ["submit", "receive", "return"])
    story.tell("見本の茶の間", ["submit", "receive", "return", "amend", "submit", "receive"])
    story.tell("見本のいろり", ["copy", "submit", "receive", "find", "recommend"])
    story.tell("見本のとまり木", ["submit", "receive", "find", "recommend", "award"])
    story.tell("見本のこかげ", ["submit", "receive", "find", "recommend", "decline"])
    story.tell("見本のみちくさ", ["submit", "withdraw"])
    reviewing.write_beside(people, at=at)


def programme_year(fiscal_year: FiscalYear) -> ProgrammeYear:
    programme, _made = Programme.objects.get_or_create(slug=PROGRAMME["slug"], defaults=PROGRAMME)
    year, _made = ProgrammeYear.objects.get_or_create(
        programme=programme,
        fiscal_year=fiscal_year.year,
        defaults={
            "terms": json.loads((DATA / "terms_places.json").read_text()),
            "opens_on": fiscal_year.first - OPENS_BEFORE,
            "closes_on": fiscal_year.last,
            "budget": BUDGET,
            "published": True,
        },
    )
    return year


class Story:
    """Tells what happened to one application after the other, a day between two steps."""

    def __init__(self, people: People, year: ProgrammeYear, *, at: datetime):
        self.users, self.groups, self.year = people.users, people.groups, year
        self.end = at

    def draft(self, group_name: str, *, fee: str) -> Application:
        group = self.groups[group_name]
        by = group.memberships.get().user
        at = self.end - timedelta(days=9)
        application = drafts.start(group=group, programme_year=self.year, by=by, at=at)
        told = answers(self.year.year, fee=fee)
        drafts.save_answers(application, told, by=by, at=at)
        return application

    def tell(self, group_name: str, steps: list[str]) -> Application:
        application = self.draft(group_name, fee="1,200")
        for days, step in enumerate(steps):
            act: Callable = getattr(self, f"_{step}")
            act(application, at=self.end - timedelta(days=8 - days))
        application.refresh_from_db()
        return application

    def _member(self, application):
        return application.started_by

    def _submit(self, application, *, at):
        workflow.submit(application, by=self._member(application), at=at)

    def _withdraw(self, application, *, at):
        workflow.withdraw(application, by=self._member(application), at=at)

    def _receive(self, application, *, at):
        workflow.receive(application, by=self.users["worker"], at=at)

    def _return(self, application, *, at):
        workflow.return_for_correction(
            application,
            by=self.users["worker"],
            at=at,
            message="次の2つを確かめて、直してください。分からないときはお電話ください。",
            due_on=day_in_japan(self.end) + timedelta(days=14),
            comments={
                "members": "名簿の人数とちがいます。どちらが正しいですか。",
                "venue_fee": "会場の料金表を見て、1回の会場費をもう一度確かめてください。",
            },
        )

    def _amend(self, application, *, at):
        typed = {"members": "7", "venue_fee": "1,500"}
        drafts.save_answers(application, typed, by=self._member(application), at=at)

    def _copy(self, application, *, at):
        copying.copy(application, by=self._member(application), at=at)

    def _find(self, application, *, at):
        for found in assessment.latest(application).findings:
            workflow.find(
                application,
                by=self.users["worker"],
                at=at,
                criterion=found.criterion,
                verdict="met",
                reason="電話で確かめた。",
            )

    def _recommend(self, application, *, at):
        application.refresh_from_db()
        workflow.recommend(
            application,
            by=self.users["worker"],
            at=at,
            amount=application.requested_amount,
            reason="要件を満たし、計画も無理がない。",
        )

    def _award(self, application, *, at):
        application.refresh_from_db()
        workflow.award(
            application,
            by=self.users["approver"],
            at=at,
            amount=application.recommended_amount,
            conditions="計画が変わるときは、前もって知らせてください。",
        )

    def _decline(self, application, *, at):
        workflow.decline(
            application,
            by=self.users["approver"],
            at=at,
            reason="会場がまだ決まっていないため。会場が決まったら、また申請できます。",
        )


def answers(fiscal_year: FiscalYear, *, fee: str) -> dict[str, str]:
    """Complete answers as typed: the first Sunday of each month of that year."""
    first_sundays = schedule.MonthlyWeekday(weekday="日", weeks=(1,))
    days = first_sundays.days(fiscal_year.first, fiscal_year.last)
    return {
        "members": "6",
        "mainly_neighbours": "yes",
        "non_profit": "yes",
        "activity": "お茶を飲みながらのおしゃべり、手芸、季節の行事。",
        "for_neighbours": "yes",
        "open_to_community": "yes",
        "single_hobby": "no",
        "continuous_plan": "yes",
        "starts_at": "10:00",
        "ends_at": "12:00",
        "days": "\n".join(western(day) for day in days),
        "in_city": "yes",
        "venue_fee": fee,
        "other_grant": "none",
    }
