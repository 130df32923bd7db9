"""Groups as staff see them: the list, the record (カルテ) of one, and what changes it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from django.views.generic import FormView, UpdateView

from ibasho.accounts.doors import Needs, needs
from ibasho.accounts.permissions import Capability
from ibasho.groups import queries, record, workflow
from ibasho.groups.forms import GroupFilter, StaffGroupForm, StatusForm
from ibasho.groups.models import Group


@needs(Capability.READ)
def groups(request):
    filters = GroupFilter(request.GET)
    filters.full_clean()
    found = queries.register_list(**filters.cleaned_data)
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    context = {"filters": filters, "page": page}
    context["may_tend"] = request.user.may(Capability.TEND_GROUPS)
    return render(request, "groups/staff_groups.html", context)


@needs(Capability.READ)
def group(request, pk):
    found = get_object_or_404(queries.records(), pk=pk)
    return _record(request, found, StatusForm(today=timezone.localdate()))


def _record(request, found, form):
    context = record.page(found) | {"form": form}
    context["may_tend"] = request.user.may(Capability.TEND_GROUPS)
    return render(request, "groups/staff_group.html", context)


@require_POST
@needs(Capability.TEND_GROUPS)
def status(request, pk):
    found = get_object_or_404(queries.records(), pk=pk)
    form = StatusForm(request.POST, today=timezone.localdate())
    if form.is_valid():
        try:
            workflow.change_status(found, by=request.user, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("状況を記録しました。"))
            return redirect("staff_group", pk=pk)
        except workflow.AlreadyNoted:
            form.add_error("day", _("同じ「いつから」の同じ状況が、もう記録されています。"))
    return _record(request, found, form)


class NewGroup(Needs, FormView):
    capability = Capability.TEND_GROUPS
    form_class = StaffGroupForm
    template_name = "groups/staff_form.html"
    extra_context = {"heading": _("団体を登録する"), "back": reverse_lazy("staff_groups")}

    def form_valid(self, form):
        found = workflow.register(by=self.request.user, at=timezone.now(), facts=form.cleaned_data)
        messages.success(self.request, _("団体を登録しました。"))
        return redirect("staff_group", pk=found.pk)


class EditGroup(Needs, UpdateView):
    capability = Capability.TEND_GROUPS
    form_class = StaffGroupForm
    queryset = Group.objects.all()
    template_name = "groups/staff_form.html"
    extra_context = {"heading": _("団体の登録を直す")}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            back=reverse("staff_group", args=[self.object.pk]), **kwargs
        )

    def form_valid(self, form):
        workflow.amend(self.object, by=self.request.user, facts=form.cleaned_data)
        messages.success(self.request, _("保存しました。"))
        return redirect("staff_group", pk=self.object.pk)
