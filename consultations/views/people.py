"""The people whom the workers know: their list, one of them, and two that are one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from consultations.forms.people import OtherPersonForm, PeopleFilter, PersonForm
from consultations.log import reading
from consultations.models import How, Merge, Person
from consultations.people import bonds, knowing
from consultations.permissions import may_write
from consultations.views.pages import PAGE
from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability


@needs(Capability.READ)
def people(request):
    filters = PeopleFilter(request.GET)
    filters.is_valid()
    found = Person.objects.standing().matching(filters.cleaned_data["q"])
    found = found.annotate(times=Count("introductions")).order_by("reading", "name", "id")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "consultations/people.html", {"filters": filters, "page": page})


@needs(Capability.READ)
def person(request, pk):
    found = get_object_or_404(Person.objects.select_related("merged_into"), pk=pk)
    listens = may_write(request.user)
    rows = bonds.records_of(found)
    reading.note(rows, by=request.user, at=timezone.now(), how=How.PERSON)
    context = {
        "person": found,
        "contact": found.contact.reveal() if listens and found.contact else "",
        "seals": found.contact is not None and not listens,
        "records": rows,
        "bonds": bonds.of_person(found),
        "other_form": OtherPersonForm(person=found),
        "alike": knowing.alike(found) if listens and not found.merged_into else [],
        "merges": found.took_in.filter(undone_at=None).select_related("gone", "by"),
        "may_write": listens,
        "trail": _trail(found.name),
    }
    return render(request, "consultations/person.html", context)


@needs(Capability.LISTEN)
def edit(request, pk):
    found = get_object_or_404(Person.objects.standing(), pk=pk)
    form = PersonForm(request.POST or None, record=found)
    if form.is_valid():
        knowing.amend(found, **form.cleaned_data)
        messages.success(request, _("保存しました。"))
        return redirect(found)
    context = {"form": form, "person": found, "trail": _trail(_("登録を直す"), found)}
    return render(request, "consultations/person_form.html", context)


@needs(Capability.LISTEN)
def merge(request, pk, other):
    """Two entries side by side, and what would move; the button makes them one."""
    kept, gone = (get_object_or_404(Person.objects.standing(), pk=each) for each in (pk, other))
    if request.method == "POST":
        try:
            knowing.merge(kept, gone, by=request.user, at=timezone.now())
            messages.success(request, _("「%s」にまとめました。もとに戻せます。") % kept.tag)
            return redirect(kept)
        except knowing.CannotMerge:
            messages.error(request, _("どちらかが先にまとめられていました。確かめてください。"))
            return redirect("known_people")
    context = {
        "kept": kept,
        "gone": gone,
        "preview": knowing.preview(kept, gone),
        "trail": _trail(_("同じ人をまとめる"), kept),
    }
    return render(request, "consultations/merge.html", context)


@require_POST
@needs(Capability.LISTEN)
def choose_other(request, pk):
    """From one entry to the preview with the other that was chosen."""
    found = get_object_or_404(Person.objects.standing(), pk=pk)
    form = OtherPersonForm(request.POST, person=found)
    if form.is_valid():
        return redirect("known_person_merge", pk=pk, other=form.cleaned_data["other"].pk)
    messages.error(request, _("同じ人を選んでください。"))
    return redirect(found)


@require_POST
@needs(Capability.LISTEN)
def take_apart(request, pk):
    merged = get_object_or_404(Merge.objects.select_related("gone"), pk=pk)
    try:
        knowing.take_apart(merged, by=request.user, at=timezone.now())
        messages.success(request, _("もとに戻しました。"))
    except knowing.CannotMerge:
        messages.error(request, _("もう、もとに戻されています。"))
    return redirect(merged.gone)


def _trail(here, found=None):
    trail = [{"label": _("つながりのある人"), "url": reverse("known_people")}]
    if found:
        trail.append({"label": found.name, "url": found.get_absolute_url()})
    return [*trail, {"label": here}]
