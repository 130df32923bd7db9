"""Where one application stands, in words for the staff: its colour, what it waits for, who did what."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from grants.awarded import afterwards
from grants.models import Application
from grants.permissions import steps_open_to, why_not
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


def kind_of(state: str) -> str:
    """The colour of a state's tag; the words say it as well."""
    return KINDS.get(state, "neutral")


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


def waits_for(application: Application, user, open_criteria: int, money=None) -> str:
    """What the application waits for now, in a word to this person; `money` since an award.

    `open_criteria` still wait for a worker's finding and reason.
    """
    if application.state == State.UNDER_REVIEW and open_criteria:
        words = ngettext(
            "所見と理由を待っている要件が%(count)s件あります。",
            "所見と理由を待っている要件が%(count)s件あります。",
            open_criteria,
        )
        return words % {"count": open_criteria}
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


def steps(user, application: Application, money) -> list[str]:
    """What is open to `user`; closing only when no yen is to move any more."""
    even = money is None or money.balance.even
    return [step for step in steps_open_to(user, application) if even or step != "close"]
