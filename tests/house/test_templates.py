"""Templates arrange, they do not think; nothing in them could run in a browser unasked."""

import re
from pathlib import Path

FORBIDDEN = {
    "a decision about a state": re.compile(
        r"\{%\s*(?:el)?if [^%]*application\.state\s*(?:==|!=|in\b)"
    ),
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)", re.I),
    "an inline handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "an inline style": re.compile(r"<[^>]*\sstyle\s*=|<style", re.I),
    "unescaped output": re.compile(r"\|\s*safe\b|autoescape off"),
    "type=number": re.compile(r"type=[\"']number"),
    "an address of another site": re.compile(r"(?:src|href)=[\"'](?:https?:)?//"),
}
# crispy-forms hands these the fields that it has rendered (and escaped) already.
LAYOUTS = [path.as_posix() for path in Path("templates/ibasho/layout").glob("*.html")]


def faults(text: str) -> list[str]:
    return [fault for fault, pattern in FORBIDDEN.items() if pattern.search(text)]


def test_templates_are_clean():
    templates = sorted(Path("templates").rglob("*.html"))
    assert len(templates) > 30
    found = {path.as_posix(): bad for path in templates if (bad := faults(path.read_text()))}
    for path in LAYOUTS:
        assert found.pop(path, []) in ([], ["unescaped output"])
    assert found == {}


def test_every_fault_is_seen():
    bad = {
        "a decision about a state": '{% if application.state == "draft" %}',
        "an inline script": "<script>go()</script>",
        "an inline handler": '<a href="#" onclick="go()">',
        "an inline style": '<p class="a" style="color:red">',
        "unescaped output": "{{ words|safe }}",
        "type=number": '<input type="number">',
        "an address of another site": '<img src="//example.jp/a.png">',
    }
    assert {name: faults(text) for name, text in bad.items()} == {name: [name] for name in bad}
