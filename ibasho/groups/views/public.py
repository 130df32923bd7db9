"""The public directory of places."""

from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from ibasho.groups import queries
from ibasho.groups.forms import PlaceSearch
from ibasho.groups.models import Group


@login_not_required
def places(request):
    search = PlaceSearch(request.GET)
    search.full_clean()
    page = Paginator(queries.directory(**search.cleaned_data), 50).get_page(request.GET.get("page"))
    by_neighbourhood = [
        (neighbourhood or _("町名はお問い合わせください"), list(places))
        for neighbourhood, places in groupby(page, key=lambda place: place.neighbourhood)
    ]
    context = {"search": search, "page": page, "by_neighbourhood": by_neighbourhood}
    return render(request, "groups/places.html", context)


@login_not_required
def place(request, pk):
    found = get_object_or_404(Group.objects.published(), pk=pk)
    # Nothing here names a person: whoever asks is put through by the council.
    rows = [
        {"label": label, "value": value}
        for label, value in [
            (_("町名"), found.neighbourhood),
            (_("開いている日"), found.schedule),
            (_("会場"), found.venue),
            (_("会場の住所"), found.venue_address),
            (_("運営"), found.operator),
            (_("いまの様子"), found.status_words if found.status else ""),
        ]
        if value
    ]
    return render(request, "groups/place.html", {"place": found, "rows": rows})
