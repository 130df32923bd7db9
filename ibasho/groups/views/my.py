"""What residents do for their own group: register it, keep it up to date."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.generic import FormView, UpdateView

from ibasho.accounts.doors import Needs
from ibasho.accounts.permissions import Capability
from ibasho.groups import workflow
from ibasho.groups.forms import GroupForm
from ibasho.groups.models import Group


class NewGroup(Needs, FormView):
    capability = Capability.APPLY
    form_class = GroupForm
    template_name = "groups/my_new.html"

    def form_valid(self, form):
        try:
            group = workflow.register(
                by=self.request.user, at=timezone.now(), facts=form.cleaned_data
            )
            messages.success(self.request, _("団体を登録しました。"))
        except workflow.AlreadyRegistered as earlier:
            group = earlier.group
            messages.info(self.request, _("同じ名前の団体が、すでに登録されています。"))
        return redirect(_whence(self.request) or reverse("my_group", args=[group.pk]))


def _whence(request) -> str:
    """The page of ours that sent somebody here first, to which they go back; else empty."""
    page = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        page, {request.get_host()}, require_https=request.is_secure()
    )
    return page if ours else ""


class MyGroup(UpdateView):
    form_class = GroupForm
    template_name = "groups/my_group.html"

    def get_queryset(self):
        return Group.objects.of(self.request.user).with_status()

    def form_valid(self, form):
        workflow.amend(self.object, by=self.request.user, facts=form.cleaned_data)
        messages.success(self.request, _("保存しました。"))
        return redirect("my_group", pk=self.object.pk)
