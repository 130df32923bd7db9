"""What people send us as files: looked at, really opened, shown under a harmless name."""

from ibasho.uploads.content import KINDS, LARGEST, Content, Unwelcome, examined
from ibasho.uploads.keeping import checksum, keep, random_name
from ibasho.uploads.names import safe_name, said_name

__all__ = [
    "KINDS",
    "LARGEST",
    "Content",
    "Unwelcome",
    "checksum",
    "examined",
    "keep",
    "random_name",
    "safe_name",
    "said_name",
]
