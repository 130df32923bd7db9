"""A mail server on this machine that takes every mail and remembers it by its Message-ID."""

import re
import socketserver
import threading
from collections import Counter
from contextlib import contextmanager


class _Counter(socketserver.StreamRequestHandler):
    """Speaks just enough SMTP; a mail counts from the moment in which we say that we have it."""

    def handle(self):
        try:
            self.wfile.write(b"220 sample\r\n")
            for line in self.rfile:
                if not self._answer(line.strip().upper()[:4]):
                    return
        except OSError:  # the sender was struck dead
            return

    def _answer(self, word: bytes) -> bool:
        if word == b"DATA":
            self.wfile.write(b"354 go on\r\n")
            return self._take()
        self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")
        return word != b"QUIT"

    def _take(self) -> bool:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False
            lines.append(line)
        name = re.search(rb"Message-ID: <(.*?)@ibasho>", b"".join(lines), re.I)[1].decode()
        with self.server.lock:
            self.server.taken[name] += 1
        self.wfile.write(b"250 taken\r\n")
        return True


class PostOffice(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Counter)
        self.taken: Counter[str] = Counter()
        self.lock = threading.Lock()

    @property
    def address(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"


@contextmanager
def open_post_office():
    with PostOffice() as office:
        thread = threading.Thread(target=office.serve_forever)
        thread.start()
        try:
            yield office
        finally:
            office.shutdown()
            thread.join()
