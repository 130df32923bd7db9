"""Placeholders: found, checked, and filled in one pass."""

import pytest

from ibasho.letters import placeholders


def test_names_come_once_and_in_order():
    assert placeholders.names_in("{年度}の{団体名}と{年度}") == ["年度", "団体名"]


def test_wide_braces_are_braces():
    assert placeholders.tidy("｛団体名｝") == "{団体名}"


def test_unknown_names_are_told():
    assert placeholders.unknown("{団体名}{住所}{ 年度}", ["団体名", "年度"]) == ["住所", " 年度"]


@pytest.mark.parametrize(
    ("text", "alone"),
    [("{年度}", False), ("年度", False), ("{年度", True), ("年度}", True), ("{{年度}}", True)],
)
def test_a_brace_alone_is_seen(text, alone):
    assert placeholders.unpaired(text) is alone


def test_filling_is_one_pass():
    assert placeholders.fill("{a}と{b}と{c}", {"a": "{b}", "b": "2"}) == "{b}と2と"


def test_paragraphs_and_items_that_come_out_empty_are_left_out():
    values = {"a": "見本", "b": ""}
    assert placeholders.paragraphs("{a}です。\n\n{b}\n終わり", values) == ["見本です。", "終わり"]
    assert placeholders.items("題：{a}\n理由: {b}\n時刻:10:00", values) == [
        {"label": "題", "value": "見本"},
        {"label": "時刻", "value": "10:00"},
    ]


def test_lines_without_a_colon_are_told():
    assert placeholders.without_colon("題：{a}\n理由 {b}\n") == ["理由 {b}"]
