"""The forms of a case story: begun, its records chosen and ordered, told, its names concealed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.stories.pseudonyms import LETTERS, pseudonym
from ibasho.fields import (
    ChoiceField,
    ConsentField,
    CountField,
    ModelChoiceField,
    NameField,
    SearchField,
    TextField,
)
from ibasho.groups.models import Group

LONG = 10_000
UNNUMBERED = 10_000  # more than anybody can number
BEGINNINGS = [(index, pseudonym(index)) for index in range(len(LETTERS))]


class BeginningField(ChoiceField):
    """Which letter the first person of a story gets; the value is its number."""

    def __init__(self):
        super().__init__(label=_("はじめの人の呼び名"), choices=BEGINNINGS, initial=0)

    def clean(self, value):
        return int(super().clean(value))


class StoryNewForm(forms.Form):
    group = ModelChoiceField(label=_("団体"), queryset=None)
    title = NameField(
        label=_("題"), max_length=100, help_text=_("例：空いていた家が、みんなの家に")
    )
    first_letter = BeginningField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        told = Group.objects.filter(consultations__isnull=False).distinct()
        self.fields["group"].queryset = told


class StoryRecordsForm(forms.Form):
    """Which records the story takes, and in which order: two fields a record."""

    show_markers = False

    def __init__(self, *args, records, taken, **kwargs):
        super().__init__(*args, **kwargs)
        self.records = records
        for record in records:
            self.fields[f"take-{record.pk}"] = ConsentField(
                label=_("使う"), required=False, initial=record.pk in taken
            )
            self.fields[f"at-{record.pk}"] = CountField(
                label=_("順"),
                required=False,
                max_value=9_999,
                initial=taken.get(record.pk),
            )

    @property
    def rows(self) -> list:
        """Each record with its two fields, as the page shows them."""
        return [(r, self[f"take-{r.pk}"], self[f"at-{r.pk}"]) for r in self.records]

    def clean(self):
        facts = super().clean()
        if not self.errors and not self.chosen:
            raise forms.ValidationError(_("記録を1つ以上選んでください。"))
        return facts

    @property
    def chosen(self) -> list:
        """The records that were ticked, by their number; without one they follow by their day."""
        facts = self.cleaned_data
        ticked = [record for record in self.records if facts.get(f"take-{record.pk}")]
        return sorted(ticked, key=lambda record: facts.get(f"at-{record.pk}") or UNNUMBERED)


def _lines(rows):
    return forms.Textarea(attrs={"rows": rows})


class StoryTextForm(forms.Form):
    """All that is printed of a story: three fields for each of its parts, and one more episode."""

    show_markers = False
    title = NameField(label=_("題"), max_length=100)
    introduction = TextField(label=_("はじめに"), required=False, max_length=LONG, widget=_lines(3))
    afterword = TextField(label=_("そして"), required=False, max_length=LONG, widget=_lines(3))
    episode = TextField(
        label=_("エピソードを書き足す"),
        required=False,
        max_length=LONG,
        widget=_lines(3),
        help_text=_("記録にない出来事です。月を持たず、場面のあとに並びます。"),
    )
    seen = SearchField(widget=forms.HiddenInput)

    def __init__(self, *args, story, parts, **kwargs):
        self.parts = parts
        names = ("title", "introduction", "afterword")
        initial = {name: getattr(story, name) for name in names} | {"seen": story.seen_version}
        super().__init__(*args, **kwargs | {"initial": initial})
        for part in parts:
            self._add(part)

    def _add(self, part):
        told = {"told": (_("できごと"), 5, LONG), "advice": (_("職員から"), 3, LONG)}
        self.fields[f"place-{part.pk}"] = NameField(
            label=_("場所"), required=False, max_length=100, initial=part.place
        )
        for name, (label, rows, longest) in told.items():
            self.fields[f"{name}-{part.pk}"] = TextField(
                label=label,
                required=False,
                max_length=longest,
                widget=_lines(rows),
                initial=getattr(part, name),
            )

    @property
    def facts(self) -> dict:
        """What `storytelling.tell` takes."""
        typed = self.cleaned_data
        parts = {
            part.pk: {name: typed[f"{name}-{part.pk}"] for name in ("place", "told", "advice")}
            for part in self.parts
        }
        plain = ("title", "introduction", "afterword", "episode", "seen")
        return {name: typed[name] for name in plain} | {"parts": parts}

    def say_changed(self, story) -> None:
        """Keep what was typed; the next saving goes over what the other person wrote."""
        self.data = self.data.copy()
        self.data["seen"] = story.seen_version
        self.add_error(
            None,
            _(
                "ほかの人が先に書きかえました。入力した文はここに残っています。"
                "いまの文を確かめてから、もう一度保存してください。"
            ),
        )


class StoryNameForm(forms.Form):
    """Somebody more whose name must not stand in the story."""

    name = NameField(
        label=_("かくすお名前"), max_length=100, help_text=_("姓と名の間を空けてください。")
    )
    reading = NameField(label=_("ふりがな"), max_length=200, required=False)


class StoryLettersForm(forms.Form):
    first_letter = BeginningField()
