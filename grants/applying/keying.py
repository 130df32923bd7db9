"""Keying in for a group what came on paper or by phone (代理入力), and telling it what happened.

What writes takes `by` (a User) and `at` (an aware moment).
"""

from django.db import transaction
from django.utils.translation import gettext as _

from grants.applying import drafts
from grants.models import Application, KeyedIn, Told
from grants.permissions import NotAllowed, keys_in
from ibasho.accounts.permissions import Capability
from ibasho.dates import era

# What the group must hear of; its people with mail hear of it by themselves.
NEWS = ("submit", "return", "award", "decline")


@transaction.atomic
def begin(*, group, programme_year, channel, received_on, by, at) -> Application:
    """The draft of this group and year to be keyed in, made now unless one stands already."""
    if not by.may(Capability.REVIEW):
        raise NotAllowed(_("この手続きをする権限がありません。"))
    if not programme_year.opens_on <= received_on <= programme_year.closes_on:
        raise NotAllowed(
            _("受け取った日が受付の期間の外です。受付は%(first)sから%(last)sまでです。")
            % {"first": era(programme_year.opens_on), "last": era(programme_year.closes_on)}
        )
    application = drafts.start(
        group=group, programme_year=programme_year, by=by, at=at, on_paper=True
    )
    if not application.on_paper:
        raise NotAllowed(
            _("この団体は、この年度の申請を自分で書いています（%s）。職員は入力できません。")
            % application.get_state_display()
        )
    known = {"channel": channel, "received_on": received_on}
    KeyedIn.objects.get_or_create(application=application, defaults=known)
    return application


def in_progress():
    """What has been begun and not yet sent, oldest first."""
    drafts_on_paper = Application.objects.keyed_in().exclude(pk__in=Application.objects.received())
    return drafts_on_paper.select_related(
        "group", "programme_year__programme", "keyed_in", "started_by"
    ).order_by("started_at")


def has_mail(application: Application) -> bool:
    """Whether somebody of the group reads the news by mail and on their own page."""
    return application.group.memberships.exists()


def untold(application: Application) -> bool:
    """Whether something happened that the group, which has no mail, has not been told yet."""
    news = application.steps_taken.filter(step__in=NEWS).last()
    if news is None or has_mail(application):
        return False
    return not application.told.filter(at__gte=news.at).exists()


@transaction.atomic
def tell(application: Application, *, by, at, means) -> Told:
    """Note that the group was told by phone, by letter or in person; a second press finds it."""
    locked = Application.objects.select_for_update().get(pk=application.pk)
    if not keys_in(by, locked):
        raise NotAllowed(_("この手続きをする権限がありません。"))
    if not untold(locked) and (before := locked.told.last()):
        return before
    return Told.objects.create(application=locked, means=means, by=by, at=at)
