"""Files that people bring: looked at before they are kept, whatever room keeps them."""

import hashlib
from dataclasses import dataclass

from ibasho.uploads.content import KINDS, LARGEST, Content, Unwelcome, examined
from ibasho.uploads.names import safe_name

__all__ = ["KINDS", "LARGEST", "Content", "Looked", "Unwelcome", "examined", "look", "safe_name"]


@dataclass(frozen=True)
class Looked:
    """An upload that may be kept: its bytes, and what a row tells of it (`size` in bytes)."""

    data: bytes
    name: str
    media_type: str
    size: int
    checksum: str

    @property
    def facts(self) -> dict:
        return {key: value for key, value in vars(self).items() if key != "data"}


def look(upload) -> Looked:
    """What may be kept of an upload, and under which name it is shown; raise Unwelcome otherwise."""
    content = examined(upload)
    return Looked(
        data=content.data,
        name=safe_name(upload.name, content.media_type),
        media_type=content.media_type,
        size=len(content.data),
        checksum=hashlib.sha256(content.data).hexdigest(),
    )
