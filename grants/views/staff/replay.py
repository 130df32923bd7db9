"""Decision replay on a page: the button, and what the last reckonings found."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from grants.models import Application, Replay
from grants.programmes import replay as reckoning
from grants.tasks import replay_decisions
from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability

MOST_AT_ONCE = 300  # applications that are reckoned while somebody waits; more go to the worker
SHOWN = 10


@needs(Capability.READ)
def replay(request):
    if request.method == "POST":
        return _reckon(request)
    runs = list(Replay.objects.select_related("by")[:SHOWN])
    return render(
        request, "grants/staff/replay.html", {"last": next(iter(runs), None), "runs": runs}
    )


def _reckon(request):
    if Application.objects.received().count() > MOST_AT_ONCE:
        replay_decisions.defer(by_id=str(request.user.pk))
        messages.info(request, _("計算を始めました。終わると、このページに結果が出ます。"))
    else:
        reckoning.keep(reckoning.run(), by=request.user, at=timezone.now())
    return redirect("replay")
