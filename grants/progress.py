"""Where an application stands, in plain words, for the people who sent it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grants.models import Application
from grants.money import owing
from grants.states import RUNNING, State
from ibasho.dates import western
from ibasho.letters.models import Reissue


@dataclass(frozen=True)
class Standing:
    """`words` of the tag, its `kind` of colour, what it means, and how many stages lie behind it."""

    words: str
    kind: str
    meaning: str
    stage: int


S = State
STANDINGS: dict[str, Standing] = {
    S.DRAFT: Standing(
        _("下書き"), "neutral", _("まだ提出していません。書いたところは保存されています。"), 0
    ),
    S.SUBMITTED: Standing(
        _("受け付けました"), "active", _("職員が内容を確かめる順番を待っています。"), 1
    ),
    S.RETURNED: Standing(
        _("直してください"), "waiting", _("職員から、直してほしいところの連絡があります。"), 1
    ),
    S.UNDER_REVIEW: Standing(_("確かめています"), "active", _("職員が内容を確かめています。"), 2),
    S.RECOMMENDED: Standing(
        _("確かめています"), "active", _("結果を決める手続きをしています。"), 2
    ),
    S.AWARDED: Standing(_("助成が決まりました"), "good", _("助成金の交付が決まりました。"), 4),
    S.REPORTED: Standing(
        _("実績報告を出しました"), "active", _("職員が実績報告を確かめています。"), 5
    ),
    S.SETTLED: Standing(
        _("額が確定しました"), "good", _("助成金の額が決まりました。お金の精算をします。"), 6
    ),
    S.CLOSED: Standing(
        _("すべて終わりました"), "good", _("助成の手続きは、すべて終わりました。"), 7
    ),
    S.REVOKED: Standing(
        _("取り消されました"),
        "bad",
        _("助成金の交付決定は取り消されました。わけは通知書に書いてあります。"),
        4,
    ),
    S.DECLINED: Standing(
        _("不交付になりました"),
        "bad",
        _("今回は交付しないことになりました。理由は通知書に書いてあります。"),
        4,
    ),
    S.WITHDRAWN: Standing(_("取り下げました"), "neutral", _("この申請は取り下げられました。"), 1),
}
STAGES = (_("下書き"), _("提出"), _("内容の確認"), _("結果"))
# After an award that stands.
AFTERWARDS = (_("実績報告"), _("額の確定"), _("精算"))
GOES_ON = RUNNING | {S.CLOSED}
# Where something may have come back: the application itself, or the report of an award.
TO_CORRECT = (S.RETURNED, S.AWARDED)
# What the council does behind its own doors (recommend, send back) is not told step by step.
TOLD = {
    "submit": _("提出しました"),
    "receive": _("職員が内容の確認を始めました"),
    "return": _("直してほしいところの連絡がありました"),
    "award": _("助成が決まりました"),
    "decline": _("不交付に決まりました"),
    "withdraw": _("取り下げました"),
    "report": _("実績を報告しました"),
    "return_report": _("実績報告に直してほしいところの連絡がありました"),
    "settle": _("助成金の額が確定しました"),
    "close": _("すべての手続きが終わりました"),
    "revoke": _("交付決定が取り消されました"),
}
GOOD_AND_BAD = {
    "award": "good",
    "decline": "bad",
    "settle": "good",
    "close": "good",
    "revoke": "bad",
}


def mine(user):
    """The applications of this resident's groups with all that a card shows."""
    return with_story(Application.objects.of(user))


def with_story(applications):
    """All that the pages of one application show."""
    found = applications.select_related("programme_year__programme", "group", "letter", "keyed_in")
    found = owing.with_owing(found)
    return found.prefetch_related("steps_taken", "corrections", "planned", "changes")


def standing(application) -> Standing:
    return STANDINGS[application.state]


def letters(application) -> list:
    """The letters about the application, oldest first, each with when it was handed out again."""
    sent = application.correspondence.select_related("letter").defer(
        "letter__pdf", "letter__content"
    )
    again = Prefetch("letter__reissues", Reissue.objects.defer("pdf"))
    return [one.letter for one in sent.prefetch_related(again)]


def correction(application):
    """The request that waits for an answer, or None."""
    waiting = [one for one in application.corrections.all() if one.answered_at is None]
    return waiting[-1] if application.state in TO_CORRECT and waiting else None


