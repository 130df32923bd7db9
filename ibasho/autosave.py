"""One item of a form as a page sends it while it is typed: as a form or as JSON, nothing else.

The other side is static/js/drafts.js; each room says which items it knows and where it keeps them.
"""

import json
import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ibasho.text import is_storable

LONGEST = 25_000  # letters of one item
VERSION = re.compile(r"[0-9]{1,9}", re.ASCII)
BROKEN = _("送られたものを読み取れませんでした。ページを開きなおしてください。")
ODD = _("送られたものの形がちがいます。ページを開きなおしてください。")
UNREADABLE = _("読めない文字が入っています。その文字を消してください。")
TOO_LONG = _("長すぎて保存できません。短くしてください。")


class Refused(ValueError):
    """Not an item that can be kept: the text says kindly why, `status` is that of HTTP."""

    def __init__(self, words, status: int):
        super().__init__(str(words))
        self.status = status


@dataclass(frozen=True)
class Typed:
    """`version` is what the page had seen; `sent` what it has sent before, unheard, or None."""

    name: str
    values: list[str]
    version: int
    sent: str | None


def read(request) -> Typed:
    """What a request holds; Refused with 400, 413 or 422."""
    told = _json(request) if request.content_type == "application/json" else _form(request)
    name, values, sent = told.get("name"), told.get("values"), told.get("sent")
    texts = [name, *values, *([] if sent is None else [sent])]
    if not all(isinstance(text, str) for text in texts):
        raise Refused(ODD, 422)
    if sum(map(len, values)) > LONGEST:
        raise Refused(TOO_LONG, 413)
    if not all(map(is_storable, values)):
        raise Refused(UNREADABLE, 422)
    return Typed(name, values, _version(told), sent)


def _form(request) -> dict:
    post = request.POST
    told = {key: post.get(key) for key in ("name", "version", "sent")}
    return {**told, "values": post.getlist("value")}


def _json(request) -> dict:
    try:
        told = json.loads(request.body.decode(), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise Refused(BROKEN, 400) from error
    if not isinstance(told, dict):
        raise Refused(ODD, 422)
    value = told.get("value")
    return {**told, "values": value if isinstance(value, list) else [value]}


def _refuse(constant: str):
    raise ValueError(constant)


def _version(told: dict) -> int:
    version = told.get("version")
    if isinstance(version, bool) or not VERSION.fullmatch(str(version)):
        raise Refused(ODD, 422)
    return int(version)
