"""The programme years and what is left of their budgets."""

from django.shortcuts import render

from grants.money import budget
from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability


@needs(Capability.READ)
def programmes(request):
    years = budget.programme_years()
    context = {"years": years, "may_write": request.user.may(Capability.KEEP_PROGRAMMES)}
    return render(request, "grants/staff/programmes.html", context)
