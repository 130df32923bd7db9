"""One application as the staff see it: everything on one page, at a fixed number of queries."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grants import assessment
from grants.assessment import Assessment
from grants.models import Application
from grants.models import Finding as Judged
from grants.permissions import steps_open_to
from grants.rules.eligibility import Finding, Verdict
from grants.sheets import read_all
from grants.states import State

KINDS = {
    State.SUBMITTED: "waiting",
    State.RETURNED: "waiting",
    State.UNDER_REVIEW: "active",
    State.RECOMMENDED: "waiting",
    State.AWARDED: "good",
    State.DECLINED: "bad",
    State.WITHDRAWN: "neutral",
}
VERDICT_KINDS = {"met": "good", "not_met": "bad", "to_be_judged": "waiting"}
STEP_KINDS = {"award": "good", "decline": "bad"}


@dataclass(frozen=True)
class Row:
    """One criterion: what the machine found, and what the worker judged (None before)."""

    machine: Finding
    judged: Judged | None

    @property
    def kind(self) -> str:
        return VERDICT_KINDS[self.machine.verdict.value]

    @property
    def judged_kind(self) -> str:
        return VERDICT_KINDS[self.judged.verdict] if self.judged else "neutral"

    @property
    def waits(self) -> bool:
        """Whether a recommendation has to wait for the worker's reason on this."""
        agreed = self.machine.verdict is Verdict.MET
        return not agreed and not (self.judged and self.judged.reason)


def kind_of(state: str) -> str:
    """The colour of a state's tag; the words say it as well."""
    return KINDS.get(state, "neutral")


def received(pk) -> Application:
    """The application with all whom it names; 404 for a draft, which is the resident's own."""
    people = ("worker", "recommended_by", "decided_by", "started_by")
    related = ("group__area", "programme_year__programme", "letter", *people)
    return get_object_or_404(Application.objects.received().select_related(*related), pk=pk)


def criteria(application: Application, verdict: Assessment) -> list[Row]:
    judged = {found.criterion: found for found in application.findings.select_related("by")}
    return [Row(found, judged.get(found.criterion)) for found in verdict.findings]


def answers(application: Application, submission) -> list[dict]:
    """The frozen answers sheet by sheet, as `_partials/_summary_list.html` shows them."""
    sheets = read_all(submission.answers, application.programme_year.year)
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
    return [
        {
            "on": taken.at,
            "title": taken.get_step_display(),
            "text": taken.note,
            "by": taken.by,
            "kind": STEP_KINDS.get(taken.step, ""),
        }
        for taken in application.steps_taken.select_related("by")
    ]


def files(application: Application) -> list[dict]:
    """The papers, as `_partials/_file_list.html` shows them."""
    return [
        {
            "name": paper.name,
            "url": reverse("attachment", args=[application.pk, paper.pk]),
            "size": paper.size,
            "sha256": paper.checksum,
        }
        for paper in application.attachments.all()
    ]


def page(application: Application, user) -> dict:
    """The context of templates/grants/staff/application.html, but for its forms."""
    submission = application.submissions.latest("round")
    verdict = assessment.of_submission(submission)
    rows = criteria(application, verdict)
    return {
        "application": application,
        "kind": kind_of(application.state),
        "submission": submission,
        "verdict": verdict,
        "breakdown": verdict.breakdown,
        "criteria": rows,
        "waiting_for_reasons": [row for row in rows if row.waits],
        "answers": answers(application, submission),
        "events": events(application),
        "files": files(application),
        "corrections": list(application.corrections.select_related("by")),
        "steps": steps_open_to(user, application),
        "trail": [
            {"label": _("申請"), "url": reverse("queue")},
            {"label": application.receipt_number, "url": ""},
        ],
    }
