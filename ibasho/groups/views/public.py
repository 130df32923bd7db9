"""The public directory of places."""

from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from ibasho.groups import queries
from ibasho.groups.forms import PlaceSearch


@login_not_required
def places(request):
    search = PlaceSearch(request.GET, places=queries.places())
    page = Paginator(search.found, 50).get_page(request.GET.get("page"))
    by_neighbourhood = [
        (neighbourhood or _("町名はお問い合わせください"), list(places))
        for neighbourhood, places in groupby(page, key=lambda place: place.neighbourhood)
    ]
    context = {"search": search, "page": page, "by_neighbourhood": by_neighbourhood}
    return render(request, "groups/places.html", context)


@login_not_required
def place(request, pk):
    found = queries.place(pk)
    if found is None:
        raise Http404
    return render(request, "groups/place.html", {"place": found, "rows": _rows(found)})


def _rows(place):
    """Nothing here names a person: whoever asks is put through by the council."""
    rows = [
        (_("開いている日"), place.schedule),
        (_("曜日"), place.weekday_words),
        (_("来てほしい人"), place.welcome),
        (_("会場"), place.venue),
        (_("会場の住所"), place.venue_address),
        (_("町名"), place.neighbourhood),
        (_("参加費"), place.fee),
        (_("問い合わせ先"), place.contact),
        (_("運営"), place.operator),
        (_("いまの様子"), place.status_words),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


@login_not_required
def place_photo(request, pk):
    """The photo by the address of its place; where it lies nobody outside learns."""
    listing = queries.photo(pk)
    if listing is None:
        raise Http404
    return photo_of(listing)


def photo_of(listing):
    try:
        content = listing.photo.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    answer = FileResponse(content, content_type="image/jpeg")
    # Asked anew each time: what is withdrawn is gone at once.
    answer["Cache-Control"] = "no-cache"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
