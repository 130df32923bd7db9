"""Ties a process to its parent, so that nothing is left over however the parent ends."""

import ctypes
import os
import signal
from collections.abc import Callable

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None)


def die_with_parent(how: signal.Signals) -> None:
    """Ask the kernel for this signal when the parent ends (lost when the user changes)."""
    _libc.prctl(PR_SET_PDEATHSIG, how)


def bound_to_me(how: signal.Signals) -> Callable[[], None]:
    """What a child runs before its program (subprocess's preexec_fn, which follows setuid)."""
    parent = os.getpid()

    def bind() -> None:
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        die_with_parent(how)
        # The parent may have ended before the kernel was asked.
        if os.getppid() != parent:
            os._exit(1)

    return bind
