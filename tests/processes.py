"""What tests of running programs need: a place, a way to wait, and a look at what is left."""

import os
import time
from collections.abc import Callable
from pathlib import Path


def until(condition: Callable[[], object], *, minutes: int = 1) -> None:
    """Return as soon as the condition holds; so many minutes without it are a failure."""
    for _try in range(minutes * 1200):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError(f"it did not come to that within {minutes} min")


def alive(pid: int) -> bool:
    """A zombie is dead: only its parent has not looked yet."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def processes_of(place: Path) -> dict[int, str]:
    """Every live process that was told of this folder, by its environment or its arguments."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            arguments = (folder / "cmdline").read_bytes()
            told = arguments + (folder / "environ").read_bytes()
        except OSError:
            continue
        if os.fsencode(place) in told and folder.name != str(os.getpid()):
            found[int(folder.name)] = arguments.replace(b"\0", b" ").decode().strip()
    return found
