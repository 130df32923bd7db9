"""What a trial run gives itself, and what production must be given: demo mode and two keys."""

import os
import secrets
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from cryptography.fernet import Fernet

from ibasho.cluster import data_folder, make_data_folder


def prepare() -> None:
    """Without IBASHO_SECRET_KEY and IBASHO_DEMO this is a trial: demo mode, a key of its own."""
    data = data_folder()
    os.environ["DATA"] = str(data)
    if os.environ.get("IBASHO_SECRET_KEY"):
        return
    if os.environ.setdefault("IBASHO_DEMO", "1") != "0":
        os.environ["IBASHO_SECRET_KEY"] = _own(data / "secret.key", _secret_key)


def give_field_key() -> None:
    """A demonstration without IBASHO_FIELD_KEYS seals with a key that stands beside its data."""
    if not os.environ.get("IBASHO_FIELD_KEYS"):
        os.environ["IBASHO_FIELD_KEYS"] = _own(data_folder() / "field.key", _field_key)


def _secret_key() -> str:
    return secrets.token_urlsafe(64)


def _field_key() -> str:
    return Fernet.generate_key().decode()


def _own(path: Path, make: Callable[[], str]) -> str:
    """Made once, so that who is signed in stays so over a restart, and what is sealed opens.

    It appears whole under its name: a program that starts at the same moment never reads half.
    """
    if not path.exists():
        make_data_folder(path.parent)
        with tempfile.NamedTemporaryFile("w", dir=path.parent) as new:
            new.write(make())
            new.flush()
            with suppress(FileExistsError):
                os.link(new.name, path)
    return path.read_text()
