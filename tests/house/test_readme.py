"""The README is true of the house: rooms, settings, steps and commands are named in it."""

import ast
import json
import re
from pathlib import Path

from grants.rules.cases import differences, read_cases
from grants.rules.facts import Facts
from grants.rules.terms import Terms
from grants.states import STEPS

README = Path("README.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([^`\n]+)`", README))
ROOMS = ("ibasho", "grants", "consultations")
READERS = {"get", "bool", "str", "list", "int", "db_url", "email_url"}
# Set by every entrance of the program itself; nobody gives it.
OWN = {"DJANGO_SETTINGS_MODULE", "IBASHO_AS_OWNER"}


def variables(source: str) -> set[str]:
    """The environment variables that a Python source reads."""
    return {name for node in ast.walk(ast.parse(source)) if (name := _read(node))}


def _read(node) -> str:
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        place, key = node.value, node.slice
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
        place, key = node.func.value, node.args[0]
        if node.func.attr not in READERS:
            return ""
    else:
        return ""
    from_environment = ast.unparse(place) in ("env", "os.environ")
    return key.value if from_environment and isinstance(key, ast.Constant) else ""


def words(pattern: str) -> set[str]:
    """What stands in backticks in the first column of the tables, and matches."""
    return {word for word in NAMED if re.fullmatch(pattern, word)}


def test_every_room_is_on_the_map():
    packages = {"ibasho", "grants", "consultations", "tests", "templates", "static"}
    packages |= {path.parent.as_posix() for path in Path("ibasho").glob("*/__init__.py")}
    modules = {path.as_posix() for path in Path("ibasho").glob("*.py")} - {"ibasho/__init__.py"}
    assert {f"{package}/" for package in packages} - NAMED == set()
    assert modules - NAMED == set()


def test_what_is_on_the_map_is_there():
    paths = words(r"(?:ibasho|grants|consultations|templates|static|tests)/[\w/.]*")
    assert len(paths) > 25
    assert {path for path in paths if not Path(path).exists()} == set()


def test_every_setting_is_named():
    sources = [Path("manage.py"), *(p for room in ROOMS for p in Path(room).rglob("*.py"))]
    read = set().union(*(variables(path.read_text(encoding="utf-8")) for path in sources))
    assert len(read) > 20
    assert read - OWN - NAMED == set()


def test_every_way_of_reading_is_seen():
    source = 'env.bool("A")\nos.environ["B"]\nos.environ.get("C")\nos.environ["D"] = 1\nx.get("E")'
    assert variables(source) == {"A", "B", "C"}


def test_every_step_is_named_as_it_is():
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \| (\w+) \|", README, re.M)
    told = {step: (label, set(sources.split(", ")), to) for step, label, sources, to in rows}
    assert told == {
        name: (str(step.label), {state.value for state in step.sources}, step.target.value)
        for name, step in STEPS.items()
    }


def test_every_command_is_named():
    commands = {
        path.stem
        for room in ROOMS
        for path in Path(room).rglob("management/commands/*.py")
        if path.stem != "__init__"
    }
    assert commands == {
        word.split()[0]
        for word in re.findall(r"^\| `([a-z_]+(?: [^`]*)?)` \| [^|]*\|$", README, re.M)
    }


def test_every_target_of_make_is_named():
    targets = re.findall(r"^(\w+):", Path("Makefile").read_text(encoding="utf-8"), re.M)
    assert targets == re.findall(r"^make (\w+)", README, re.M)


def test_the_examples_can_be_read():
    terms, facts, case = map(json.loads, re.findall(r"```json\n(.*?)```", README, re.S))
    Terms.from_json(terms)
    Facts.from_json(facts)
    (read,) = read_cases([case | {"terms": terms}])
    assert differences(read) == ()
