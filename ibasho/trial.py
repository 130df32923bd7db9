"""What a trial run gives itself, and what production must be given: demo mode and a key."""

import os
import secrets
from pathlib import Path

from ibasho.cluster import data_folder, make_data_folder


def prepare() -> None:
    """Without IBASHO_SECRET_KEY and IBASHO_DEMO this is a trial: demo mode, a key of its own."""
    data = data_folder()
    os.environ["DATA"] = str(data)
    if os.environ.get("IBASHO_SECRET_KEY"):
        return
    if os.environ.setdefault("IBASHO_DEMO", "1") != "0":
        make_data_folder(data)
        os.environ["IBASHO_SECRET_KEY"] = _own_key(data / "secret.key")


def _own_key(path: Path) -> str:
    """Made once, so that those who are signed in stay signed in over a restart."""
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
            new.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    return path.read_text()
