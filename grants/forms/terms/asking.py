"""A row whose questions follow from its kind, and which may name the rows of other tables."""

from django import forms
from django.utils.translation import gettext as _

from grants.forms.terms.words import NO, QUANTITIES
from grants.rules.shapes import OTHER

# Other questions are asked when one of these is chosen: with scripts at once, else by a button.
REDRAW = {
    "hx-post": "",
    "hx-trigger": "change",
    "hx-vals": '{"redraw": "1"}',
    "hx-select": "#terms",
    "hx-target": "#terms",
    "hx-swap": "outerHTML",
    # What would be typed while the answer is on its way would be lost with the old form.
    "hx-disabled-elt": "#terms fieldset",
}

LEFT = (None, "")  # what says nothing; 0 says something


class Asking(forms.Form):
    """`asked_of`: kind → its fields, `*` for those that must be filled; `counted`: choices of counts."""

    asked_of: dict[str, list[str]] = {}
    folded: list = []  # (heading, names) of what is asked beside
    around: list[str] = []
    counted: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()  # of `counted`, those that may be left out
    conditions: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    head: tuple[str, ...] = ("kind",)
    tail: tuple[str, ...] = ()

    def __init__(self, *args, named, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.counted:
            none = [NO] if name in self.optional else []
            both = named["cond"] if name in self.conditions else []
            self.fields[name].choices = [*none, *QUANTITIES, *named["count"], *both]
        for name in set(self.conditions) - set(self.counted):
            self.fields[name].choices = [NO, *named["cond"]]
        for name in self.filters:
            self.fields[name].choices = [NO, *named["only"]]
        for name in {"kind", *self.counted} & self.fields.keys():
            self.fields[name].widget.attrs |= REDRAW
        for name in {*self.counted, *self.conditions, *self.filters}:
            self._leave_open(name)

    def _leave_open(self, name: str) -> None:
        """Where a row that was chosen is gone, nothing else is chosen in its place."""
        field, chosen = self.fields[name], self[name].value()
        if chosen and chosen not in dict(field.choices):
            field.choices = [("", _("選びなおしてください")), *dict(field.choices).items()]

    @property
    def always(self) -> set[str]:
        hidden = {field.name for field in self.hidden_fields()}
        return {*self.head, *self.tail, *hidden}

    def head_fields(self):
        return [self[name] for name in self.head]

    def tail_fields(self):
        return [self[name] for name in self.tail]

    @property
    def shown_kind(self) -> str:
        kind = self["kind"].value()
        return kind if kind in self.asked_of else next(iter(self.asked_of))

    @property
    def asked(self) -> list[str]:
        return [name.rstrip("*") for name in self.asked_of[self.shown_kind]]

    @property
    def must(self) -> list[str]:
        return [name[:-1] for name in self.asked_of[self.shown_kind] if name.endswith("*")]

    @property
    def beside(self) -> list[str]:
        """What is asked in the folded part, without what is asked above it."""
        return [name for name in self.around if name not in self.asked]

    def asked_fields(self):
        for name in self.must:
            self.fields[name].required = True  # only how it is marked: `clean` has been and gone
        return [self[name] for name in self._seen(self.asked)]

    @property
    def redraws(self) -> bool:
        """Whether other questions follow from what is chosen."""
        return "kind" in self.fields

    def folds(self):
        """The folded parts: heading, fields, and whether something is said or wrong in them."""
        for heading, names in self.folded:
            fields = [self[name] for name in self._seen(names) if name not in self.asked]
            opened = any(field.value() or field.errors for field in fields)
            yield {"heading": heading, "fields": fields, "open": opened}

    def _seen(self, names: list[str]) -> list[str]:
        """Without the name of another count, where none of those is chosen."""
        needless = {f"{name}_name" for name in self.counted if self[name].value() != OTHER}
        return [name for name in names if name not in needless]

    def put_aside(self):
        """What is not asked now: it goes along unseen, so that nothing typed is lost."""
        shown = {*self.always, *self._seen(self.asked), *self._seen(self.beside)}
        return [self[name] for name in self.fields if name not in shown]

    def clean(self):
        told = self.cleaned_data
        told["kind"] = self.shown_kind
        for name in self.fields.keys() - {*self.always, *self.asked, *self.around}:
            self.errors.pop(name, None)  # what nobody sees cannot be mended
        for name in self.must:
            if name not in self.errors and told.get(name) in (None, "", []):
                words = _("%sを書いてください。") % self.fields[name].label
                self.add_error(name, words)
        self._names(told)
        return told

    def _names(self, told):
        for name in self.counted:
            seen = name in (*self.asked, *self.around)
            if seen and told.get(name) == OTHER and not told.get(f"{name}_name"):
                self.add_error(f"{name}_name", _("数の名前を書いてください。"))

    def said(self) -> dict:
        """What was asked and told, without what was left out."""
        names = ("kind", *self.asked, *self.beside)
        told = {name: self.cleaned_data.get(name) for name in names}
        return {
            name: value for name, value in told.items() if value is not False and value not in LEFT
        }
