"""The keeper: PostgreSQL's parent, which starts it, starts it again, and ends it when unused."""

import os
import shlex
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from queue import Empty, SimpleQueue

from ibasho.cluster import locks
from ibasho.cluster.birth import ENVIRONMENT, complete
from ibasho.cluster.home import Home, binaries, existing
from ibasho.cluster.lineage import bound_to_me

SETTINGS = {
    "listen_addresses": "",
    "port": "5432",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "cluster_name": "ibasho",
    # A week of logs, one file a weekday, each written over when its day comes again.
    "logging_collector": "on",
    "log_directory": "log",
    "log_filename": "postgresql-%a.log",
    "log_rotation_age": "1d",
    "log_rotation_size": "0",
    "log_truncate_on_rotation": "on",
}
LONG_ENOUGH_TO_COUNT_AS_STARTED = 10
TRIES = 20
PATIENCE = 60


def keep(folder: Path) -> int:
    """Run PostgreSQL until nobody holds the in-use lock any more; 1 if it cannot be run."""
    home = existing(folder)
    kept = locks.take(home.kept, locks.ALONE, owner=home.uid)
    events: SimpleQueue[str] = SimpleQueue()
    # Who started us may have blocked what we wait for.
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: events.put("end"))
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    threading.Thread(target=_wait_until_unused, args=(home, events), daemon=True).start()
    try:
        complete(home, binaries(_version(home)))
        return _supervise(home, events)
    finally:
        # First "nobody keeps it", then (at exit) "nobody uses it": whoever waits for the
        # in-use lock finds no keeper and starts one.
        os.close(kept)


def _wait_until_unused(home: Home, events: "SimpleQueue[str]") -> None:
    locks.take(home.in_use, locks.ALONE, owner=home.uid)
    events.put("end")


def _tell_its_end(server: "subprocess.Popen[bytes]", events: "SimpleQueue[str]") -> None:
    events.put(f"ended {server.wait()}")


def _supervise(home: Home, events: "SimpleQueue[str]") -> int:
    tries = 0
    while tries < TRIES:
        began = time.monotonic()
        server = _start(home)
        threading.Thread(target=_tell_its_end, args=(server, events), daemon=True).start()
        if events.get() == "end":
            return _stop(server)
        lived = time.monotonic() - began
        tries = 0 if lived > LONG_ENOUGH_TO_COUNT_AS_STARTED else tries + 1
        # The backends of a killed server need a moment until they let go of its memory.
        try:
            if events.get(timeout=min(0.1 * 2**tries, 2)) == "end":
                return 0
        except Empty:
            continue
    return 1


def _start(home: Home) -> "subprocess.Popen[bytes]":
    home.make_folder(home.sockets)
    settings = {**SETTINGS, "unix_socket_directories": f'"{home.sockets}"'}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return subprocess.Popen(
        [binaries(_version(home)) / "postgres", "-D", home.data, *options]
        + shlex.split(os.environ.get("IBASHO_PG_OPTIONS", "")),
        stdin=subprocess.DEVNULL,
        env=ENVIRONMENT,
        cwd="/",
        preexec_fn=bound_to_me(signal.SIGINT),
        **home.runs_as,
    )


def _version(home: Home) -> int:
    return int((home.data / "PG_VERSION").read_text())


def _stop(server: "subprocess.Popen[bytes]") -> int:
    """SIGINT: refuse the new, end the sessions, write everything down, leave."""
    server.send_signal(signal.SIGINT)
    try:
        server.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait()
    return 0


if __name__ == "__main__":
    sys.exit(keep(Path(sys.argv[1])))
