"""What lies at the accountant's counter: claims, payments on their way, money to come back."""

from dataclasses import dataclass
from datetime import date

from django.db.models import BigIntegerField, Case, Count, F, OuterRef, Q, QuerySet, Subquery, When
from django.utils.translation import gettext_lazy as _

from grants.models import Application, BankAccount, Claim, Payment, Refund, TransferFile
from grants.models.claim import ClaimStatus
from grants.models.payment import PaymentStatus
from grants.models.refund import RefundStatus
from grants.money.balance import with_money
from grants.states import State
from ibasho.groups.models import Group

OF_PAYMENT = (
    *("account", "claim", "changed_by", "application__group"),
    "application__programme_year__programme",
)


def _named(rows: QuerySet, words: str, at: str = "application") -> QuerySet:
    if not words:
        return rows
    group = Q(**{f"{at}__group__in": Group.objects.matching(words)})
    return rows.filter(group | Q(**{f"{at}__receipt_number__iexact": words}))


def claims(q="") -> QuerySet[Claim]:
    """Those that wait for an answer; `other` is the last account of the group we vouched for."""
    before = BankAccount.objects.confirmed().filter(group=OuterRef("application__group"))
    known = before.exclude(pk=OuterRef("account")).order_by("-confirmed_at").values("pk")
    waiting = Claim.objects.filter(status=ClaimStatus.MADE).select_related(
        "account", "made_by", "application__group", "application__programme_year__programme"
    )
    return _named(waiting.annotate(other=Subquery(known[:1])).order_by("made_at"), q)


def payments(q="", fiscal_year="", status="") -> QuerySet[Payment]:
    rows = Payment.objects.select_related(*OF_PAYMENT).order_by("-planned_at", "-pk")
    if fiscal_year:
        rows = rows.filter(application__programme_year__fiscal_year=fiscal_year)
    if status:
        rows = rows.filter(status=status)
    return _named(rows, q)


def waiting(q="") -> QuerySet[Payment]:
    return payments(q, status=PaymentStatus.PLANNED).order_by("planned_at", "pk")


def under_way(q="") -> QuerySet[Payment]:
    return payments(q, status=PaymentStatus.IN_FILE).order_by("pay_on", "pk")


def files() -> QuerySet[TransferFile]:
    return TransferFile.objects.light().select_related("made_by")


YEN = BigIntegerField()


def to_demand(q="") -> QuerySet[Application]:
    """The applications of which money is to come back and nobody has asked for it, `yen` each."""
    due = Case(When(state=State.REVOKED, then=0), default=F("settled_amount"), output_field=YEN)
    ended = Application.objects.filter(state__in=[State.SETTLED, State.REVOKED])
    rows = with_money(ended.select_related("group", "programme_year__programme"))
    rows = rows.annotate(yen=F("yen_paid") - F("yen_refunded") - due - F("yen_asked_back"))
    rows = rows.filter(yen__gt=0).order_by("receipt_number")
    named = Q(group__in=Group.objects.matching(q)) | Q(receipt_number__iexact=q)
    return rows.filter(named) if q else rows


def refunds(q="", fiscal_year="") -> QuerySet[Refund]:
    rows = Refund.objects.select_related(
        *("letter", "application__group", "application__programme_year__programme")
    ).prefetch_related("receipts")
    if fiscal_year:
        rows = rows.filter(application__programme_year__fiscal_year=fiscal_year)
    open_first = Case(When(status=RefundStatus.DEMANDED, then=0), default=1)
    return _named(rows.order_by(open_first, "due_on", "pk"), q)


def fiscal_years() -> list[int]:
    years = Payment.objects.values_list("application__programme_year__fiscal_year", flat=True)
    return sorted(set(years.order_by().distinct()), reverse=True)


@dataclass(frozen=True)
class Heap:
    """One heap on the counter: how many, how many of them late, and the tab that shows them."""

    label: str
    tab: str
    count: int
    late: int = 0


def heaps(*, on: date) -> tuple[Heap, ...]:
    """What waits for the accountant on this day, in four queries."""
    status = PaymentStatus
    moving = Payment.objects.aggregate(
        planned=Count("pk", filter=Q(status=status.PLANNED)),
        filed=Count("pk", filter=Q(status=status.IN_FILE)),
        untold=Count("pk", filter=Q(status=status.IN_FILE, pay_on__lt=on)),
        all=Count("pk"),
    )
    back = Refund.objects.filter(status=RefundStatus.DEMANDED).aggregate(
        open=Count("pk"), late=Count("pk", filter=Q(due_on__lt=on))
    )
    asked = Claim.objects.filter(status=ClaimStatus.MADE).count()
    demand = to_demand().count()
    return (
        Heap(_("請求の確認待ち"), "claims", asked),
        Heap(_("支払待ち"), "waiting", moving["planned"]),
        Heap(_("振込手続き中"), "under_way", moving["filed"], moving["untold"]),
        Heap(_("返還"), "refunds", back["open"] + demand, back["late"]),
        Heap(_("支払いの記録"), "all", moving["all"]),
    )
