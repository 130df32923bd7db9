"""The whole form: parts, limits, criteria, and what an expert adds; what is typed is kept as typed."""

import re

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.forms.terms import criteria, part
from grants.forms.terms.words import JsonField, json_told, said
from grants.rules.criteria import KNOWN
from grants.rules.terms import Terms, TermsError
from ibasho.fields import ChoiceField, YenField
from ibasho.text import is_storable

MOST = 12
STEPS = [("", gettext_lazy("しない")), ("10", "10円"), ("100", "100円"), ("1000", "1,000円")]
EXPERT = {"reduced_to", "overrides", "criteria", "cap", "rounding"}


class TopForm(forms.Form):
    show_markers = False
    cap = YenField(label=gettext_lazy("1年の上限"), max_value=99_999_999, required=False)
    to = ChoiceField(label=gettext_lazy("端数の処理（何円単位）"), choices=STEPS, required=False)
    mode = ChoiceField(
        label=gettext_lazy("端数をどうするか"),
        choices=[
            ("down", gettext_lazy("切り捨てる")),
            ("up", gettext_lazy("切り上げる")),
            ("nearest", gettext_lazy("四捨五入する")),
        ],
        required=False,
    )
    when = ChoiceField(
        label=gettext_lazy("いつ処理するか"),
        choices=[
            ("after_cap", gettext_lazy("上限で切ったあと")),
            ("before_cap", gettext_lazy("上限で切るまえ")),
        ],
        required=False,
    )
    minimum = YenField(
        label=gettext_lazy("この額に満たないときは助成しない"), max_value=99_999_999, required=False
    )
    rest = JsonField(
        label=gettext_lazy("くわしい設定（JSON）"),
        help_text=gettext_lazy(
            '上の欄で言えないときだけ使います。例：{"reduced_to": "85%"}。書きかたは README の「Terms」にあります。'
        ),
    )

    def clean_rest(self):
        rest = self.cleaned_data["rest"]
        if rest is None:
            return {}
        if not isinstance(rest, dict) or rest.keys() - EXPERT:
            names = "・".join(sorted(EXPERT))
            raise forms.ValidationError(_("%s だけを { } の中に書いてください。") % names)
        return rest

    def document(self) -> dict:
        told = self.cleaned_data
        found = {"cap": told.get("cap"), "minimum": told.get("minimum")}
        if told.get("to"):
            found["rounding"] = {
                "to": int(told["to"]),
                "mode": told.get("mode") or "down",
                "when": told.get("when") or "after_cap",
            }
        return {name: value for name, value in found.items() if value is not None}


