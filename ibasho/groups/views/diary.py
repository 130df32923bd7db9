"""The diary of a group, through two doors: the residents' own, and that of staff on the phone."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ibasho.accounts.permissions import Capability
from ibasho.accounts.unsent import keeps_typing, typed_before_sign_in
from ibasho.groups import diary, queries
from ibasho.groups.forms import GatheringForm
from ibasho.groups.models import Group, Receipt

# A file of somebody else's runs nothing, fetches nothing and is read apart from our pages.
APART = "default-src 'none'; sandbox"
FROM_THE_ADDRESS = ("on", "starts_at", "ends_at", "venue_fee", "place", "form")


@dataclass(frozen=True)
class Door:
    """Behind which pages the diary is kept: `base` is their template."""

    group: Group
    prefix: str  # my or staff
    may_write: bool

    @property
    def base(self) -> str:
        return "base.html" if self.prefix == "my" else "base_staff.html"

    def address(self, name: str, *more) -> str:
        return reverse(f"{self.prefix}_{name}", args=[self.group.pk, *more])

    def trail(self, label="") -> list[dict]:
        home = {"label": _("マイページ"), "url": reverse("my")}
        if self.prefix == "staff":
            home = {"label": _("団体"), "url": reverse("staff_groups")}
        of_group = {"label": self.group.name, "url": self.address("group")}
        here = {"label": _("開催の記録"), "url": self.address("diary") if label else ""}
        return [home, of_group, here, *([{"label": label, "url": ""}] if label else [])]


def _door(request, pk, *, writing=True) -> Door:
    """The group's door, if this person may pass it; else 404, or 403 for staff."""
    if not request.resolver_match.url_name.startswith("staff_"):
        return Door(get_object_or_404(Group.objects.of(request.user), pk=pk), "my", True)
    may_write = request.user.may(Capability.TEND_GROUPS)
    if not (may_write or (request.user.may(Capability.READ) and not writing)):
        raise PermissionDenied
    return Door(get_object_or_404(Group, pk=pk), "staff", may_write)


def year(request, pk):
    """One fiscal year of the diary, the present one unless asked."""
    door = _door(request, pk, writing=False)
    today = timezone.localdate()
    chosen = queries.chosen_year(request.GET.get("fiscal_year"), today)
    rows = list(queries.diary(door.group, chosen))
    context = {
        "door": door,
        "trail": door.trail(),
        "year": chosen,
        "years": queries.diary_years(door.group, today),
        "rows": [(row, door.address("diary_one", row.pk)) for row in rows],
        "totals": queries.totals(rows),
        "new_url": door.address("diary_new") if door.may_write else "",
    }
    return render(request, "groups/diary.html", context)


@keeps_typing
def new(request, pk):
    door = _door(request, pk)
    today = timezone.localdate()
    if request.method == "POST":
        form = GatheringForm(request.POST, request.FILES, today=today)
        return _keep(request, door, form, None)
    if typed := typed_before_sign_in(request):
        return _keep(request, door, GatheringForm(typed, {}, today=today), None)
    told = {name: request.GET[name][:100] for name in FROM_THE_ADDRESS if request.GET.get(name)}
    usual = queries.usual(door.group, today)
    return _page(request, door, GatheringForm(initial=usual | told, today=today), None)


def one(request, pk, gathering):
    door = _door(request, pk)
    row = get_object_or_404(door.group.gatherings, pk=gathering)
    today = timezone.localdate()
    if request.method == "POST":
        return _keep(request, door, GatheringForm(request.POST, request.FILES, today=today), row)
    known = {name: getattr(row, name) for name in diary.FACTS}
    return _page(request, door, GatheringForm(initial=known, today=today), row)


def _keep(request, door, form, row):
    if form.is_valid():
        try:
            _write(request, door, form, row)
        except diary.NotAllowed as refusal:
            form.add_error("on", str(refusal))
        else:
            messages.success(request, _("開催の記録を保存しました。"))
            return redirect(_back(request) or door.address("diary"))
    return _page(request, door, form, row)


@transaction.atomic
def _write(request, door, form, row) -> None:
    told = {"by": request.user, "at": timezone.now()}
    if row is None:
        row = diary.note(door.group, facts=form.facts, **told)
    else:
        row = diary.amend(row, facts=form.facts, **told)
    for looked in form.cleaned_data["receipts"]:
        diary.add_receipt(row, looked=looked, **told)


def _back(request) -> str:
    """Where the person came from, if that is a page of ours."""
    back = request.POST.get("back") or request.GET.get("back") or ""
    return back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else ""


def _page(request, door, form, row):
    label = _("記録を直す") if row else _("集まりを書く")
    context = {
        "door": door,
        "trail": door.trail(label),
        "label": label,
        "form": form,
        "row": row,
        "back": _back(request),
        "diary_url": door.address("diary"),
        "receipts": _receipts(door, row) if row else [],
        "remove_url": door.address("diary_remove", row.pk) if row else "",
    }
    return render(request, "groups/gathering.html", context)


def _receipts(door, row) -> list[dict]:
    return [
        {
            "name": each.name,
            "url": door.address("diary_receipt", each.pk),
            "size": each.size,
            "remove_url": door.address("diary_receipt_remove", each.pk),
        }
        for each in row.receipts.all()
    ]


def remove(request, pk, gathering):
    """Taking back what was written by mistake, after asking."""
    door = _door(request, pk)
    row = get_object_or_404(door.group.gatherings, pk=gathering)
    if request.method == "POST":
        diary.remove(row, by=request.user)
        messages.success(request, _("開催の記録を消しました。"))
        return redirect(door.address("diary"))
    context = {
        "title": _("この記録を消しますか"),
        "text": str(row.on_in_words),
        "consequences": [
            _("この日の集まりは、開かなかったことになります。"),
            _("領収書の写真も消えます。"),
        ],
        "submit": _("記録を消す"),
        "cancel_url": door.address("diary_one", row.pk),
    }
    return render(request, "confirm.html", context)


def receipt(request, pk, receipt):
    door = _door(request, pk, writing=False)
    found = get_object_or_404(Receipt, pk=receipt, gathering__group=door.group)
    try:
        content = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    answer = FileResponse(
        content, as_attachment=True, filename=found.name, content_type=found.media_type
    )
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = APART
    return answer


@require_POST
def receipt_remove(request, pk, receipt):
    door = _door(request, pk)
    found = get_object_or_404(Receipt, pk=receipt, gathering__group=door.group)
    gathering = found.gathering_id
    diary.remove_receipt(found)
    messages.success(request, _("領収書を消しました。"))
    return redirect(door.address("diary_one", gathering))
