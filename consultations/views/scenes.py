"""The two sheets of a story's draft: which records in which order, and the text beside them."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from consultations.forms import StoryRecordsForm, StoryTextForm
from consultations.log import reading
from consultations.models import CaseStory, Consultation, How
from consultations.stories import lettering, storytelling, telling
from consultations.views.pages import EditPage, trail

MOST = 400  # records on one sheet: a form carries a thousand fields


class DraftPage(EditPage):
    """A sheet of a draft; a published story has none."""

    @cached_property
    def record(self):
        stories = CaseStory.objects.select_related("group")
        return get_object_or_404(stories, pk=self.kwargs["pk"], published_at=None)

    def get_context_data(self, **kwargs):
        back = trail("story_list", _("事例"), self.record.title)
        return super().get_context_data(trail=back, **kwargs)


class StoryRecords(DraftPage):
    template_name = "consultations/story_records.html"
    form_class = StoryRecordsForm
    saved = _("場面を並べました。加えた記録のお名前は、文字に置きかえてあります。")

    def get_form_kwargs(self):
        rows = Consultation.objects.filter(group=self.record.group)[:MOST]
        reading.note(rows, by=self.request.user, at=timezone.now(), how=How.STORY)
        parts = self.record.parts.filter(record__isnull=False)
        return super().get_form_kwargs() | {
            "records": sorted(rows, key=storytelling.in_story_order),
            "taken": dict(parts.values_list("record", "position")),
        }

    def save(self, form):
        try:
            storytelling.choose(
                self.record, by=self.request.user, at=timezone.now(), records=form.chosen
            )
        except lettering.Frozen as frozen:
            raise Http404 from frozen
        return self.record


class StoryText(DraftPage):
    template_name = "consultations/story_text.html"
    form_class = StoryTextForm
    saved = _("文を保存しました。")

    def get_form_kwargs(self):
        parts = list(self.record.parts.select_related("record"))
        shown = [part.record_id for part in parts if part.record_id]
        reading.note(shown, by=self.request.user, at=timezone.now(), how=How.STORY)
        return super().get_form_kwargs() | {"story": self.record, "parts": parts}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        leaks = {
            leak.field: leak for leak in telling.check(self.record, on=timezone.localdate()).leaks
        }
        form = context["form"]
        context["scenes"] = [
            {
                "part": part,
                "fields": [
                    (form[name], leaks.get(name))
                    for name in (f"place-{part.pk}", f"told-{part.pk}", f"advice-{part.pk}")
                ],
            }
            for part in form.parts
        ]
        context["leaks"] = leaks
        return context

    def save(self, form):
        try:
            return storytelling.tell(
                self.record, by=self.request.user, at=timezone.now(), **form.facts
            )
        except storytelling.ChangedMeanwhile:
            form.say_changed(CaseStory.objects.get(pk=self.record.pk))
        except lettering.Frozen as frozen:
            raise Http404 from frozen
        return None
