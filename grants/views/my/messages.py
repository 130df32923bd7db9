"""The thread between the people of a group and the staff, about one application."""

from django.contrib import messages as said
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from grants.forms.remarks import MessageForm
from grants.reviewing import remarks
from grants.views.my.loading import own, trail


def messages(request, pk):
    """Reading it takes the unread marks of this person away; a draft has no thread yet."""
    application = own(request, pk)
    if not application.receipt_number:
        return redirect("task_list", pk)
    form = MessageForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        remarks.write(application, by=request.user, at=timezone.now(), **form.cleaned_data)
        said.success(request, _("メッセージを送りました。"))
        return redirect("my_messages", pk)
    remarks.read(application, by=request.user, at=timezone.now())
    context = {
        "application": application,
        "trail": trail(application, _("職員とのメッセージ")),
        "thread": application.messages.select_related("by"),
        "form": form,
    }
    return render(request, "grants/my/messages.html", context)
