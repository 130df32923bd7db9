"""Whose application it is, and which steps somebody may take with it now: asked in one place."""

from django.utils.translation import gettext as _

from grants.models import Application
from grants.models.interest import Interest
from grants.states import STEPS, State
from ibasho.accounts.permissions import Capability

DECISIONS = frozenset({"award", "decline"})
# Before these a person declares whether they have an interest in the case.
DECLARED_BEFORE = DECISIONS | {"recommend"}
# Whoever has an interest takes no step of these.
BARRED_BY_INTEREST = DECLARED_BEFORE | {"check_report", "settle", "close", "revoke"}
# A decision on what one person has prepared is another's.
PREPARED_BY = {
    "award": "recommended_by_id",
    "decline": "recommended_by_id",
    "settle": "checked_by_id",
}


class NotAllowed(Exception):
    """A step that cannot be taken: the text says kindly why; nothing was changed."""


def why_not(user, application: Application, step: str) -> str:
    """Why `user` may not take `step` with `application` as it stands, kindly; empty if they may."""
    known = STEPS[step]
    for_group = known.capability is Capability.APPLY and keys_in(user, application)
    if not (for_group or user.may(known.capability)):
        return _("この手続きをする権限がありません。")
    if reason := _why_not_now(user, application, step):
        return reason
    if known.capability is Capability.APPLY and not (
        for_group or _acts_for(user, application.group)
    ):
        return _("この団体の申請を出す権限がありません。")
    if step in BARRED_BY_INTEREST and interested(user, application):
        return _("利害関係があると申し出ています。この手続きは、ほかの職員に頼んでください。")
    return ""


def _why_not_now(user, application: Application, step: str) -> str:
    """Why the step does not follow from where the application stands, or not by this person."""
    if application.state not in STEPS[step].sources:
        return _moved_on(application)
    if step == "settle" and application.checked_at is None:
        return _("まだ担当の職員が報告を確かめていません。")
    if alone(user, application, step) and not application.programme_year.one_person_may_decide:
        if step == "settle":
            return _("報告を確かめた人は、額を確定できません。ほかの決裁者に頼んでください。")
        return _("起案した人は決裁できません。ほかの決裁者に頼んでください。")
    return ""


def keys_in(user, application: Application) -> bool:
    """Whether `user` may write and send this one for its group: it came on paper or by phone."""
    return application.on_paper and user.may(Capability.REVIEW)


def interested(user, application: Application) -> bool:
    """Whether `user` has declared an interest in this case, once and for all."""
    declared = application.interests.all()  # few, and the staff's page has them already
    return any(each.by_id == user.pk and each.declared == Interest.SOME for each in declared)


def alone(user, application: Application, step: str) -> bool:
    """Whether `user` would decide by this step what they prepared themselves."""
    return step in PREPARED_BY and getattr(application, PREPARED_BY[step]) == user.pk


def may_take(user, application: Application, step: str) -> bool:
    """Whether `user` may take this step now; the state, which costs nothing, is asked first."""
    return application.state in STEPS[step].sources and not why_not(user, application, step)


def steps_open_to(user, application: Application) -> list[str]:
    """The steps that this person may take now, in the order of the table."""
    return [step for step in STEPS if may_take(user, application, step)]


def why_no_finding(user, application: Application) -> str:
    """Why `user` may not write a finding on `application` as it stands; empty if they may."""
    if not user.may(Capability.REVIEW):
        return _("この手続きをする権限がありません。")
    if application.state != State.UNDER_REVIEW:
        return _moved_on(application)
    return ""


def why_no_discard(user, application: Application) -> str:
    """Why `user` may not throw `application` away; empty if they may."""
    if application.state != State.DRAFT:
        return _("提出した申請は、消すことができません。")
    own = user.may(Capability.APPLY) and _acts_for(user, application.group)
    if not (own or keys_in(user, application)):
        return _("この団体の申請を消す権限がありません。")
    return ""


def why_no_change(user, application: Application) -> str:
    """Why `user` may not write a change of this award for its group; empty if they may."""
    own = user.may(Capability.APPLY) and _acts_for(user, application.group)
    if not (own or keys_in(user, application)):
        return _("この団体の変更申請を出す権限がありません。")
    return "" if application.state == State.AWARDED else _moved_on(application)


def why_no_change_decision(user, change, *, decides: bool) -> str:
    """Why `user` may not propose, or decide, on a change that was asked for; empty if they may."""
    application = change.application
    if not user.may(Capability.DECIDE if decides else Capability.RECOMMEND):
        return _("この手続きをする権限がありません。")
    if application.state != State.AWARDED:
        return _moved_on(application)
    if interested(user, application):
        return _("利害関係があると申し出ています。この手続きは、ほかの職員に頼んでください。")
    own = decides and change.prepared_by_id == user.pk
    if own and not application.programme_year.one_person_may_decide:
        return _("起案した人は決裁できません。ほかの決裁者に頼んでください。")
    return ""


def _acts_for(user, group) -> bool:
    return group.memberships.filter(user=user).exists()


def _moved_on(application: Application) -> str:
    """Who was first, and where the application stands since then."""
    last = application.steps_taken.select_related("by").last()
    if last and last.step in DECISIONS:
        return _("%(name)sさんが先に決裁しました。") % {"name": last.by}
    state = {"state": application.get_state_display()}
    if last is None:
        return _("この申請はいま「%(state)s」です。この手続きはできません。") % state
    told = {"name": last.by, "step": last.get_step_display(), **state}
    return _("%(name)sさんが先に「%(step)s」の手続きをしました。いまは「%(state)s」です。") % told