def next_thing(application, today: date) -> dict[str, str]:
    """The one next thing: what (`words`), `by_when`, and where (`label`, `url`)."""
    page = reverse("task_list", args=[application.pk])
    if application.state == State.DRAFT:
        return {
            "words": _("申請書の続きを書いて、提出してください。"),
            "by_when": western(application.programme_year.closes_on),
            "label": _("続きを書く"),
            "url": page,
        }
    if request := correction(application):
        return _to_correct(application, request, page)
    if application.state == State.AWARDED and _is_over(application, today):
        return _to_report(application)
    waiting = {"words": WAITING.get(application.state, ""), "label": _("くわしく見る"), "url": page}
    if application.state == State.AWARDED:
        waiting = _to_write(application)
    return owing.next_thing(application) or waiting


def _to_correct(application, request, page) -> dict[str, str]:
    report = application.state == State.AWARDED
    return {
        "words": _("職員からの連絡を読んで、報告を直してから、もう一度出してください。")
        if report
        else _("職員からの連絡を読んで、直してから、もう一度提出してください。"),
        "by_when": western(request.due_on),
        "label": _("連絡を読んで直す"),
        "url": reverse("report", args=[application.pk]) if report else page,
    }


def _is_over(application, today: date) -> bool:
    """Whether the last day of the plan, or of an activity that was stopped, lies behind."""
    last = max((plan.day for plan in application.planned.all()), default=today)
    return today > last


def _to_report(application) -> dict[str, str]:
    return {
        "words": _("1年の活動を報告してください（実績報告）。"),
        "by_when": western(application.report_due_on),
        "label": _("実績を報告する"),
        "url": reverse("report", args=[application.pk]),
    }


def _to_write(application) -> dict[str, str]:
    return {
        "words": _("集まりを開いたら、来た人の数と会場費を書いておいてください。"),
        "label": _("開催の記録を書く"),
        "url": reverse("diary", args=[application.pk]),
    }


WAITING = {
    S.SUBMITTED: _("いま、していただくことはありません。結果はメールでもお知らせします。"),
    S.UNDER_REVIEW: _("いま、していただくことはありません。結果はメールでもお知らせします。"),
    S.RECOMMENDED: _("いま、していただくことはありません。結果はメールでもお知らせします。"),
    S.AWARDED: _("交付決定通知書を読んでください。"),
    S.REPORTED: _("いま、していただくことはありません。額が決まったらお知らせします。"),
    S.SETTLED: _("額の確定通知書を読んでください。"),
    S.CLOSED: _("していただくことは、もうありません。"),
    S.REVOKED: _("通知書を読んでください。分からないことは、お電話ください。"),
    S.DECLINED: _("通知書を読んでください。分からないことは、お電話ください。"),
    S.WITHDRAWN: _("もう一度申請したいときは、新しい申請書を書いてください。"),
}


def steps(application) -> list[dict]:
    """The stages as templates/_partials/_steps.html shows them."""
    here = standing(application).stage
    labels = STAGES + AFTERWARDS if application.state in GOES_ON else STAGES
    known = ["done"] * here + ["current"] + ["next"] * len(labels)
    return [{"label": label, "state": state} for label, state in zip(labels, known, strict=False)]


def _changes(application) -> list[dict]:
    """What was asked to be changed, and what came of it."""
    asked = [
        {"on": one.asked_at, "title": _("「%s」を申請しました") % one.get_kind_display()}
        for one in application.changes.all()
        if one.asked_at
    ]
    return asked + [
        {
            "on": one.decided_at,
            "title": _("「%(kind)s」が%(stage)sになりました")
            % {"kind": one.get_kind_display(), "stage": one.get_stage_display()},
            "kind": "good" if one.granted is not None else "bad",
        }
        for one in application.changes.all()
        if one.decided_at
    ]


def events(application) -> list[dict]:
    """What happened and when, as templates/_partials/_timeline.html shows it."""
    begun = {"on": application.started_at, "title": _("書き始めました")}
    told = [begun, *_steps_told(application), *_changes(application)]
    return sorted(told, key=lambda event: event["on"])


def _steps_told(application) -> list[dict]:
    return [
        {
            "on": taken.at,
            "title": TOLD[taken.step],
            "kind": GOOD_AND_BAD.get(taken.step, ""),
        }
        for taken in application.steps_taken.all()
        if taken.step in TOLD
    ]


def card(application, *, today: date) -> dict:
    """All that a card of /my/ shows of one application."""
    return {
        "application": application,
        "standing": standing(application),
        "next": next_thing(application, today),
        "steps": steps(application),
        "events": events(application),
    }
