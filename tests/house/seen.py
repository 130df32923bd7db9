"""What a person sees of a form: its fields by their labels, its buttons by their words."""

import re
from functools import cached_property

import tinyhtml5

DAY = re.compile(r"\d{4}-\d\d-\d\d")
UNSEEN = {"csrfmiddlewaretoken"}


def words(element) -> str:
    """The text of an element without the marks 必須 and 任意."""
    if "ib-marker" in element.get("class", ""):
        return ""
    inner = "".join(words(child) + (child.tail or "") for child in element)
    return re.sub(r"\s+", " ", (element.text or "") + inner).strip()


class Page:
    """A page as it was answered at `address`."""

    def __init__(self, html: str, address: str):
        self.tree = tinyhtml5.parse(html, namespace_html_elements=False)
        self.address = address

    def form(self, address: str, method: str) -> "Form":
        """The first form that sends to this address."""
        for form in self.tree.iter("form"):
            action = form.get("action") or self.address
            if (action.split("?")[0], form.get("method", "get")) == (address, method):
                return Form(self, form)
        raise LookupError(f"{method} {address} on {self.address}")


class Form:
    def __init__(self, page: Page, form):
        self.page, self.form = page, form

    @cached_property
    def _parts(self):
        """The controls within, and those elsewhere that name this form."""
        apart = [e for e in self.page.tree.iter() if e.get("form", "-") == self.form.get("id")]
        parts = [*self.form.iter(), *apart]
        return [e for e in parts if e.tag in ("input", "select", "textarea", "button")]

    @cached_property
    def _labels(self):
        return {label.get("for"): words(label) for label in self.page.tree.iter("label")}

    @cached_property
    def _legends(self):
        """The legend over each choice of a group, by the id of its control."""
        return {
            control.get("id"): words(group.find("legend"))
            for group in self.page.tree.iter("fieldset")
            if group.find("legend") is not None
            for control in group.iter("input")
            if control.get("type") in ("radio", "checkbox")
        }

    @property
    def fields(self) -> dict[str, str | None]:
        """Label of each field by its name, None where it is hidden; one entry for all days."""
        found = {}
        for control in self._parts:
            name = control.get("name")
            if control.tag != "button" and control.get("type") != "submit" and name:
                found[DAY.sub("{YYYY-MM-DD}", name)] = self._label(control)
        return {name: label for name, label in found.items() if name not in UNSEEN}

    def _label(self, control) -> str | None:
        if control.get("type") == "hidden":
            return None
        of_group = self._legends.get(control.get("id")) if self._is_choice(control) else None
        label = of_group or self._labels.get(control.get("id"), "")
        return (
            re.sub(r"\d+月\d+日（.）", "{日}", label) if DAY.search(control.get("name")) else label
        )

    def _is_choice(self, control) -> bool:
        return control.get("type") in ("radio", "checkbox")

    @property
    def options(self) -> dict[str, dict[str, str]]:
        """Words of each choice by its value, for every field that is a choice."""
        found: dict[str, dict[str, str]] = {}
        for control in self._parts:
            name = control.get("name")
            if control.tag == "select":
                found[name] = {o.get("value", ""): words(o) for o in control.iter("option")}
            elif self._is_choice(control) and control.get("id") in self._legends:
                words_of_it = self._labels.get(control.get("id"), "")
                found.setdefault(name, {})[control.get("value", "on")] = words_of_it
        return found

    @property
    def buttons(self) -> list[dict[str, str]]:
        """Words of each button that can be seen, with the name and value that it sends."""
        found = []
        for control in self._parts:
            if control.tag == "button" and control.get("hidden") is None:
                sent = {key: control.get(key) for key in ("name", "value") if control.get(key)}
                label = (
                    re.sub(r"（.*）$", "", words(control))
                    if DAY.search(sent.get("value", ""))
                    else words(control)
                )
                button = {"label": label} | {k: DAY.sub("{YYYY-MM-DD}", v) for k, v in sent.items()}
                found += [button] if button not in found else []
        return found
