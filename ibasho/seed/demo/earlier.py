"""The year before this one in the demonstration: two applications that can be copied, or were."""

from datetime import datetime, timedelta

from grants import workflow
from grants.applying import drafts
from grants.models import Application, ProgrammeYear
from ibasho.dates import JAPAN
from ibasho.seed.demo.people import People

# Group, answers that were other than this year's.
WITHDRAWN = ("見本の𠮷髙サロン", {"members": "5", "venue_fee": "800"})
DECLINED = ("見本のいろり", {"members": "4", "venue_fee": "2,000", "ends_at": "11:30"})


def remember(people: People, year: ProgrammeYear, answers: dict[str, str]) -> None:
    """`answers` are the usual ones of `year`, which lies behind."""
    noon = datetime(year.fiscal_year, 5, 10, 12, 0, tzinfo=JAPAN)
    name, other = WITHDRAWN
    taken_back = _sent(people, name, year, answers | other, at=noon)
    note = "会場が工事に入り、この年度は開けなくなったため。"
    by = taken_back.started_by
    workflow.withdraw(taken_back, by=by, at=noon + timedelta(days=3), note=note)
    name, other = DECLINED
    _declined(people, _sent(people, name, year, answers | other, at=noon), at=noon)


def _sent(people, name: str, year, answers, *, at) -> Application:
    group = people.groups[name]
    by = group.memberships.get().user
    application = drafts.start(group=group, programme_year=year, by=by, at=at)
    drafts.save_answers(application, answers, by=by, at=at)
    return workflow.submit(application, by=by, at=at)


def _declined(people, application, *, at) -> None:
    worker, approver = people.users["worker"], people.users["approver"]
    application = workflow.receive(application, by=worker, at=at + timedelta(days=1))
    for criterion in ("duration",):
        told = {"criterion": criterion, "verdict": "not_met", "reason": "1時間半の計画だった。"}
        workflow.find(application, by=worker, at=at + timedelta(days=2), **told)
    proposal = {"amount": 0, "reason": "2時間の活動になるまで待つことを、団体と話した。"}
    workflow.recommend(application, by=worker, at=at + timedelta(days=3), **proposal)
    reason = "1回の時間が2時間に足りないため。時間をのばせるときは、また申請できます。"
    workflow.decline(application, by=approver, at=at + timedelta(days=4), reason=reason)
