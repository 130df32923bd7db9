"""Case stories: the list, one story with all that stops it, and the steps from draft to frozen."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from consultations.forms import StoryLettersForm, StoryNameForm, StoryNewForm
from consultations.log import reading
from consultations.models import CaseStory, How, StoryPerson
from consultations.permissions import may_write
from consultations.stories import lettering, storytelling, telling
from consultations.stories.pseudonyms import pseudonym
from consultations.views import sheets
from consultations.views.pages import FormPage, trail
from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability

FROZEN = _("この事例は公開されています。直すときは「新しい版を作る」を押してください。")


@needs(Capability.READ)
def story_list(request):
    stories = CaseStory.objects.select_related("group", "written_by").order_by(
        "order", "group__reading", "group__name", "-version"
    )
    today = timezone.localdate()
    allowed = set(CaseStory.objects.allowed_in("report", on=today).values_list("pk", flat=True))
    rows = [(story, story.pk in allowed) for story in stories]
    return render(
        request,
        "consultations/story_list.html",
        {"rows": rows, "may_write": may_write(request.user)},
    )


class StoryNew(FormPage):
    template_name = "consultations/story_new.html"
    form_class = StoryNewForm
    saved = _("下書きを作りました。記録のお名前は、文字に置きかえてあります。")

    def get_initial(self):
        return {"group": self.request.GET.get("group")}

    def save(self, form):
        try:
            return storytelling.begin(by=self.request.user, at=timezone.now(), **form.cleaned_data)
        except storytelling.AlreadyDrafted:
            form.add_error("group", _("この団体には、書きかけの事例があります。"))
            return None


def _story(pk):
    return get_object_or_404(CaseStory.objects.select_related("group", "published_by"), pk=pk)


@needs(Capability.READ)
def story(request, pk):
    found = _story(pk)
    parts = list(found.parts.all())
    if not found.is_published:  # until then the words are nearly those of the records
        shown = [part.record_id for part in parts if part.record_id]
        reading.note(shown, by=request.user, at=timezone.now(), how=How.STORY)
    context = {
        "story": found,
        "parts": parts,
        "people": [_shown(person) for person in found.people.all()],
        "ledger": sheets.of_ledger(found),
        "check": telling.check(found, on=timezone.localdate()),
        "may_write": may_write(request.user),
        "name_form": StoryNameForm(),
        "letters_form": StoryLettersForm(initial={"first_letter": found.first_letter}),
        "trail": trail("story_list", _("事例"), found.title),
    }
    return render(request, "consultations/story.html", context)


def _shown(person):
    return person, "" if person.letter is None else pseudonym(person.letter)


def _step(request, pk, act, done):
    """One step on a draft; a published story says that it stays as it is."""
    found = _story(pk)
    try:
        act(found)
    except lettering.Frozen:
        messages.error(request, FROZEN)
    else:
        messages.success(request, done)
    return redirect(found)


@require_POST
@needs(Capability.LISTEN)
def conceal(request, pk):
    """Put letters wherever a name is left."""
    now = timezone.now()
    return _step(
        request,
        pk,
        lambda found: lettering.conceal(found, by=request.user, at=now),
        _("残っていたお名前と連絡先を置きかえました。文を読み直してください。"),
    )


@require_POST
@needs(Capability.LISTEN)
def reletter(request, pk):
    form, now = StoryLettersForm(request.POST), timezone.now()
    if not form.is_valid():
        messages.error(request, _("はじめの人の呼び名を選んでください。"))
        return redirect(_story(pk))
    return _step(
        request,
        pk,
        lambda found: lettering.reletter(found, by=request.user, at=now, **form.cleaned_data),
        _("呼び名を、出てくる順にふり直しました。"),
    )


@require_POST
@needs(Capability.LISTEN)
def name_also(request, pk):
    form, now = StoryNameForm(request.POST), timezone.now()
    if not form.is_valid():
        messages.error(request, _("かくすお名前を100文字までで入れてください。"))
        return redirect(_story(pk))
    return _step(
        request,
        pk,
        lambda found: lettering.name_also(found, by=request.user, at=now, **form.cleaned_data),
        _("かくすお名前を加えました。"),
    )


@require_POST
@needs(Capability.LISTEN)
def search_alone(request, pk, person):
    """Whether the family name alone counts as a name; some are names of places too."""
    found = get_object_or_404(StoryPerson, pk=person, story=pk)
    return _step(
        request,
        pk,
        lambda story: lettering.search_alone(story, found, by=request.user, lone=not found.lone),
        _("姓だけのときのさがし方を変えました。"),
    )


@require_POST
@needs(Capability.LISTEN)
def publish(request, pk):
    """Freeze the story, or say on its page what stops it."""
    now = timezone.now()
    try:
        return _step(
            request,
            pk,
            lambda found: storytelling.publish(found, by=request.user, at=now),
            _("公開しました。これからは、同意がある間、報告書に載ります。"),
        )
    except storytelling.NotReady:
        messages.error(request, _("まだ公開できません。下の「公開の前に」を見てください。"))
        return redirect("story", pk)


@require_POST
@needs(Capability.LISTEN)
def revise(request, pk):
    """Begin a new version, or go to the draft that is there already."""
    try:
        new = storytelling.revise(_story(pk), by=request.user, at=timezone.now())
    except storytelling.AlreadyDrafted as there:
        new = there.story
    messages.success(request, _("新しい版の下書きです。公開には、もう一度同意が要ります。"))
    return redirect(new)


@require_POST
@needs(Capability.LISTEN)
def discard(request, pk):
    try:
        storytelling.discard(_story(pk), by=request.user)
    except (storytelling.HasConsent, lettering.Frozen):
        messages.error(request, _("同意の記録がある事例と、公開した事例は、消せません。"))
        return redirect("story", pk)
    messages.success(request, _("下書きを消しました。もとの相談記録は、そのまま残っています。"))
    return redirect("story_list")
