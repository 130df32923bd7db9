"""The hand-over: areas, applications, calls and meetings change hands together, or not at all."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.log import succession
from grants.reviewing import assigning
from ibasho.accounts.models import User
from ibasho.accounts.permissions import Capability
from ibasho.dates import day_in_japan
from ibasho.duties.models import HandOver
from ibasho.duties.queries import duties_of
from ibasho.groups.models import Charge
from ibasho.letters import post


class NotAllowed(Exception):
    """What cannot be done: the text says kindly why; nothing was changed."""


class ChangedMeanwhile(NotAllowed):
    """There is more, or less, than this person saw."""


@transaction.atomic
def hand_over(*, giver: User, taker: User, by: User, at: datetime, seen: str, words="") -> HandOver:
    """Pass all that `giver` has open to `taker`; `seen` is the mark of what `by` was shown."""
    if reason := why_not(giver=giver, taker=taker, by=by):
        raise NotAllowed(reason)
    # Two hand-overs of one worker stand in line.
    list(User.objects.select_for_update().filter(pk__in=[giver.pk, taker.pk]).order_by("pk"))
    duties = duties_of(giver, on=day_in_japan(at))
    if duties.mark != seen:
        raise ChangedMeanwhile(_("見ているあいだに中身が変わりました。もう一度確かめてください。"))
    if duties.empty:
        raise NotAllowed(_("%sさんが引き継ぐものはありません。") % giver)
    _pass_areas(duties.areas, giver, taker)
    for application in duties.applications:
        _pass_application(application, taker=taker, by=by, at=at)
    succession.pass_on(duties.listening, to=taker)
    done = HandOver.objects.create(
        giver=giver, taker=taker, by=by, at=at, words=words, told=duties.told
    )
    post.put(to=taker.email, at=at, **_notice(done))
    return done


def why_not(*, giver: User, taker: User, by: User) -> str:
    """Why this cannot be; empty when it can."""
    if by != giver and not by.may(Capability.DECIDE):
        return _("引き継ぎができるのは、本人か決裁者です。")
    if giver == taker:
        return _("受ける人に、ほかの人を選んでください。")
    if not (taker.may(Capability.LISTEN) and taker.may(Capability.REVIEW)):
        return _("%sさんは、担当になる権限がありません。") % taker
    return ""


def _pass_areas(areas, giver, taker) -> None:
    Charge.objects.filter(user=giver, area__in=areas).delete()
    Charge.objects.bulk_create(
        [Charge(user=taker, area=area) for area in areas], ignore_conflicts=True
    )


def _pass_application(application, *, taker, by, at) -> None:
    try:
        assigning.assign(application, by=by, at=at, worker=taker)
    except assigning.NotAllowed as error:
        raise NotAllowed(f"{application.group}：{error}") from error


def _notice(done) -> dict[str, str]:
    """For the one who takes over; no name of a group or a person stands in it."""
    counts = done.counts
    lines = [
        _("%sさんの担当を引き継ぎました。") % done.giver,
        _("圏域 %(areas)d、申請 %(applications)d件、連絡 %(calls)d件、交流会 %(meetings)d件")
        % counts,
        done.words,
        settings.ADDRESS + reverse("desk"),
    ]
    return {"subject": _("担当の引き継ぎ"), "body": "\n".join(filter(None, lines))}
