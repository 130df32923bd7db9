"""One application as the staff see it: everything on one page, at a fixed number of queries."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from grants.applying import assessment, comparing, correcting
from grants.applying.assessment import Assessment
from grants.awarded import afterwards
from grants.models import Application, ConflictOfInterest, Correction
from grants.models import Finding as Judged
from grants.money import budget, ledger
from grants.permissions import steps_open_to, why_not
from grants.programmes import funding
from grants.programmes.funding import Around
from grants.rules.criteria import OtherGrant
from grants.rules.eligibility import Finding, Verdict
from grants.sheets import read_all
from grants.states import State
from ibasho.accounts.permissions import Capability
from ibasho.dates import day_in_japan, western
from ibasho.text import yen

KINDS = {
    State.SUBMITTED: "waiting",
    State.RETURNED: "waiting",
    State.UNDER_REVIEW: "active",
    State.RECOMMENDED: "waiting",
    State.AWARDED: "good",
    State.REPORTED: "waiting",
    State.SETTLED: "waiting",
    State.CLOSED: "good",
    State.REVOKED: "bad",
    State.DECLINED: "bad",
    State.WITHDRAWN: "neutral",
}
VERDICT_KINDS = {verdict.value: kind for verdict, kind in assessment.COLOURS.items()}
WAITS_FOR = {
    State.SUBMITTED: _("受付を待っています。担当はまだ決まっていません。"),
    State.RETURNED: _("団体が直して、もう一度提出するのを待っています。"),
    State.UNDER_REVIEW: _("起案を待っています。"),
    State.RECOMMENDED: _("決裁を待っています。"),
    State.AWARDED: _("交付が決まりました。団体の実績報告を待っています。"),
    State.REPORTED: _("実績報告が届きました。担当が確かめるのを待っています。"),
    State.CLOSED: _("すべて終わりました。"),
    State.REVOKED: _("交付決定を取り消しました。"),
    State.DECLINED: _("不交付が決まりました。"),
    State.WITHDRAWN: _("団体が申請を取り下げました。"),
}
STEP_KINDS = {"award": "good", "decline": "bad", "settle": "good", "close": "good", "revoke": "bad"}


@dataclass(frozen=True)
class Row:
    """One criterion: what the machine found, and what the worker judged (None before)."""

    machine: Finding
    judged: Judged | None
    funding: Around | None = None

    @property
    def kind(self) -> str:
        return VERDICT_KINDS[self.machine.verdict.value]

    @property
    def judged_kind(self) -> str:
        return VERDICT_KINDS[self.judged.verdict] if self.judged else "neutral"

    @property
    def waits(self) -> bool:
        """Whether a recommendation has to wait for the worker's reason on this."""
        done = self.judged and self.judged.verdict != Verdict.TO_BE_JUDGED.value
        return self.machine.verdict is not Verdict.MET and not (done and self.judged.reason)


def kind_of(state: str) -> str:
    """The colour of a state's tag; the words say it as well."""
    return KINDS.get(state, "neutral")


def received(pk) -> Application:
    """The application with all whom it names; 404 for a draft, which is the resident's own."""
    people = ("worker", "recommended_by", "decided_by", "started_by", "checked_by", "settled_by")
    letters = ("letter", "settlement_letter")
    copied = "copied__submission__application__programme_year"
    related = ("group__area", "programme_year__programme", "keyed_in", copied, *letters, *people)
    interests = Prefetch("interests", ConflictOfInterest.objects.select_related("by"))
    rows = Application.objects.received().select_related(*related).prefetch_related(interests)
    return get_object_or_404(rows, pk=pk)


def criteria(application: Application, verdict: Assessment) -> list[Row]:
    judged = {found.criterion: found for found in application.findings.select_related("by")}
    about = {one.key for one in verdict.terms.criteria if isinstance(one, OtherGrant)}
    known = funding.around(application) if about else None
    return [
        Row(found, judged.get(found.criterion), known if found.criterion in about else None)
        for found in verdict.findings
    ]


def answers(application: Application, submission) -> list[dict]:
    """The frozen answers sheet by sheet, as `_partials/_summary_list.html` shows them."""
    year = application.programme_year.year
    sheets = read_all(submission.answers, year, terms=submission.terms)
    return [
        {
            "title": f"{sheet.number}　{sheet.title}",
            "rows": [
                {"label": f"{row['number']} {row['label']}", "value": row["value"]}
                for row in sheet.told()
            ],
        }
        for sheet in sheets.values()
    ]


def events(application: Application) -> list[dict]:
    """What happened, as `_partials/_timeline.html` shows it."""
    taken = [
        {
            "on": taken.at,
            "title": taken.get_step_display(),
            "text": taken.note,
            "by": taken.by,
            "kind": STEP_KINDS.get(taken.step, ""),
        }
        for taken in application.steps_taken.select_related("by")
    ]
    given = [
        {
            "on": assigned.at,
            "title": _("担当を決めた"),
            "text": _("%(name)sさんが担当になりました。") % {"name": assigned.worker},
            "by": assigned.by,
            "kind": "",
        }
        for assigned in application.assignments.select_related("worker", "by")
    ]
    return sorted(taken + given, key=lambda event: event["on"])


def _file(application: Application, paper) -> dict:
    url = reverse("attachment", args=[application.pk, paper.pk])
    return {"name": paper.name, "url": url, "size": paper.size, "sha256": paper.checksum}


def files(application: Application) -> list[dict]:
    """The papers, as `_partials/_file_list.html` shows them."""
    return [_file(application, paper) for paper in application.attachments.all()]


