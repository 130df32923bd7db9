"""The span of an annual report, and the words and order of an edition."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ibasho import fields
from ibasho.dates import FiscalYear
from ibasho.reports.booklet.annual import LONGEST_SPAN
from ibasho.reports.booklet.chapters import CHAPTERS, Arrangement, Placed

LONGEST_TEXT = 8_000  # letters
SMALL = 20  # the highest border below which numbers may be hidden


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


class EditionForm(forms.Form):
    """The foreword, and of every chapter whether it is shown, in which place, with which words.

    `initial` comes from an Arrangement, and a valid form gives one back.
    """

    foreword = fields.TextField(
        label=_("はじめに"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("表紙の次のページに載ります。空の行で段落が分かれます。"),
    )
    small_below = fields.CountField(
        label=_("小さな数を伏せる境"),
        max_value=SMALL,
        help_text=_(
            "人に関わる数がこの数より小さいとき、数を書かずに伏せます。0ならすべて載せます。"
        ),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, arrangement: Arrangement, **kwargs):
        kwargs["initial"] = _initial(arrangement) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.keys = [one.key for one in arrangement.placed]
        for key in self.keys:
            title = {"title": CHAPTERS[key].title}
            self.fields[f"shown_{key}"] = forms.BooleanField(
                label=_("「%(title)s」を載せる") % title, required=False
            )
            self.fields[f"place_{key}"] = fields.CountField(
                label=_("「%(title)s」の順番") % title, min_value=1, max_value=99
            )
            self.fields[f"text_{key}"] = fields.TextField(
                label=_("「%(title)s」のはじめに載せることば") % title,
                max_length=LONGEST_TEXT,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def clean(self):
        told = super().clean()
        if not any(told.get(f"shown_{key}") for key in self.keys):
            raise ValidationError(_("載せる章を1つ以上選んでください。"))
        return told

    @property
    def chapters(self) -> list[dict]:
        """The fields of each chapter together, as the page shows them."""
        return [
            {
                "title": CHAPTERS[key].title,
                "fields": [self[f"{name}_{key}"] for name in ("shown", "place", "text")],
            }
            for key in self.keys
        ]

    def arrangement(self) -> Arrangement:
        """Chapters of the same place stay in the order in which the page showed them."""
        told = self.cleaned_data
        ordered = sorted(self.keys, key=lambda key: told[f"place_{key}"])
        placed = tuple(
            Placed(key, shown=told[f"shown_{key}"], text=told[f"text_{key}"]) for key in ordered
        )
        return Arrangement(told["foreword"], placed, told["small_below"])


def _initial(arrangement: Arrangement) -> dict:
    told = {"foreword": arrangement.foreword, "small_below": arrangement.small_below}
    for place, one in enumerate(arrangement.placed, start=1):
        told |= {
            f"shown_{one.key}": one.shown,
            f"place_{one.key}": place,
            f"text_{one.key}": one.text,
        }
    return told


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
