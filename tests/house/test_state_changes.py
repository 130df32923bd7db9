"""Nobody but grants.workflow writes the state of an application."""

import ast
from pathlib import Path

# Those that may know of an application; the mails of ibasho.letters have states of their own.
ROOMS = ("grants", "ibasho/reports", "ibasho/seed")
WRITER = "grants/door.py"


def writes_of_state(source: str) -> list[int]:
    """Line numbers where `x.state = …`, `setattr(x, "state", …)` or `update(state=…)` stands."""
    return sorted(node.lineno for node in ast.walk(ast.parse(source)) if _writes(node))


def _writes(node) -> bool:
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(isinstance(each, ast.Attribute) and each.attr == "state" for each in targets)
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Name) and node.func.id == "setattr":
        return any(isinstance(each, ast.Constant) and each.value == "state" for each in node.args)
    changing = {"update", "update_or_create", "bulk_update", "create", "get_or_create"}
    named = isinstance(node.func, ast.Attribute) and node.func.attr in changing
    return named and any(word.arg == "state" for word in node.keywords)


def test_only_the_workflow_writes_the_state():
    found = {
        path.as_posix(): lines
        for room in ROOMS
        for path in sorted(Path(room).rglob("*.py"))
        if "migrations" not in path.parts
        if (lines := writes_of_state(path.read_text()))
    }
    assert list(found) == [WRITER]


def test_every_way_of_writing_is_seen():
    source = (
        'a.state = 1\nb.objects.update(state="x")\nsetattr(c, "state", 2)\n'
        "d.state: int = 3\nprint(e.state)\nf.objects.filter(state=1)\ng.update(name=1)\n"
    )
    assert writes_of_state(source) == [1, 2, 3, 4]
