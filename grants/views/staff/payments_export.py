"""Payments and refunds as a file: what the tab and the filters have found, noted before it leaves."""

from django.utils import timezone
from django.utils.translation import gettext as _

from grants.forms.payments import TillFilter
from grants.money import till, till_rows
from ibasho import spreadsheet
from ibasho.accounts.doors import needs
from ibasho.accounts.models import ExportLog
from ibasho.accounts.permissions import Capability


@needs(Capability.READ)
def export(request):
    """The refunds on their tab, else every payment; `format` is xlsx or csv."""
    told, now = TillFilter(request.GET).cleaned_data, timezone.now()
    if told["tab"] == "refunds":
        what, name, heads = _("返還"), "refunds", till_rows.REFUND_HEADS
        rows = till_rows.refunds(till.refunds(told["q"], told["fiscal_year"]))
    else:
        what, name, heads = _("支払い"), "payments", till_rows.PAYMENT_HEADS
        rows = till_rows.payments(till.payments(told["q"], told["fiscal_year"]))
    query = request.GET.urlencode()[:500]
    ExportLog.objects.create(user=request.user, at=now, what=what, query=query, rows=len(rows))
    kind = "xlsx" if request.GET.get("format") == "xlsx" else "csv"
    return spreadsheet.response(kind, heads, rows, name=f"{name}-{timezone.localdate(now):%Y%m%d}")
