"""The whole form: lines, limits, criteria, and what they name; what is typed is kept as typed."""

import re
from types import SimpleNamespace

from django.forms import Form
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from grants.forms.terms.checking import complaint, misnamed, plain
from grants.forms.terms.criteria import KnownForm
from grants.forms.terms.named import NAMED_ROWS, TITLES, named_choices
from grants.forms.terms.own import OwnForm
from grants.forms.terms.part import PartForm
from grants.forms.terms.top import TopForm
from grants.rules.apart import MOST_LINES, MOST_NAMED
from grants.rules.composing import Alone, Composer
from grants.rules.criteria import KNOWN
from grants.rules.node import read_node
from grants.rules.quantities import Scope
from grants.rules.shapes import MARKS, Rows, Unmade
from grants.rules.terms import Terms, TermsError

ROWS = {"part": PartForm, "own": OwnForm, **NAMED_ROWS}
MOST = dict.fromkeys(ROWS, MOST_NAMED) | {"part": MOST_LINES}
# What a new row says at first.
USUAL = {"part": ("kind", "per_unit"), "own": ("what", "members"), "cond": ("kind", "quantity")}


class WholeForm:
    """Several forms that are one to whoever fills them in."""

    def __init__(self, typed: dict, *, judged: bool):
        """`typed`: name → text as it stands in the page; `judged`: whether to say what is wrong."""
        self.typed, self.judged = dict(typed), judged
        self.terms: Terms | None = None
        numbers = {name: self._rows(name) for name in ROWS}
        named = named_choices(self.typed, numbers)
        self.rows = {
            name: {
                f"{name}-{n}": self._made(kind, f"{name}-{n}", named=named) for n in numbers[name]
            }
            for name, kind in ROWS.items()
        }
        self.parts, self.own = [*self.rows["part"].values()], [*self.rows["own"].values()]
        for name, some in self.rows.items():
            for form in some.values():
                number = int(form.prefix.split("-")[1])
                form.number, form.mark = number + 1, MARKS[number]
                form.heading = f"{TITLES.get(name, '')} {form.number}"
        self.known = [self._made(KnownForm, f"c-{key}", key=key) for key in KNOWN]
        self.top = self._made(TopForm, "top")

    def _rows(self, name: str) -> list[int]:
        """The numbers of the rows that the page holds."""
        heads = (key.split("-")[1] for key in self.typed if key.startswith(f"{name}-"))
        found = {int(head) for head in heads if re.fullmatch("[0-9]{1,2}", head)}
        rows = sorted(row for row in found if row < len(MARKS))[: MOST[name]]
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
    def forms(self) -> list[Form]:
        return [*self.parts, self.top, *self.known, *self.own, *self.named]

    @property
    def named(self) -> list[Form]:
        """The rows that lines and criteria call by their number."""
        return [form for name in NAMED_ROWS for form in self.rows[name].values()]

    @property
    def wrong(self) -> SimpleNamespace | None:
        """All that is wrong as one form, for one summary at the top of the page."""
        found = [form for form in self.forms if self.judged and form.errors]
        if not found:
            return None
        return SimpleNamespace(
            errors=found,
            prefix="",
            non_field_errors=[
                f"{getattr(form, 'heading', '')}　{words}".strip()
                for form in found
                for words in form.non_field_errors()
            ],
            visible_fields=[field for form in found for field in form.visible_fields()],
        )

    def is_valid(self) -> bool:
        """Whether it all makes terms; then `terms` holds them."""
        sound = [form.is_valid() for form in self.forms]
        if not any(part.paid for part in self.parts):
            self.top.add_error(None, _("費目を1つ以上作ってください。"))
        elif all(sound):
            self._read()
        return self.terms is not None

    def said(self) -> Rows:
        """Every row as the rules compose it; only after each was found valid."""
        named = {
            name: {key: form.said() for key, form in self.rows[name].items()} for name in NAMED_ROWS
        }
        return Rows(
            lines={part.mark: part.said() for part in self.parts},
            counts=named["count"],
            filters=named["only"],
            conditions=named["cond"],
        )

    def _read(self):
        said = self.said()
        for row, field, words in (*misnamed(said), *complaint(Alone(said))):
            self._form_of(row).add_error(field, words)
        if any(form.errors for form in self.forms):
            return
        try:
            self.terms = Terms.from_json(self.document(Composer(said)))
        except Unmade as error:
            self._form_of(error.row).add_error(error.field, str(error))
        except TermsError as error:
            where = "reduced_to" if str(error).startswith("terms.reduced_to") else "rest"
            if where == "reduced_to" and self.top.cleaned_data[where]:
                self.top.add_error(where, plain(str(error)))
            else:
                self.top.add_error("rest", str(error))

    def _form_of(self, row: str):
        """The form of a line's mark, of a row's id, or what stands above them."""
        by_mark = {part.mark: part for part in self.parts}
        rows = {key: form for some in self.rows.values() for key, form in some.items()}
        return (by_mark | rows).get(row, self.top)

    def worked(self, facts) -> list[dict]:
        """What each line comes to, where some are only there for others."""
        if self.terms is None or all(part.paid for part in self.parts):
            return []
        made, scope = Composer(self.said()), Scope(facts, facts)
        found = [
            (part, read_node(made.line(part.mark), "amount").value(scope)) for part in self.parts
        ]
        return [
            {
                "mark": part.mark,
                "label": part.cleaned_data.get("label"),
                "formula": result.formula,
                "yen": result.yen,
            }
            for part, result in found
        ]

    def document(self, made: Composer) -> dict:
        rest = dict(self.top.cleaned_data["rest"])
        known = [form.criterion() for form in self.known]
        more = rest.pop("criteria", [])
        asked = [one for one in known if one] + self._own(made)
        asked += more if isinstance(more, list) else [more]
        paid = [form for form in self.parts if form.paid]
        return {
            "version": 1,
            "components": [form.component(made.line(form.mark)) for form in paid],
            **self.top.document(made),
            **({"criteria": self.top.in_order(asked)} if asked else {}),
            **rest,
        }

    def _own(self, made: Composer) -> list[dict]:
        """The rows of criteria, those within another only there."""
        rows = {key: form.criterion(made) for key, form in self.rows["own"].items()}
        within = set()
        for key, form in self.rows["own"].items():
            if form.shown_kind == "one_of":
                of = form.cleaned_data["of"]
                if key in of or not rows.keys() >= set(of):
                    raise Unmade(key, "of", _("ほかの要件の番号を書いてください。"))
                rows[key]["of"] = [rows[one] for one in of]
                within |= set(of)
        return [criterion for key, criterion in rows.items() if key not in within]

    def with_row(self, name: str) -> dict:
        """What is typed, with one more row of a kind."""
        rows = self._rows(name)
        number = max(rows, default=-1) + 1
        if len(rows) >= MOST[name] or number >= len(MARKS):
            return self.typed
        head, usual = USUAL.get(name, ("label", ""))
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
