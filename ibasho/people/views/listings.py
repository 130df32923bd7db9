"""The two answers of the staff to the words of a group: show them, or ask for others."""

from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability
from ibasho.groups.forms import DeclineForm
from ibasho.groups.views import listing as pages
from ibasho.people import reviewing


@require_POST
@needs(Capability.TEND_GROUPS)
def listing_show(request, pk):
    found = pages.waiting(pk)
    act = partial(reviewing.show, found, by=request.user, at=timezone.now())
    return pages.settled(request, found, act, _("名簿に載せました。団体の人にメールで知らせます。"))


@require_POST
@needs(Capability.TEND_GROUPS)
def listing_decline(request, pk):
    found, form = pages.waiting(pk), DeclineForm(request.POST)
    if not form.is_valid():
        return pages.staff_page(request, found.group, form)
    told = {"by": request.user, "at": timezone.now(), **form.cleaned_data}
    act = partial(reviewing.decline, found, **told)
    return pages.settled(request, found, act, _("団体の人に、伝言をメールで知らせます。"))