class WholeForm:
    """Several forms that are one to whoever fills them in."""

    def __init__(self, typed: dict, *, judged: bool):
        """`typed`: name → text as it stands in the page; `judged`: whether to say what is wrong."""
        self.typed, self.judged = dict(typed), judged
        self.terms: Terms | None = None
        self.parts = [self._made(part.PartForm, f"part-{n}") for n in self._rows("part")]
        self.own = [self._made(criteria.OwnForm, f"own-{n}") for n in self._rows("own")]
        self.known = [self._made(criteria.KnownForm, f"c-{key}", key=key) for key in KNOWN]
        self.top = self._made(TopForm, "top")

    def _rows(self, name: str) -> list[int]:
        """The numbers of the rows that the page holds."""
        heads = (key.split("-")[1] for key in self.typed if key.startswith(f"{name}-"))
        rows = sorted({int(head) for head in heads if head.isascii() and head.isdecimal()})[:MOST]
        for row in rows:
            if not self.typed.get(f"{name}-{row}-key"):
                self.typed[f"{name}-{row}-key"] = f"{name}{row + 1}"
        return rows

    def _made(self, kind, prefix, **more):
        if self.judged:
            data = MultiValueDict({key: [value] for key, value in self.typed.items()})
            return kind(data, prefix=prefix, **more)
        cut = len(prefix) + 1
        initial = {k[cut:]: v for k, v in self.typed.items() if k.startswith(f"{prefix}-")}
        return kind(initial=initial, prefix=prefix, **more)

    @property
    def forms(self) -> list[forms.Form]:
        return [*self.parts, self.top, *self.known, *self.own]

    def is_valid(self) -> bool:
        """Whether it all makes terms; then `terms` holds them."""
        sound = [form.is_valid() for form in self.forms]
        if not self.parts:
            self.top.add_error(None, _("費目を1つ以上作ってください。"))
        elif all(sound):
            self._read()
        return self.terms is not None

    def _read(self):
        try:
            self.terms = Terms.from_json(self.document())
        except TermsError as error:
            self.top.add_error("rest", str(error))

    def document(self) -> dict:
        rest = dict(self.top.cleaned_data["rest"])
        known = [form.criterion() for form in self.known]
        own = [form.criterion() for form in self.own]
        more = rest.pop("criteria", [])
        asked = [one for one in known if one] + own + (more if isinstance(more, list) else [more])
        return {
            "version": 1,
            "components": [form.component() for form in self.parts],
            **self.top.document(),
            **({"criteria": asked} if asked else {}),
            **rest,
        }

    def with_row(self, name: str) -> dict:
        """What is typed, with one more row of a kind."""
        rows = self._rows(name)
        number = max(rows, default=-1) + 1
        if len(rows) >= MOST:
            return self.typed
        head = {"part": "kind", "own": "what"}[name]
        usual = {"part": "per_unit", "own": "members"}[name]
        return {
            **self.typed,
            f"{name}-{number}-key": self._free(name, number),
            f"{name}-{number}-{head}": usual,
        }

    def _free(self, name: str, number: int) -> str:
        """A key that no other row has."""
        taken = {value for key, value in self.typed.items() if key.endswith("-key")}
        while f"{name}{number + 1}" in taken:
            number += 1
        return f"{name}{number + 1}"

    def without_row(self, name: str, number: str) -> dict:
        gone = f"{name}-{number}-"
        return {key: value for key, value in self.typed.items() if not key.startswith(gone)}


def typed_of(document: dict) -> dict[str, str]:
    """Terms in JSON as they are typed into this form; what it cannot ask goes to the expert's field."""
    written = Terms.from_json(document).to_json()
    typed: dict[str, str] = {}
    for number, component in enumerate(written.pop("components")):
        typed |= _under(f"part-{number}", part.typed_of(component))
    rest = {}
    for name, value in written.items():
        if name == "criteria":
            rest |= _criteria(value, typed)
        elif name != "version":
            rest |= _top(name, value, typed)
    if rest:
        typed["top-rest"] = json_told(rest)
    return typed


def _top(name: str, value, typed: dict) -> dict:
    if name in ("cap", "minimum") and isinstance(value, int):
        typed[f"top-{name}"] = said(value)
    elif name == "rounding" and str(value["to"]) in dict(STEPS):
        typed |= _under("top", {key: str(one) for key, one in value.items()})
    else:
        return {name: value}
    return {}


def _criteria(written: list, typed: dict) -> dict:
    more, row = [], 0
    for criterion in written:
        if (known := criteria.known_typed(criterion)) is not None:
            typed |= _under(f"c-{criterion['key']}", known)
        elif (own := criteria.own_typed(criterion)) is not None:
            typed |= _under(f"own-{row}", own)
            row += 1
        else:
            more.append(criterion)
    return {"criteria": more} if more else {}


def _under(prefix: str, told: dict[str, str]) -> dict[str, str]:
    return {f"{prefix}-{name}": value for name, value in told.items()}


NAME = re.compile(r"(?:part|own|c|top|ex|case)-[A-Za-z0-9_-]{1,60}")
LONGEST = 20_000


def as_typed(post) -> dict[str, str]:
    """What a page sent of these forms, as the database can hold it."""
    return {
        name: "".join(mark for mark in value if is_storable(mark))[:LONGEST]
        for name, value in post.items()
        if NAME.fullmatch(name)
    }
