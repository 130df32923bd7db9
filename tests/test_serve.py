"""The whole house in one command: opens, gets up again when struck, and leaves nothing behind."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from ibasho.serve.door import CannotServe, answers, claim
from tests.processes import alive, processes_of, until

DEMO = ["resident", "stranger", "worker", "worker2"]
DEMO += ["approver", "accountant", "auditor", "admin"]


@pytest.fixture(scope="module")
def place():
    folder = Path(tempfile.mkdtemp(prefix="ibasho-test-"))
    folder.chmod(0o711)
    yield folder
    until(lambda: not processes_of(folder))
    shutil.rmtree(folder)


@pytest.fixture
def environment(place):
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("IBASHO_", "PYTEST_")) and name != "DATABASE_URL"
    }
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    return kept | {"DATA": str(place), "PORT": port, "IBASHO_PG_OPTIONS": "-c fsync=off"}


@pytest.fixture
def serve(environment):
    """The command as `make run` starts it, below a parent that can be killed."""
    house = subprocess.Popen(
        [sys.executable, "-m", "ibasho.serve"],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    yield house
    house.kill()
    house.communicate(timeout=60)


def heard(house: "subprocess.Popen[str]", words: str) -> str:
    """What the house said, up to the line with these words."""
    lines = []
    for line in house.stdout:
        lines.append(line)
        if words in line:
            return "".join(lines)
    raise AssertionError("".join(lines))


def child(place: Path, what: str) -> int:
    """The oldest process of the house with this word in its command."""
    return min(pid for pid, command in processes_of(place).items() if what in command)


def test_opens_gets_up_again_and_closes_without_a_trace(place, serve, environment):
    port = int(environment["PORT"])
    said = heard(serve, "admin@example.jp")
    assert re.findall(r"http://\S+", said) == [f"http://127.0.0.1:{port}/"]
    assert re.findall(r"\w+@example\.jp", said) == [f"{name}@example.jp" for name in DEMO]
    for what in ("gunicorn", "procrastinate", "bin/postgres"):
        struck = child(place, what)
        os.kill(struck, signal.SIGKILL)
        until(lambda struck=struck: not alive(struck))
        until(lambda what=what: any(what in command for command in processes_of(place).values()))
    until(lambda: answers("127.0.0.1", port))
    serve.send_signal(signal.SIGINT)
    serve.communicate(timeout=60)
    assert (serve.returncode, processes_of(place)) == (0, {})


def test_opens_on_the_same_data_and_struck_dead_leaves_nothing(place, serve):
    heard(serve, "admin@example.jp")
    serve.kill()
    serve.communicate(timeout=60)
    until(lambda: not processes_of(place))


def test_stopped_while_it_is_still_opening(place, serve):
    until(lambda: any("ibasho.serve.prepare" in c for c in processes_of(place).values()))
    serve.send_signal(signal.SIGTERM)
    serve.communicate(timeout=60)
    assert (serve.returncode, processes_of(place)) == (0, {})


def test_ends_with_its_parent_when_asked_to(place, environment):
    command = f"{sys.executable} -m ibasho.serve --end-with-parent; true"
    parent = subprocess.Popen(
        ["sh", "-c", command], env=environment, stdout=subprocess.PIPE, text=True
    )
    heard(parent, "admin@example.jp")
    parent.kill()
    parent.communicate(timeout=60)
    until(lambda: not processes_of(place))


def test_taken_port_is_named(environment):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(environment["PORT"])))
        taken.listen()
        told = subprocess.run(
            [sys.executable, "-m", "ibasho.serve"], env=environment, capture_output=True, text=True
        )
    assert told.returncode == 1
    assert told.stdout == (
        f"127.0.0.1 のポート {environment['PORT']} は、ほかのプログラムが使っています。"
        "PORT=8001 make run のように別の番号を指定してください。"
        f" (port {environment['PORT']} is in use)\n"
    )


@pytest.mark.parametrize("port", ["八千", "70000", "-1", "８０００"])
def test_impossible_port_is_refused(port):
    with pytest.raises(CannotServe, match=f"PORT={port}"):
        claim("127.0.0.1", port)
