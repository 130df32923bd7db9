"""Groups as staff see them: the list, and the register of one (its record is in the reports)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, UpdateView

from ibasho.accounts.doors import Needs, needs
from ibasho.accounts.permissions import Capability
from ibasho.groups import queries, workflow
from ibasho.groups.forms import GroupFilter, StaffGroupForm
from ibasho.groups.models import Group


@needs(Capability.READ)
def groups(request):
    filters = GroupFilter(request.GET)
    filters.full_clean()
    found = queries.register_list(**filters.cleaned_data)
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    context = {"filters": filters, "page": page, "proposals": queries.proposals().count()}
    context["may_tend"] = request.user.may(Capability.TEND_GROUPS)
    return render(request, "groups/staff_groups.html", context)


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
