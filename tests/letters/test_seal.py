"""The seal: one changed letter changes it, and people can read it out."""

from datetime import date

import pytest

from ibasho.letters import seal

SAID = {
    "kind": "award",
    "reference": "8社協発第1号",
    "issued_on": date(2026, 11, 23),
    "content": {"title": "題", "items": [{"label": "額", "value": "1円"}]},
}


def test_the_order_of_keys_does_not_matter():
    turned = SAID | {"content": {"items": [{"value": "1円", "label": "額"}], "title": "題"}}
    assert seal.checksum(**SAID) == seal.checksum(**turned)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "decline"},
        {"reference": "8社協発第2号"},
        {"issued_on": date(2026, 11, 24)},
        {"content": {"title": "題", "items": [{"label": "額", "value": "2円"}]}},
    ],
    ids=["kind", "reference", "day", "content"],
)
def test_whatever_changes_changes_the_checksum(change):
    assert seal.checksum(**SAID) != seal.checksum(**SAID | change)


def test_the_code_stands_in_groups_of_four():
    assert seal.code("3f9a0c2177b4e05d" + "0" * 48) == "3F9A 0C21 77B4 E05D"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("3F9A 0C21 77B4 E05D", "3f9a0c2177b4e05d"),
        ("３Ｆ９Ａ－０Ｃ２１－７７Ｂ４－Ｅ０５Ｄ", "3f9a0c2177b4e05d"),
        ("3f9aOc2I77b4eo5d", "3f9a0c2177b4e05d"),
        ("3f9a0c2177b4e05", ""),
        ("3f9a0c2177b4e05d0", ""),
        ("3f9a0c2177b4e05z", ""),
        ("%%%%%%%%%%%%%%%%", ""),
    ],
)
def test_what_is_typed_is_read(typed, read):
    assert seal.read_code(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("8社協発第12号", "8社協発第12号"),
        ("８社協発第 １２号", "8社協発第12号"),
        ("08社協発第012号", "8社協発第12号"),
        ("12", ""),
        ("8社協発第²号", ""),
        ("8社協発第999999号", ""),
    ],
)
def test_numbers_are_read(typed, read):
    assert seal.read_reference(typed) == read