def evidence(application: Application) -> list[dict]:
    """The facts that were recorded, as `_partials/_timeline.html` shows them."""
    return [
        {
            "on": fact.on,
            "title": fact.get_kind_display(),
            "text": fact.words,
            "by": fact.by,
            "url": reverse("attachment", args=[application.pk, fact.attachment_id])
            if fact.attachment_id
            else "",
        }
        for fact in application.evidences.select_related("by").order_by("on", "id")
    ]


def corrections(application: Application, submission) -> list[Correction]:
    """What was asked to be put right, each item by its number and label."""
    asked = list(application.corrections.select_related("by").prefetch_related("items"))
    year, terms = application.programme_year.year, submission.terms
    known = correcting.items(submission.answers, year, terms=terms) if asked else {}
    known = {**known, **correcting.REPORT_ITEMS}
    for correction in asked:
        correction.told = [
            {"label": known.get(item.name, item.name), "comment": item.comment}
            for item in correction.items.all()
        ]
    return asked


def changes(application: Application, submission, earlier) -> list[correcting.Change]:
    """What differs from the submission before this one, if there was any."""
    year = application.programme_year.year
    return [
        change
        for before in earlier
        for change in correcting.changes(
            before.answers, submission.answers, year, terms=submission.terms
        )
    ]


def facts(application: Application) -> list[dict]:
    """What stands at the head of the page: numbers, people and days, those that are known."""
    a = application
    paper = _("代理入力（%s）") % a.keyed_in if a.on_paper else ""
    known = [
        afterwards.fact(_("受付番号"), a.receipt_number, note=paper),
        afterwards.fact(_("団体"), a.group.name, url=reverse("staff_group", args=[a.group_id])),
        afterwards.fact(_("助成事業"), a.programme_year),
        afterwards.fact(_("提出"), western(day_in_japan(a.submitted_at))),
        afterwards.fact(_("担当"), a.worker or _("まだいません")),
        afterwards.fact(_("申請額"), yen(a.requested_amount)),
    ]
    if a.recommended_at:
        amount = yen(a.recommended_amount) if a.recommended_amount else _("不交付")
        known.append(
            afterwards.fact(
                _("起案"), amount, note=afterwards.signed(a.recommended_by, a.recommended_at)
            )
        )
    if a.decided_at:
        amount = yen(a.awarded_amount) if a.awarded_amount else _("不交付")
        known.append(
            afterwards.fact(_("決定"), amount, note=afterwards.signed(a.decided_by, a.decided_at))
        )
        pdf = reverse("letter_pdf", args=[a.letter_id])
        known.append(afterwards.fact(_("通知書"), f"{a.letter}（PDF）", url=pdf))
    return known + afterwards.facts(a)


def reasons(application: Application) -> list[dict]:
    """The words that were written with the proposal and the decision."""
    told = [
        (_("起案の理由"), application.recommendation),
        (_("決定の理由"), application.decision_reason),
        (_("交付の条件"), application.conditions),
        (_("一人で起案と決裁をしたわけ"), application.alone_reason),
        (_("額を決めた理由"), application.settled_reason),
        (_("一人で確かめて確定したわけ"), application.settled_alone_reason),
    ]
    return [{"label": label, "value": words} for label, words in told if words]


def waits_for(application: Application, user, rows: list[Row], money=None) -> str:
    """What the application waits for now, in a word to this person; `money` since an award."""
    if application.state == State.UNDER_REVIEW and (count := sum(row.waits for row in rows)):
        words = ngettext(
            "所見と理由を待っている要件が%(count)s件あります。",
            "所見と理由を待っている要件が%(count)s件あります。",
            count,
        )
        return words % {"count": count}
    if application.state == State.RECOMMENDED and user.may(Capability.DECIDE):
        return why_not(user, application, "award") or WAITS_FOR[State.RECOMMENDED]
    if application.state == State.REPORTED and application.checked_at:
        reason = why_not(user, application, "settle") if user.may(Capability.DECIDE) else ""
        return reason or _("担当が報告を確かめました。額の確定を待っています。")
    if application.state == State.SETTLED:
        return money.balance.why_not_even or _(
            "お金の動きはすべて終わりました。完了の手続きを待っています。"
        )
    return WAITS_FOR[application.state]


def _steps(user, application: Application, money) -> list[str]:
    """What is open to `user`; closing only when no yen is to move any more."""
    even = money is None or money.balance.even
    return [step for step in steps_open_to(user, application) if even or step != "close"]


def page(application: Application, user) -> dict:
    """The context of templates/grants/staff/application.html, but for its forms."""
    submission, *earlier = application.submissions.order_by("-round")[:2]
    verdict = assessment.of_submission(submission)
    rows = criteria(application, verdict)
    money = ledger.story(application) if application.granted_amount is not None else None
    return {
        "application": application,
        "kind": kind_of(application.state),
        "submission": submission,
        "verdict": verdict,
        "breakdown": verdict.breakdown,
        "outlook": budget.outlook(application),
        "criteria": rows,
        "facts": facts(application),
        "reasons": reasons(application),
        "waits_for": waits_for(application, user, rows, money),
        "waiting_for_reasons": [row for row in rows if row.waits],
        "answers": answers(application, submission),
        "money": money,
        "events": afterwards.with_money(events(application), money),
        "files": files(application),
        "interests": application.interests.all(),
        "evidence": evidence(application),
        "notes": list(application.notes.select_related("by")),
        "corrections": corrections(application, submission),
        "changes": changes(application, submission, earlier),
        "since_copied": comparing.since_copied(application, submission),
        "steps": _steps(user, application, money),
        **afterwards.page(application),
        "trail": [
            {"label": _("申請"), "url": reverse("queue")},
            {"label": application.receipt_number, "url": ""},
        ],
    }
