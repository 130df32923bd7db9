"""The side of those who use the cluster: attach to it, look after it, let it go."""

import os
import socket
import struct
import subprocess
import sys
import time
from dataclasses import dataclass

from ibasho.cluster import birth, locks
from ibasho.cluster.home import (
    APPLICATION,
    OWNER,
    PROJECT,
    ClusterError,
    Home,
    binaries,
    data_folder,
    find,
)

PATIENCE = 120
LAST_LINES = 5


@dataclass
class _Use:
    """This process's use of a cluster: the lock's descriptor lives as long as the use."""

    home: Home
    lock: int
    keeper: "subprocess.Popen[bytes] | None" = None


_uses: list[_Use] = []
# Keepers that we started and that go on for others: a handle dropped early earns a warning.
_outliving: "list[subprocess.Popen[bytes] | None]" = []


def attach() -> str:
    """Return DATABASE_URL, after starting or joining the private cluster where it is unset.

    DATABASE_OWNER_URL is set beside it; an address given alone is that of both.
    """
    if given := os.environ.get("DATABASE_URL"):
        os.environ.setdefault("DATABASE_OWNER_URL", given)
        return given
    data = data_folder()
    home = find(data)
    if home.folder != data and not home.data.exists():
        _say(f"{data} には {home.user} が入れないため、データベースは {home.folder} に置きます。")
    use = _Use(home, locks.take(home.in_use, locks.SHARED, owner=home.uid))
    _uses.append(use)
    _bring_up(use)
    os.environ["DATABASE_URL"] = home.url
    os.environ["DATABASE_OWNER_URL"] = home.owner_url
    return home.url


def ensure() -> None:
    """Bring the attached cluster back if even its keeper was killed."""
    for use in _uses:
        if not _is_kept(use.home):
            _bring_up(use)


def hand_on() -> None:
    """Let the program that this process turns into (exec) hold the cluster on."""
    for use in _uses:
        os.set_inheritable(use.lock, True)


def held() -> tuple[int, ...]:
    """The lock's descriptors: a child that inherits them keeps the cluster up for its own end."""
    return tuple(use.lock for use in _uses)


def release() -> None:
    """Give the cluster back, and wait until it is gone if nobody else uses it."""
    while _uses:
        use = _uses.pop()
        for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
            os.environ.pop(name, None)
        os.close(use.lock)
        _wait_until_gone(use)


def _wait_until_gone(use: _Use) -> None:
    while _is_kept(use.home):
        if _used_by_others(use.home):
            _outliving.append(use.keeper)
            return
        time.sleep(0.02)
    if use.keeper:
        use.keeper.wait()


def _is_kept(home: Home) -> bool:
    return not locks.can_take(home.kept, locks.SHARED)


def _used_by_others(home: Home) -> bool:
    """Others hold the lock shared; a keeper that is ending its server holds it alone."""
    nobody = locks.can_take(home.in_use, locks.ALONE)
    return not nobody and locks.can_take(home.in_use, locks.SHARED)


def _bring_up(use: _Use) -> None:
    """Return when the server answers; one client at a time makes the cluster and its keeper."""
    home = use.home
    starting = locks.take(home.starting, locks.ALONE, owner=home.uid)
    try:
        if not home.data.exists():
            birth.make(home)
        binaries(int((home.data / "PG_VERSION").read_text()))
        if not _is_kept(home):
            use.keeper = _start_keeper(home, instead_of=use.keeper)
        _wait_until_it_answers(use)
    finally:
        os.close(starting)


def _start_keeper(
    home: Home, *, instead_of: "subprocess.Popen[bytes] | None"
) -> "subprocess.Popen[bytes]":
    if instead_of:
        instead_of.wait()
    with home.log.open("wb") as log:
        os.chown(log.fileno(), home.uid, home.gid)
        return subprocess.Popen(
            [sys.executable, "-m", "ibasho.cluster.keeper", home.folder],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=PROJECT,
            start_new_session=True,
        )


def _wait_until_it_answers(use: _Use) -> None:
    until = time.monotonic() + PATIENCE
    while not answers(use.home):
        if use.keeper is None and not _is_kept(use.home):
            use.keeper = _start_keeper(use.home, instead_of=None)
        ended = use.keeper is not None and use.keeper.poll() is not None
        if ended or time.monotonic() > until:
            raise ClusterError(_why_not(use.home))
        time.sleep(0.02)


def _why_not(home: Home) -> str:
    last = home.log.read_text(errors="replace").splitlines()[-LAST_LINES:]
    where = f"記録: {home.log} と {home.data / 'log'}"
    return "\n".join(["データベースが動きません。", *last, where])


def answers(home: Home) -> bool:
    """Knock as psql would: the server takes us in (R) once it is ready, else says why not (E)."""
    who = f"user\0{APPLICATION}\0database\0{OWNER}\0\0".encode()
    with socket.socket(socket.AF_UNIX) as door:
        door.settimeout(5)
        try:
            door.connect(str(home.sockets / ".s.PGSQL.5432"))
            door.sendall(struct.pack("!II", len(who) + 8, 3 << 16) + who)
            answer = door.recv(1)
            door.sendall(b"X\0\0\0\4")
        except OSError:
            return False
    return answer == b"R"


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
