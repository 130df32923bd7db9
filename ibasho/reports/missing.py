"""What is missing, for one worker: groups and records that somebody should tend to."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consultations.models import Consultation
from consultations.people import bonds
from ibasho.accounts.permissions import Capability
from ibasho.groups.models import Charge, Group, Status
from ibasho.groups.models.group import BY_READING

QUIET = timedelta(days=90)


@dataclass(frozen=True)
class Gap:
    """So many of something lack something; `url` is their list."""

    label: str
    count: int
    unit: str
    url: str


GROUP_LISTS = {
    "quiet": _("90日以上、連絡していない団体"),
    "status": _("状況が書かれていない団体"),
    "reading": _("ふりがなのない団体"),
    "alone": _("だれも紹介していない団体"),
}


def gaps(user, *, on: date) -> tuple[Gap, ...]:
    """For the desk; each opens its list. Three queries, however much there is."""
    return (*_of_groups(user, on), *_of_records(user, on))


def groups(user, what: str, *, on: date):
    """The groups of one of GROUP_LISTS, those of this person's areas, with `last_contact`."""
    return _tended(user).filter(_lacks(on)[what]).select_related("area").order_by(*BY_READING)


def _tended(user):
    """With a charge of areas the groups there and those without an area, else all; not the ended."""
    last = Consultation.objects.filter(group=OuterRef("pk")).order_by("-on", "month_only")[:1]
    rows = Group.objects.with_status().annotate(
        last_contact=Subquery(last.values("on")),
        last_month_only=Subquery(last.values("month_only")),
    )
    rows = rows.annotate(bound=~Exists(bonds.alone().filter(pk=OuterRef("pk"))))
    rows = rows.filter(~Q(status=Status.ENDED) | Q(status=None))
    charges = Charge.objects.filter(user=user)
    mine = Q(area__in=charges.values("area")) | Q(area=None)
    return rows.filter(mine | ~Exists(charges))


def _lacks(on: date) -> dict[str, Q]:
    return {
        "quiet": Q(last_contact__lt=on - QUIET) | Q(last_contact=None),
        "status": Q(status=None),
        "reading": Q(reading=""),
        "alone": Q(bound=False),
    }


def _of_groups(user, on: date) -> list[Gap]:
    flags = {
        f"lacks_{key}": Case(When(lack, then=1), default=0) for key, lack in _lacks(on).items()
    }
    found = list(_tended(user).annotate(**flags).order_by().values(*flags))
    unit = _("団体")
    return [
        Gap(label, sum(row[f"lacks_{key}"] for row in found), unit, reverse("missing", args=[key]))
        for key, label in GROUP_LISTS.items()
    ]


def _of_records(user, on: date) -> list[Gap]:
    """One's own for who listens, else everybody's."""
    listens = user.may(Capability.LISTEN)
    records = Consultation.objects.filter(workers=user) if listens else Consultation.objects.all()
    address = f"{reverse('consultation_list')}?{f'worker={user.pk}&' if listens else ''}"
    due = Q(follow_up_on__lt=on, followed_up=False)
    found = records.order_by().aggregate(
        overdue=Count("pk", filter=due),
        topics=Count("pk", filter=Q(topics=[])),
        referrals=Count("pk", filter=~Q(referred_to="") & Q(referral_outcome="")),
    )
    unit = _("件")
    return [
        Gap(_("連絡する日を過ぎた相談"), found["overdue"], unit, f"{address}follow_up=overdue"),
        Gap(_("話題の書かれていない相談"), found["topics"], unit, f"{address}missing=topics"),
        Gap(_("つないだ結果がまだの相談"), found["referrals"], unit, f"{address}referral=open"),
    ]
