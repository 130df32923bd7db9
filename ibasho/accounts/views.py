"""The front door: what this place is, how to come in, and whether the house stands."""

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from ibasho.accounts import health
from ibasho.accounts.entrance import RequestLoginCodeForm
from ibasho.accounts.models import User
from ibasho.accounts.permissions import Capability

# The accounts of `load_demo`, in the order in which they take their parts.
DEMO = ["resident", "stranger", "worker", "worker2", "approver", "accountant", "auditor", "admin"]


@login_not_required
def front(request):
    return render(request, "front/front.html")


@login_not_required
def help_page(request):
    return render(request, "front/help.html")


def home(request):
    """Where one arrives after signing in."""
    return redirect("desk" if request.user.may(Capability.READ) else "my")


@login_not_required
@never_cache
def healthz(request):
    troubles = health.troubles()
    return HttpResponse(
        "\n".join(troubles) or "ok", status=503 if troubles else 200, content_type="text/plain"
    )


@login_not_required
def robots(request):
    closed = "User-agent: *\nDisallow: /accounts/\nDisallow: /admin/\nDisallow: /my/\n"
    return HttpResponse(closed + "Disallow: /staff/\n", content_type="text/plain")


class SignIn(LoginView):
    """The code by mail first, the password second; what was typed serves both."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        typed = context["form"].data.get("login", "")
        code_form = RequestLoginCodeForm(initial={"email": typed}, auto_id="id_code_%s")
        return context | {"code_form": code_form, "demo_accounts": _demo_accounts()}


def _demo_accounts():
    """Those who may be tried out; nobody outside the demonstration."""
    if not settings.DEMO:
        return []
    addresses = [f"{name}@example.jp" for name in DEMO]
    found = {user.email: user for user in User.objects.filter(email__in=addresses)}
    return [found[address] for address in addresses if address in found]
