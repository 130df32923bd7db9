"""The form in which staff write the terms of a programme year, without ever seeing JSON."""

from grants.forms.terms.example import CaseForm, ExampleForm
from grants.forms.terms.whole import WholeForm, as_typed, typed_of

__all__ = ["CaseForm", "ExampleForm", "WholeForm", "as_typed", "typed_of"]
