"""The screen on which a consultation is written down, and its draft."""

import uuid

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from consultations import workflow
from consultations.forms import ConsultationForm, starting
from consultations.log import drafts, reading
from consultations.models import Consultation, Draft, How, Person
from consultations.people import knowing
from consultations.views import hints
from consultations.views.autosaving import saved_words
from consultations.views.pages import EditPage, FormPage
from ibasho.text import is_storable


def _typed(post) -> dict[str, list[str]]:
    """All that a form holds, as it was typed, but what nobody could store."""
    return {
        name: [value for value in post.getlist(name) if is_storable(value)][:100]
        for name in starting.TYPED
    }


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _named(query, key, rows):
    """The row whose id stands in the address, or None."""
    pk = _uuid(query.get(key, ""))
    return rows.filter(pk=pk).first() if pk else None


class WritingPage(FormPage):
    """What writing anew and writing over have in common: the draft, and its button."""

    template_name = "consultations/consultation_form.html"
    form_class = ConsultationForm

    def keep(self) -> bool:
        """Keep in the draft what was typed; False where the record was written meanwhile."""
        raise NotImplementedError

    def post(self, request, *args, **kwargs):
        if "keep" in request.POST and self.keep():
            messages.success(request, _("下書きに残しました。あとで続きを書けます。"))
            return redirect(self.page)
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form):
        self.keep()  # a tab that is closed now has lost nothing
        return super().form_invalid(form)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            draft=self.draft,
            carried=drafts.carried(self.draft),
            saved=saved_words(self.draft.saved_at) if self.draft else "",
            autosave_url=self.autosave_url,
            **hints.lists(self.request.user),
            **kwargs,
        )


class ConsultationNew(WritingPage):
    saved = _("相談を記録しました。")

    @cached_property
    def draft(self) -> Draft | None:
        """The one of the address, else the last one, unless the page was asked to be empty."""
        mine = drafts.begun(self.request.user)
        if "draft" in self.request.GET:
            return _named(self.request.GET, "draft", mine)
        return (
            None
            if self.request.GET.keys() & {"fresh", "like", "follows", "again"}
            else mine.first()
        )

    @cached_property
    def draft_id(self):
        return self.draft.pk if self.draft else uuid.uuid4()

    @cached_property
    def model(self) -> Consultation | None:
        """The record that this one is to be like: of the address, or the last of a group or person."""
        records = Consultation.objects.prefetch_related("workers").select_related("asker_person")
        found = _named(self.request.GET, "follows", records)
        return found or _named(self.request.GET, "like", records) or self._last(records)

    def _last(self, records):
        for key, rows in (("group", "group"), ("person", "asker_person")):
            if "again" in self.request.GET and (pk := _uuid(self.request.GET.get(key, ""))):
                return records.filter(**{rows: pk}).first()
        return None

    @property
    def page(self):
        return f"{reverse('consultation_new')}?draft={self.kept_id}"

    @property
    def kept_id(self):
        """The id under which what is on the page is kept: the page carries it along."""
        return _uuid(self.request.POST.get("draft", "")) or self.draft_id

    @property
    def autosave_url(self):
        return reverse("consultation_draft", args=[self.kept_id])

    def keep(self) -> bool:
        typed = _typed(self.request.POST)
        try:
            drafts.keep(self.kept_id, typed, by=self.request.user, at=timezone.now())
        except (drafts.TooLate, drafts.NotYours):
            return False
        return True

    def get_form_kwargs(self):
        user = self.request.user
        return super().get_form_kwargs() | {
            "today": timezone.localdate(),
            "apart": starting.apart(user),
            "initial": self._initial(user),
        }

    def _initial(self, user):
        now = timezone.localtime()
        told = starting.fresh(user, today=now.date(), now=now.time())
        if self.model:
            reading.note([self.model], by=user, at=now, how=How.EDIT)
            told |= starting.like(self.model)
        told |= {"group": self.request.GET["group"]} if "group" in self.request.GET else {}
        person = _named(self.request.GET, "person", Person.objects.standing())
        told |= {"asker_name": person.tag} if person else {}
        told |= starting.typed(self.draft)
        follows = self.model and "follows" in self.request.GET and self.model.pk
        return told | {"draft": self.draft_id, "follows": follows or None}

    def save(self, form):
        user, told = self.request.user, form.cleaned_data
        follows = Consultation.objects.filter(pk=told["follows"]).first()
        own = {"draft": told["draft"], "follows": follows}
        try:
            return workflow.record(by=user, at=timezone.now(), **own, **form.facts)
        except workflow.AlreadyRecorded:  # pressed twice: it stands there already
            return get_object_or_404(Consultation, pk=told["draft"])

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            others=drafts.begun(user).exclude(pk=self.kept_id)[:5],
            recent=[] if self.draft else hints.recent(user),
            **kwargs,
        )


class ConsultationEdit(WritingPage, EditPage):
    saved = _("記録を書きかえました。")

    @cached_property
    def record(self):
        records = Consultation.objects.select_related("group", "asker_person")
        return get_object_or_404(records.prefetch_related("workers"), pk=self.kwargs["pk"])

    @cached_property
    def draft(self) -> Draft | None:
        return drafts.of_change(self.request.user, self.record)

    @property
    def page(self):
        return reverse("consultation_edit", args=[self.record.pk])

    @property
    def autosave_url(self):
        seen = self.draft.seen if self.draft else self.record.version
        return f"{reverse('consultation_change_draft', args=[self.record.pk])}?seen={seen}"

    def keep(self) -> bool:
        typed, seen = _typed(self.request.POST), self.request.POST.get("seen", "")[:40]
        told = {"seen": seen, "by": self.request.user, "at": timezone.now()}
        try:
            drafts.keep_change(self.record, typed, **told)
        except drafts.TooLate:
            return False
        return True

    def get_form_kwargs(self):
        user, record = self.request.user, self.record
        return super().get_form_kwargs() | {
            "today": timezone.localdate(),
            "record": record,
            "apart": starting.apart(user, record),
            "known": knowing.people_of(record),
            "initial": self._initial(user, record),
        }

    def _initial(self, user, record):
        at = timezone.now()
        told = starting.written(record, user)
        reading.note([record], by=user, at=at, how=How.EDIT)
        if told.get("confidence"):
            reading.note([record], by=user, at=at, how=How.SEALED)
        if self.draft:
            told |= starting.typed(self.draft) | {"seen": self.draft.seen}
        return told

    def save(self, form):
        user, seen = self.request.user, form.cleaned_data["seen"]
        try:
            return workflow.amend(self.record, by=user, at=timezone.now(), seen=seen, **form.facts)
        except workflow.ChangedMeanwhile as change:
            form.show_newer(change.record)
            return None
