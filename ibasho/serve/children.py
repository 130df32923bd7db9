"""The programs that the house runs: started, started again when they fall, stopped in order."""

import contextlib
import os
import signal
import subprocess
import time
from dataclasses import dataclass

from ibasho.cluster import PROJECT, held
from ibasho.cluster.lineage import bound_to_me
from ibasho.serve.signals import ToldToStop, say, told_to_stop

GRACE = 15
LONGEST_PAUSE = 30
STEADY = 60


@dataclass
class Child:
    """One program; `sockets` are the descriptors that it inherits."""

    name: str
    command: list[str]
    sockets: tuple[int, ...] = ()
    process: "subprocess.Popen[bytes] | None" = None
    falls: int = 0
    began: float = 0.0
    start_at: float = 0.0

    def start(self) -> None:
        """In a group of its own: Ctrl-C reaches us only, and we stop the children in order."""
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            cwd=PROJECT,
            pass_fds=(*self.sockets, *held()),
            process_group=0,
            preexec_fn=bound_to_me(signal.SIGTERM),
        )

    @property
    def ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def look_after(self) -> None:
        """Start it again after a pause that grows while it keeps falling."""
        if self.ended:
            self.falls = 1 if time.monotonic() - self.began > STEADY else self.falls + 1
            pause = min(0.25 * 2**self.falls, LONGEST_PAUSE)
            say(f"{self.name}が止まりました。{pause:g} 秒後に動かし直します。")
            self._signal_group(signal.SIGTERM)
            self.process, self.start_at = None, time.monotonic() + pause
        if self.process is None and time.monotonic() >= self.start_at:
            self.start()

    def run_to_its_end(self) -> int:
        """For a step rather than a server: its exit code."""
        self.start()
        while not self.ended:
            if told_to_stop(within=1):
                raise ToldToStop
        return self.process.returncode if self.process else 0

    def stop(self) -> None:
        """Ask, wait for the grace or a second Ctrl-C, then end what is left of its group."""
        if self.process is None:
            return
        until = time.monotonic() + GRACE
        self.process.terminate()
        while not self.ended and time.monotonic() < until:
            if told_to_stop(within=0.5):
                break
        self._signal_group(signal.SIGKILL)
        self.process.wait()

    def _signal_group(self, number: signal.Signals) -> None:
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)
