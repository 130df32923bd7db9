"""Messages that somebody has not read yet: those of the other side, until they open the thread."""

from django.db.models import Count, Exists, OuterRef, QuerySet

from grants.models import Application, Message, Reading
from ibasho.accounts.models import User
from ibasho.accounts.permissions import Capability


def _for(user: User) -> QuerySet[Message]:
    seen = Reading.objects.filter(
        application=OuterRef("application"), user=user, at__gte=OuterRef("at")
    )
    from_staff = not user.may(Capability.READ)
    return Message.objects.filter(from_staff=from_staff).exclude(Exists(seen)).order_by()


def counts(applications, user: User) -> dict:
    """Application id → how many messages `user` has not read, where there are any; one query."""
    rows = _for(user).filter(application__in=applications).values_list("application")
    return dict(rows.annotate(Count("pk")))


def of(application: Application, user: User) -> int:
    """The same of one application; a draft has no messages and costs nothing."""
    return counts([application], user).get(application.pk, 0) if application.receipt_number else 0


def waiting(rows: QuerySet[Application], user: User) -> QuerySet[Application]:
    """Those of the rows that hold a message which `user` has not read."""
    return rows.filter(Exists(_for(user).filter(application=OuterRef("pk"))))
