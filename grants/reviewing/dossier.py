"""One application as the staff see it: everything on one page, at a fixed number of queries."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grants.applying import assessment, comparing, correcting
from grants.applying.assessment import Assessment
from grants.awarded import afterwards
from grants.models import Application, ConflictOfInterest, Correction
from grants.models import Finding as Judged
from grants.money import budget, ledger
from grants.programmes import funding
from grants.programmes.funding import Around
from grants.reviewing import standing
from grants.rules.criteria import OtherGrant
from grants.rules.eligibility import Finding, Verdict
from grants.sheets import read_all

VERDICT_KINDS = {verdict.value: kind for verdict, kind in assessment.COLOURS.items()}
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


def received(pk) -> Application:
    """The application with all whom it names; 404 for a draft, which is the resident's own."""
    people = ("worker", "recommended_by", "decided_by", "started_by", "checked_by", "settled_by")
    letters = ("letter", "settlement_letter")
    copied = "copied__submission__application__programme_year"
    related = ("group__area", "programme_year__programme", "keyed_in", copied, *letters, *people)
    interests = Prefetch("interests", ConflictOfInterest.objects.select_related("by"))
    rows = (
        Application.objects.received()
        .select_related(*related)
        .prefetch_related(interests, "attachments")
    )
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
    known = correcting.sent(application, submission) if asked else {}
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


def page(application: Application, user) -> dict:
    """The context of templates/grants/staff/application.html, but for its forms."""
    submission, *earlier = application.submissions.order_by("-round")[:2]
    verdict = assessment.of_submission(submission)
    rows = criteria(application, verdict)
    waiting = [row for row in rows if row.waits]
    money = ledger.story(application) if application.granted_amount is not None else None
    return {
        "application": application,
        "kind": standing.kind_of(application.state),
        "submission": submission,
        "verdict": verdict,
        "breakdown": verdict.breakdown,
        "outlook": budget.outlook(application),
        "criteria": rows,
        "facts": standing.facts(application),
        "reasons": standing.reasons(application),
        "waits_for": standing.waits_for(application, user, len(waiting), money),
        "waiting_for_reasons": waiting,
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
        "steps": standing.steps(user, application, money),
        **afterwards.page(application),
        "trail": [
            {"label": _("申請"), "url": reverse("queue")},
            {"label": application.receipt_number, "url": ""},
        ],
    }
