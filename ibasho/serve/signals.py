"""How the house sleeps, is woken, and speaks."""

import signal
import sys

STOP = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
WAKE = STOP | {signal.SIGCHLD}


class ToldToStop(Exception):
    """Ctrl-C, SIGTERM, or the terminal was closed."""


def listen() -> None:
    """From now on a signal waits until it is asked for."""
    signal.pthread_sigmask(signal.SIG_BLOCK, WAKE)
    # A shell's background job starts with SIGINT ignored, and an ignored signal never arrives.
    for number in STOP:
        signal.signal(number, signal.default_int_handler)


def told_to_stop(*, within: float) -> bool:
    """Sleep until a child ends or the time is over (False), or somebody says stop (True)."""
    got = signal.sigtimedwait(WAKE, within)
    return got is not None and got.si_signo in STOP


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
