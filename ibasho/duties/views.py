"""The hand-over on one page: who, what is open, and then the one step."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.log import reading
from consultations.models import How
from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability
from ibasho.duties import queries, workflow
from ibasho.duties.forms import PairForm, WordsForm


@needs(Capability.TEND_GROUPS)
def hand_over(request):
    pair = PairForm(request.GET or None, initial={"giver": request.user.pk})
    if not pair.is_valid():
        return _page(request, pair=pair)
    giver, taker = pair.cleaned_data["giver"], pair.cleaned_data["taker"]
    if reason := workflow.why_not(giver=giver, taker=taker, by=request.user):
        pair.add_error("taker" if giver == request.user else "giver", reason)
        return _page(request, pair=pair)
    return _offered(request, pair, giver, taker)


def _offered(request, pair, giver, taker):
    """All that would pass; the post passes it, if it is still that."""
    duties = queries.duties_of(giver, on=timezone.localdate())
    form = WordsForm(request.POST or None, initial={"seen": duties.mark})
    if request.method == "POST" and form.is_valid() and _done(request, giver, taker, form):
        return redirect("hand_over")
    calls = duties.listening.calls
    reading.note(calls, by=request.user, at=timezone.now(), how=How.LIST)
    if not form.errors:  # what was typed stays, with the mark of what is shown now
        kept = {"seen": duties.mark, "words": request.POST.get("words", "")}
        form = WordsForm(initial=kept)
    return _page(request, pair=pair, duties=duties, giver=giver, taker=taker, words=form)


def _done(request, giver, taker, form) -> bool:
    try:
        workflow.hand_over(
            giver=giver, taker=taker, by=request.user, at=timezone.now(), **form.cleaned_data
        )
    except workflow.NotAllowed as error:
        messages.error(request, str(error))
        return False
    messages.success(
        request,
        _("%(giver)sさんの担当を、%(taker)sさんに引き継ぎました。")
        % {
            "giver": giver,
            "taker": taker,
        },
    )
    return True


def _page(request, **context):
    page = Paginator(queries.history(), 20).get_page(request.GET.get("page"))
    return render(request, "duties/hand_over.html", {"page": page, **context})
