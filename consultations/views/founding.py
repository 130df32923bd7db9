"""From an idea to a group, in one step."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.forms.founding import FoundingForm
from consultations.log import founding, reading
from consultations.models import Consultation, How
from consultations.views.pages import trail
from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability


@needs(Capability.LISTEN)
def found_group(request, pk):
    if not request.user.may(Capability.TEND_GROUPS):
        raise PermissionDenied
    record = get_object_or_404(Consultation.objects.filter(group=None), pk=pk)
    akin = founding.akin(record)
    form = FoundingForm(request.POST or None, record=record, akin=akin)
    reading.note([record, *akin], by=request.user, at=timezone.now(), how=How.LIST)
    if form.is_valid() and (group := _founded(request, record, form)):
        return redirect("staff_group", group.pk)
    here = trail("consultation_list", _("相談記録"), record.about)
    return render(
        request, "consultations/found.html", {"record": record, "form": form, "trail": here}
    )


def _founded(request, record, form):
    try:
        group = founding.found(record, by=request.user, at=timezone.now(), **form.cleaned_data)
    except founding.AlreadyFounded:
        form.add_error(
            None, _("この相談は、いまほかの人が団体に結びつけました。記録を見なおしてください。")
        )
        return None
    messages.success(request, _("団体を登録し、相談を結びつけました。"))
    return group
