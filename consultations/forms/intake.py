"""The forms of an intake: the file, and which column each of its headings means."""

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.importing.columns import Column
from consultations.importing.reading import BYTES
from consultations.models import Target
from ibasho.fields import ASKED, ChoiceField, Named


class OneFileField(Named, forms.FileField):
    """A file of bounded size; its content is read by whoever takes it."""

    default_error_messages = {
        "required": _("%(label)sを選んでください。"),
        "empty": _("%(label)sが空です。記録の入ったファイルを選んでください。"),
        "missing": _("%(label)sを選び直してください。"),
        "invalid": _("%(label)sを選び直してください。"),
        "too_big": _("%(label)sを10MBまでにしてください。行を分けると小さくなります。"),
    }

    def clean(self, value, initial=None):
        upload = super().clean(value)
        if upload and upload.size > BYTES:
            raise self.complaint("too_big", label=str(self.label))
        return upload


class IntakeForm(forms.Form):
    target = ChoiceField(
        label=_("何を取りこみますか"),
        choices=Target,
        widget=forms.RadioSelect,
        error_messages=ASKED,
    )
    file = OneFileField(
        label=_("ファイル"),
        max_length=255,
        help_text=_("csv（UTF-8、Shift_JIS）かxlsx。10MB、20,000行まで。1行目は見出しです。"),
    )


class MappingForm(forms.Form):
    """One choice for each heading of the file; `mapping` is what the intake keeps."""

    show_markers = False

    def __init__(self, *args, headings: list[str], columns: dict[str, Column], mapping, **kwargs):
        super().__init__(*args, **kwargs)
        self.columns = columns
        choices = [("", _("取りこまない")), *((key, one.label) for key, one in columns.items())]
        for place, heading in enumerate(headings):
            self.fields[f"column-{place}"] = ChoiceField(
                label=heading or _("（見出しのない%(place)s列目）") % {"place": place + 1},
                choices=choices,
                required=False,
                initial=mapping[place] if place < len(mapping) else "",
            )

    @property
    def mapping(self) -> list[str]:
        return [self.cleaned_data[name] for name in self.fields]

    def clean(self):
        facts = super().clean()
        chosen: dict[str, str] = {}
        for name in self.fields:
            key = facts.get(name)
            if key and key in chosen:
                words = _("「%(label)s」が2つの列で選ばれています。どちらかを変えてください。")
                self.add_error(name, words % {"label": self.columns[key].label})
            elif key:
                chosen[key] = name
        missing = [
            str(c.label) for key, c in self.columns.items() if c.required and key not in chosen
        ]
        if missing:
            words = _("次の列がどれか、選んでください：%(labels)s")
            self.add_error(None, words % {"labels": "、".join(missing)})
        return facts
