"""One resident at a browser, over real HTTP, who types, sends, and tries again when it fails."""

import http.client
import json
import re
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

CSRF = "abcdefghijklmnopqrstuvwxyzABCDEF"
RECEIPT = re.compile(r"R\d+-\d{4,}")
TRIES = 600


class Lost(AssertionError):
    """What was said to be saved is not there any more."""


@dataclass
class Visitor:
    """`saved` is what each page was told last, by draft and item; `receipts` what it was shown.

    `failures` are the answers after which it tried again: the status, 0 for none at all.
    """

    port: int
    session: str
    drafts: list[str]
    saved: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)
    receipts: dict[str, str] = field(default_factory=dict)
    failures: list[int] = field(default_factory=list)

    def tell_all(self) -> None:
        for draft in self.drafts:
            for name in ("activity", "members", "activity", "venue_fee", "activity"):
                self._type(draft, name)
            self._send(draft)

    def _type(self, draft: str, name: str) -> None:
        """As static/js/drafts.js does: upon the version seen, `sent` when it is told again."""
        _value, seen = self.saved.get((draft, name), ("", 1))
        value = f"{seen + 10}" if name in ("members", "venue_fee") else f"お茶を飲みます。{seen}"
        typed = {"name": name, "value": value, "version": seen, "sent": value}
        status, body = self._insist("POST", f"/my/applications/{draft}/answers/", typed)
        told = json.loads(body)
        if status != 200 or told["version"] != seen + 1:
            raise Lost((draft, name, seen, status, told))
        self.saved[draft, name] = (value, told["version"])

    def _send(self, draft: str) -> None:
        page = f"/my/applications/{draft}"
        status, body = self._insist("POST", f"{page}/confirm/", {"true": "on"})
        if status != 302:
            raise Lost((draft, status, body))
        status, body = self._insist("GET", f"{page}/receipt/")
        self.receipts[draft] = RECEIPT.search(body)[0]

    def _insist(self, method: str, address: str, typed: dict | None = None) -> tuple[int, str]:
        for _try in range(TRIES):
            try:
                status, body = self._ask(method, address, typed)
            except (OSError, http.client.HTTPException):
                status, body = 0, ""
            if status and status < 500:
                return status, body
            self.failures.append(status)
            time.sleep(0.1)
        raise AssertionError(f"{address} did not answer any more")

    def _ask(self, method: str, address: str, typed: dict | None) -> tuple[int, str]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            headers = {
                "Cookie": f"sessionid={self.session}; csrftoken={CSRF}",
                "X-CSRFToken": CSRF,
                "Content-Type": "application/x-www-form-urlencoded",
            }
            line.request(method, address, urlencode(typed or {}), headers)
            answer = line.getresponse()
            return answer.status, answer.read().decode()
        finally:
            line.close()
