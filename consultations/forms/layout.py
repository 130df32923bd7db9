"""How the screen of two minutes is arranged: what is asked at once, and what may wait."""

from crispy_forms.layout import Column, Fieldset, Layout, Row
from django.utils.translation import gettext_lazy as _

DEFAULTS = {"workers", "area", "continuing"}  # they say nothing by themselves


class Later(Fieldset):
    """What may be filled in later: folded away, and open where it says something."""

    template = "ibasho/layout/details.html"
    form = None

    @property
    def open(self) -> bool:
        """Whether something in it is wrong, or has been written already."""
        names = [each.name for each in self.get_field_names()]
        return any(name in self.form.errors or self._told(name) for name in names)

    def _told(self, name) -> bool:
        return name not in DEFAULTS and bool(self.form[name].value())


def layout(form) -> Layout:
    apart = [name for name in ("reflection", "confidence") if name in form.fields]
    later = Later(
        _("あとからでも書けること"),
        "topics",
        "audiences",
        _row("minutes", "stage", "area"),
        _row("asker_contact", "continuing"),
        "workers",
        "introductions",
        _row("referred_to"),
        *apart,
    )
    later.form = form
    return Layout(
        Fieldset(
            _("いつ、どこで"), _row("on", "at_time"), _row("channel", "place", "out_of_office")
        ),
        Fieldset(_("だれから、何について"), _row("asker", "asker_name"), _row("group", "idea")),
        Fieldset(_("内容"), "what_happened", "advice", _row("follow_up_on")),
        later,
        "seen",
        "follows",
        "draft",
    )


def _row(*names):
    return Row(*(Column(name) for name in names))
