"""A file and its row are kept together or not at all, under a name that nobody can guess."""

import secrets

from django.core.files.base import ContentFile
from django.db import transaction

from ibasho.uploads import Looked


def random_name(folder: str) -> str:
    """Where a file is stored: outside every address, in folders that do not grow too long."""
    name = secrets.token_hex(16)
    return f"{folder}/{name[:2]}/{name}"


def keep(looked: Looked, row):
    """File and row, or neither; `row` has the facts of `looked` and its `file`."""
    row.file.save(row.name, ContentFile(looked.data), save=False)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except BaseException:
        row.file.storage.delete(row.file.name)
        raise
    return row
