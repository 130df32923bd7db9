"""Photographs as phones keep them (HEIC, AVIF): who reads them, and how large their parts are."""

import re
import struct
from collections.abc import Iterator

from pi_heif import HeifImageFile
from PIL.AvifImagePlugin import AvifImageFile

READERS = {"image/heic": HeifImageFile, "image/heif": HeifImageFile, "image/avif": AvifImageFile}
ENDINGS = (".heic", ".heif", ".avif")
QUALITY = 85  # of the JPEG that is kept instead: a paper stays legible, the file small
# An image item's own width and height (ISO/IEC 23008-12, 6.5.3). What is shown of it may be cut.
SIZE = re.compile(rb"ispe\0{4}(.{8})", re.DOTALL)


def sizes(data: bytes) -> list[tuple[int, int]]:
    """Width and height of every part that the file tells of: each is decoded whole."""
    parts = b"".join(body for name, body in _boxes(data) if name == b"meta")
    return [struct.unpack(">II", found[1]) for found in SIZE.finditer(parts)]


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and body of each outermost box (ISO/IEC 14496-12, 4.2); the last may reach to the end."""
    at = 0
    while at + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        head = 16 if length == 1 else 8
        if head == 16 and at + 16 <= len(data):
            length = struct.unpack_from(">Q", data, at + 8)[0]
        length = len(data) - at if length == 0 else length
        if length < head:
            return
        yield name, data[at + head : at + length]
        at += length
