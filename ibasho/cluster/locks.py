"""Locks on files: the kernel gives them back whenever their holder ends, however it ends."""

import fcntl
import os
from pathlib import Path

SHARED = fcntl.LOCK_SH
ALONE = fcntl.LOCK_EX


def take(path: Path, mode: int, *, owner: int) -> int:
    """Wait for the lock and hold it until the returned descriptor is closed."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CREAT, 0o600)
    if os.fstat(descriptor).st_uid != owner:
        os.chown(descriptor, owner, -1)
    fcntl.flock(descriptor, mode)
    return descriptor


def can_take(path: Path, mode: int) -> bool:
    """Tell whether the lock could be had now, without keeping it."""
    if not path.exists():
        return True
    descriptor = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, mode | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True
