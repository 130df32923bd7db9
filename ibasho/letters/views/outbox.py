"""The outbox before the staff: what waits, what has left, what a person has to settle."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability
from ibasho.errors import conflict
from ibasho.letters import outbox, queries
from ibasho.letters.forms import MailFilter
from ibasho.letters.models import Mail


@needs(Capability.READ)
def mails(request):
    filters = MailFilter(request.GET)
    filters.full_clean()
    found = queries.outbox(**filters.cleaned_data)
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    context = {
        "filters": filters,
        "page": page,
        "stuck": queries.stuck_mails(),
        "may_dispatch": request.user.may(Capability.DISPATCH),
    }
    return render(request, "letters/mails.html", context)


@require_POST
@needs(Capability.DISPATCH)
def mail_again(request, pk):
    return _settle(request, pk, outbox.try_again, _("このメールは、まもなくもう一度送られます。"))


@require_POST
@needs(Capability.DISPATCH)
def mail_shelve(request, pk):
    return _settle(request, pk, outbox.shelve, _("このメールは、もう送りません。"))


def _settle(request, pk, act, done):
    mail = get_object_or_404(Mail, pk=pk)
    try:
        act(mail, by=request.user, at=timezone.now())
    except outbox.NotStuck:
        message = _("このメールの扱いは、もう決まっています。一覧で確かめてください。")
        return conflict(request, message=message, back=reverse("mails"))
    messages.success(request, done)
    return redirect("mails")
