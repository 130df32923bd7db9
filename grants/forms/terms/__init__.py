"""The form in which staff write the terms of a programme year, without ever seeing JSON."""

from grants.forms.terms.example import CaseForm, ExampleForm
from grants.forms.terms.typed import as_typed, typed_of
from grants.forms.terms.whole import ROWS, WholeForm

__all__ = ["ROWS", "CaseForm", "ExampleForm", "WholeForm", "as_typed", "typed_of"]
