"""The programme years and what is left of their budgets."""

from django.shortcuts import render

from grants import budget
from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability


@needs(Capability.READ)
def programmes(request):
    years = budget.programme_years()
    return render(request, "grants/staff/programmes.html", {"years": years})
