"""The span of an annual report: two fiscal years."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ibasho import fields
from ibasho.dates import FiscalYear
from ibasho.reports.annual import LONGEST_SPAN


class SpanForm(forms.Form):
    """Fields `from` and `to`; the value of each is a FiscalYear."""

    show_markers = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        hint = _("「2026」や「令和8年度」のように入れてください。")
        # `from` is a word of Python, so the fields cannot stand in the class.
        self.fields["from"] = fields.FiscalYearField(label=_("はじめの年度"), help_text=hint)
        self.fields["to"] = fields.FiscalYearField(label=_("おわりの年度"), help_text=hint)

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("from"), cleaned.get("to")
        if not first or not last:
            return cleaned
        if first > last:
            self.add_error("to", _("おわりの年度を、はじめの年度と同じか後にしてください。"))
        elif last.year - first.year >= LONGEST_SPAN:
            raise ValidationError(
                _("期間を%(years)d年度までに短くしてください。"), params={"years": LONGEST_SPAN}
            )
        return cleaned

    @property
    def span(self) -> tuple[FiscalYear, FiscalYear]:
        return self.cleaned_data["from"], self.cleaned_data["to"]


class StoryFilter(forms.Form):
    """What of a group's record is shown; unknown values filter nothing."""

    show_markers = False

    kind = fields.LenientChoiceField(label=_("種類"))
    year = fields.LenientChoiceField(label=_("年度"))

    def __init__(self, *args, story, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("すべて")), *story.kinds]
        self.fields["year"].choices = [
            ("", _("すべて")),
            *((str(year.year), str(year)) for year in story.years),
        ]
