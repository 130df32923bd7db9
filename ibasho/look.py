"""How a form shows itself: plain text controls, hint and errors tied to their field, 必須 in words."""

from __future__ import annotations

from copy import copy

from django.forms import CheckboxInput, MultiWidget, Select, Widget
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

BROWSER_CHECKS = {"min", "max", "step", "minlength", "maxlength", "pattern"}


def _plain(widget: Widget) -> Widget:
    """The widget without what makes a browser change what was typed.

    type=number blanks 「1,000」, and maxlength cuts a pasted text without a word.
    """
    plain = copy(widget)
    plain.attrs = {key: value for key, value in widget.attrs.items() if key not in BROWSER_CHECKS}
    if getattr(widget, "input_type", None) == "number":
        plain.input_type = "text"
        plain.attrs.setdefault("inputmode", "numeric")
    return plain


class FieldOnPage(BoundField):
    """A bound field that knows the words and ids which the templates arrange."""

    def build_widget_attrs(self, attrs, widget=None):
        attrs = super().build_widget_attrs(attrs, widget)
        attrs.pop("required", None)
        return attrs

    def as_widget(self, widget=None, attrs=None, only_initial=False) -> SafeString:
        return super().as_widget(_plain(widget or self.field.widget), attrs, only_initial)

    @property
    def control(self) -> SafeString:
        """The widget with the class of its kind; a class of its own is kept."""
        own = self.field.widget.attrs.get("class", "")
        return self.as_widget(attrs={"class": f"{own} {self.control_class}".strip()})

    @property
    def control_class(self) -> str:
        if self.is_choice_group:
            return "ib-choices"
        if self.is_checkbox:
            return "form-check-input"
        return "form-select" if isinstance(self.field.widget, Select) else "form-control"

    @property
    def is_checkbox(self) -> bool:
        return isinstance(self.field.widget, CheckboxInput)

    @property
    def is_choice_group(self) -> bool:
        return getattr(self.field.widget, "input_type", None) in {"radio", "checkbox"} and (
            self.use_fieldset
        )

    @property
    def marker(self) -> str:
        """必須 or 任意, or nothing where the form says `show_markers = False` (filters)."""
        if not getattr(self.form, "show_markers", True):
            return ""
        return _("必須") if self.field.required else _("任意")

    @property
    def anchor(self) -> str:
        """The id that a link to this field jumps to: of a group, its first control."""
        first = self.is_choice_group or isinstance(self.field.widget, MultiWidget)
        return f"{self.auto_id}_0" if first else self.id_for_label or self.auto_id

    @cached_property
    def problems(self) -> list[str]:
        """What is wrong, each naming the field: the same words at the field and in the summary."""
        label = str(self.label)
        messages = [str(message) for message in self.errors]
        return [words if label in words else f"{label}：{words}" for words in messages]


class Renderer(TemplatesSetting):
    """Named by settings.FORM_RENDERER: every form of the house speaks through FieldOnPage."""

    bound_field_class = FieldOnPage
