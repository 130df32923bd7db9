"""How words come into the directory: a group writes them, staff read them, either takes them out."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability
from ibasho.groups import differences, listing, queries
from ibasho.groups.forms import DeclineForm, ListingForm, StaffListingForm
from ibasho.groups.models import Group, Listing, ListingState
from ibasho.groups.views.public import photo_of


def _own(request, pk):
    return get_object_or_404(Group.objects.of(request.user), pk=pk)


def my_listing(request, pk):
    """A group's own words; they are shown when staff have read them."""
    group = _own(request, pk)
    versions = queries.listings(group)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = ListingForm(data, files, group=group, record=versions.latest)
    if form.is_valid():
        listing.propose(group, by=request.user, at=timezone.now(), **form.facts)
        messages.success(request, _("受け取りました。職員が確かめてから載せます。"))
        return redirect("my_listing", pk)
    context = {
        "group": group,
        "form": form,
        "versions": versions,
        "trail": [
            {"label": _("マイページ"), "url": reverse("my")},
            {"label": group.name, "url": reverse("my_group", args=[pk])},
            {"label": _("名簿に載せる内容")},
        ],
    }
    return render(request, "groups/my_listing.html", context)


def my_listing_photo(request, pk):
    """The photo of the words that wait, for the group itself."""
    return _photo(queries.listings(_own(request, pk)).latest)


def _photo(version):
    if version is None or not version.photo:
        raise Http404
    return photo_of(version)


def my_listing_withdraw(request, pk):
    group = _own(request, pk)
    act = partial(listing.withdraw, group, by=request.user)
    return _withdraw(request, act, back=reverse("my_listing", args=[pk]))


def _withdraw(request, act, back):
    if request.method == "POST":
        act()
        messages.success(request, _("名簿から下ろしました。もうだれにも見えません。"))
        return redirect(back)
    context = {
        "title": _("名簿から下ろしますか"),
        "text": _("押すとすぐに、居場所の名簿のページが見えなくなります。"),
        "consequences": [
            _("載せていた写真は消えます。"),
            _("また載せるときは、内容を書いて、もう一度職員が確かめます。"),
        ],
        "submit": _("名簿から下ろす"),
        "cancel_url": back,
    }
    return render(request, "confirm.html", context)


@needs(Capability.READ)
def listings(request):
    """What waits to be read."""
    return render(request, "groups/listings.html", {"waiting": queries.proposals()})


@needs(Capability.READ)
def staff_listing(request, pk):
    return staff_page(request, get_object_or_404(Group, pk=pk), DeclineForm())


def staff_page(request, group, form):
    """Old words beside new ones; `form` is the one that sends them back."""
    versions = queries.listings(group)
    context = {
        "group": group,
        "versions": versions,
        "rows": differences.between(versions.shown, versions.latest),
        "waits": versions.waits,
        "form": form,
        "may_tend": request.user.may(Capability.TEND_GROUPS),
        "trail": _trail(group, _("名簿の掲載")),
    }
    return render(request, "groups/staff_listing.html", context)


def _trail(group, here):
    return [
        {"label": _("団体"), "url": reverse("staff_groups")},
        {"label": group.name, "url": reverse("staff_group", args=[group.pk])},
        {"label": here},
    ]


@needs(Capability.READ)
def staff_listing_photo(request, pk):
    return _photo(queries.listings(get_object_or_404(Group, pk=pk)).latest)


def waiting(pk):
    """Words that nobody has answered yet; 404 for all others."""
    return get_object_or_404(Listing.objects.filter(state=ListingState.PROPOSED), pk=pk)


def settled(request, found, act, done):
    """Back to the group's words, with what became of them."""
    try:
        act()
        messages.success(request, done)
    except listing.AlreadySettled:
        messages.error(request, _("この内容は、もう確かめられたか、取り下げられました。"))
    return redirect("staff_listing", found.group_id)


@needs(Capability.TEND_GROUPS)
def staff_listing_edit(request, pk):
    """For a group that told it by phone or on paper; shown at once."""
    group = get_object_or_404(Group, pk=pk)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = StaffListingForm(data, files, group=group, record=queries.listings(group).latest)
    if form.is_valid():
        listing.write(group, by=request.user, at=timezone.now(), **form.facts)
        messages.success(request, _("名簿に載せました。"))
        return redirect("staff_listing", pk)
    heading = _("団体に代わって書く")
    context = {"group": group, "form": form, "heading": heading, "trail": _trail(group, heading)}
    return render(request, "groups/staff_listing_edit.html", context)


@needs(Capability.TEND_GROUPS)
def staff_listing_withdraw(request, pk):
    group = get_object_or_404(Group, pk=pk)
    act = partial(listing.withdraw, group, by=request.user)
    return _withdraw(request, act, back=reverse("staff_listing", args=[pk]))
