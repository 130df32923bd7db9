"""Staff's help for groups that cannot manage their people themselves."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability
from ibasho.groups.models import Group
from ibasho.people import queries, workflow
from ibasho.people.forms import AddForm
from ibasho.people.models import Invitation
from ibasho.people.views.loading import link


@needs(Capability.TEND_GROUPS)
def add(request, pk):
    group = get_object_or_404(Group, pk=pk)
    form = AddForm(request.POST or None)
    if form.is_valid() and _added(request, group, form):
        return redirect("staff_group", pk)
    waiting = queries.waiting(group, timezone.now())
    context = {"group": group, "form": form, "waiting": waiting}
    return render(request, "people/staff_add.html", context)


def _added(request, group, form) -> bool:
    try:
        came = workflow.add(
            group, by=request.user, at=timezone.now(), link=link(request), **form.cleaned_data
        )
    except workflow.NotAllowed as error:
        form.add_error("email", str(error))
        return False
    invited = isinstance(came, Invitation)
    messages.success(request, _("招待を送りました。") if invited else _("団体に加えました。"))
    return True
