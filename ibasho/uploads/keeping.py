"""A file and its row are kept together or not at all, under a name that nobody can guess."""

import hashlib
import secrets

from django.core.files.base import ContentFile
from django.db import transaction

from ibasho.uploads.content import Content


def random_name(folder: str) -> str:
    """Where a file is stored: outside every address, in folders that do not grow too long."""
    name = secrets.token_hex(16)
    return f"{folder}/{name[:2]}/{name}"


def checksum(content: Content) -> str:
    return hashlib.sha256(content.data).hexdigest()


def keep(content: Content, row):
    """File and row, or neither; `row` has `file`, `name`, `media_type`, `size`, `checksum`."""
    row.media_type, row.size = content.media_type, len(content.data)
    row.checksum = checksum(content)
    row.file.save(row.name, ContentFile(content.data), save=False)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except BaseException:
        row.file.storage.delete(row.file.name)
        raise
    return row
