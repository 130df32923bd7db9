"""Every worked case goes through the form of terms: typed in, sent, and the same terms again."""

import json
from pathlib import Path

import pytest

from grants.forms.terms import WholeForm, typed_of
from grants.rules.terms import Terms

CASES = Path(__file__).parent / "rules" / "worked_cases.json"
TERMS = {
    json.dumps(case["terms"], ensure_ascii=False): case["name"]
    for case in json.loads(CASES.read_text(encoding="utf-8"))
}
# What the form has no field for stays in the expert's JSON, and by which name.
EXPERT = {"overrides"}


def expert(typed: dict) -> set[str]:
    """The keys of the terms that are written as JSON."""
    rest = set(json.loads(typed.get("top-rest", "{}")))
    parts = {name for name, kind in typed.items() if name.endswith("-kind") and kind == "json"}
    return rest | parts


@pytest.mark.parametrize("written", TERMS, ids=[*TERMS.values()])
def test_the_same_terms_come_back(written):
    document = json.loads(written)
    typed = typed_of(document)
    form = WholeForm(typed, judged=True)
    assert form.is_valid(), {one.prefix: one.errors for one in form.forms if one.errors}
    assert form.terms.to_json() == Terms.from_json(document).to_json()


def test_how_many_need_no_json():
    found = [expert(typed_of(json.loads(written))) for written in TERMS]
    assert (found.count(set()), len(found)) == (64, 65)
    assert set().union(*found) == EXPERT
