"""A whole house of its own that can be struck: web server, worker, database, or all at once."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import psycopg
from cryptography.fernet import Fernet

from ibasho.cluster import home
from ibasho.serve.door import answers
from tests.processes import alive, processes_of, until

# What is struck → a word in the command of each process that dies.
PARTS = {
    "web": "gunicorn",
    "worker": "procrastinate",
    "database": "postgres",
    "keeper": "ibasho.cluster.keeper",
    "everything": "",
}
KEPT = {"PATH", "HOME", "LANG", "LC_ALL", "VIRTUAL_ENV"}


class House:
    def __init__(self, place: Path, *, mail: str):
        self.place = place
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.environment = {name: os.environ[name] for name in KEPT & os.environ.keys()} | {
            "DATA": str(place),
            "PORT": str(self.port),
            "EMAIL_URL": mail,
            "IBASHO_DEMO": "0",
            "IBASHO_HTTPS": "0",
            "IBASHO_FIELD_KEYS": Fernet.generate_key().decode(),
            "IBASHO_SECRET_KEY": "for-the-tests-only-" + "abcdefghij0123456789" * 2,
            # The disk itself is not struck, and what a dead process wrote, the kernel still has.
            "IBASHO_PG_OPTIONS": "-c fsync=off",
        }
        self.process: subprocess.Popen[bytes] | None = None

    def open(self) -> None:
        with (self.place / "house.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "ibasho.serve"],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        until(self.answers, minutes=5)  # the first time, every table is made

    def answers(self) -> bool:
        return answers("127.0.0.1", self.port)

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=60)

    def strike(self, part: str) -> None:
        """SIGKILL every process of the part, the sessions of the database too; get up again."""
        doomed = {pid for pid, what in processes_of(self.place).items() if PARTS[part] in what}
        doomed |= {pid for parent in doomed for pid in _children(parent)}
        for pid in doomed:
            _kill(pid)
        until(lambda: not any(map(alive, doomed)))
        if part == "everything":
            self.process.wait(timeout=60)
            self.open()
        until(self.answers)

    def run(self, *command: str) -> "subprocess.CompletedProcess[str]":
        """A program beside the house, at the same database."""
        return subprocess.run(
            [sys.executable, "-m", "ibasho.cluster", sys.executable, "-m", *command],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
            timeout=120,
        )

    def ask(self, question: str) -> list[tuple]:
        with psycopg.connect(home.existing(self.place).url) as connection:
            return connection.execute(question).fetchall()


def _children(pid: int) -> list[int]:
    try:
        return [int(c) for c in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
