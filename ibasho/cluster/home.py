"""Where a private cluster lives, who runs it, and with which PostgreSQL."""

import hashlib
import os
import pwd
import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

PROJECT = Path(__file__).resolve().parents[2]
AWAY = Path("/var/lib/ibasho")
OLDEST_VERSION = 15
LONGEST_SOCKET_FOLDER = 80
# Owns the database and makes its tables; the application works with what is in them, and owns
# nothing.
OWNER = "ibasho"
APPLICATION = "ibasho_app"
ROLES = (OWNER, APPLICATION)
ADMINISTRATOR = "postgres"
MARK = "made-by-ibasho"


class ClusterError(Exception):
    """The private cluster cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class Home:
    """The folder of one cluster, and the user and group (numbers) that run it."""

    folder: Path
    uid: int
    gid: int

    @property
    def data(self) -> Path:
        return self.folder / "pg"

    @property
    def log(self) -> Path:
        return self.folder / "cluster.log"

    @property
    def in_use(self) -> Path:
        return self.folder / "cluster.in-use"

    @property
    def starting(self) -> Path:
        return self.folder / "cluster.starting"

    @property
    def kept(self) -> Path:
        return self.folder / "cluster.kept"

    @property
    def sockets(self) -> Path:
        """The socket folder; a unix socket's path must fit into 107 bytes."""
        inside = self.folder / "sockets"
        if len(os.fsencode(inside)) <= LONGEST_SOCKET_FOLDER:
            return inside
        return Path(tempfile.gettempdir()) / f"ibasho-{_fingerprint(self.folder)}"

    @property
    def user(self) -> str:
        return pwd.getpwuid(self.uid).pw_name

    @property
    def url(self) -> str:
        """The address for Django and for psql alike."""
        return self._url(APPLICATION)

    @property
    def owner_url(self) -> str:
        """The address for migrations."""
        return self._url(OWNER)

    def _url(self, role: str) -> str:
        return f"postgres://{role}@/{OWNER}?host={quote(str(self.sockets), safe='')}"

    @property
    def runs_as(self) -> dict[str, object]:
        """What subprocess needs so that the program runs as the cluster's user."""
        if os.geteuid() == 0:
            return {"user": self.uid, "group": self.gid, "extra_groups": []}
        return {}

    def make_folder(self, folder: Path) -> None:
        """Make a folder that only the cluster's user can enter."""
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            status = folder.lstat()
            if status.st_uid != self.uid or folder.is_symlink():
                raise ClusterError(f"{folder} は別の利用者のものです。使いません。") from None
        else:
            os.chown(folder, self.uid, self.gid)


def data_folder() -> Path:
    """The data folder of this run: DATA, or .data in the project."""
    return (PROJECT / (os.environ.get("DATA") or ".data")).resolve()


def find(data: Path) -> Home:
    """The home of the data folder's cluster: the one that exists, else a place for a new one."""
    away = AWAY / f"{_slug(data)}-{_fingerprint(data)}"
    try:
        if (data / "pg").exists():
            return existing(data)
        if os.geteuid() != 0:
            make_data_folder(data)
            return Home(data, os.geteuid(), os.getegid())
        if (away / "pg").exists():
            return existing(away)
        return _new_for_root(data, away)
    except PermissionError as error:
        raise ClusterError(_not_yours(data)) from error


def existing(folder: Path) -> Home:
    """The home of a cluster that was made before; it goes on as the user that made it."""
    status = (folder / "pg").lstat()
    if os.geteuid() not in (0, status.st_uid):
        raise ClusterError(_not_yours(folder))
    if not (folder / "pg" / MARK).exists():
        raise ClusterError(
            f"{folder / 'pg'} はこのプログラムが作ったものではないため、触りません。"
        )
    return Home(folder, status.st_uid, status.st_gid)


def binaries(version: int | None) -> Path:
    """The folder of the newest PostgreSQL programs, or of the given major version."""
    found = {_major(folder): folder for folder in _candidates()}
    fitting = [major for major in found if major >= OLDEST_VERSION and version in (None, major)]
    if not fitting:
        wanted = f"PostgreSQL {version}" if version else f"PostgreSQL {OLDEST_VERSION} 以上"
        raise ClusterError(
            f"{wanted} が見つかりません（あるもの: {sorted(filter(None, found)) or 'なし'}）。"
            "パッケージ postgresql を入れるか、IBASHO_PG_BIN か DATABASE_URL を指定してください。"
        )
    return found[max(fitting)]


def _candidates() -> list[Path]:
    if given := os.environ.get("IBASHO_PG_BIN"):
        return [Path(given)]
    return list(Path("/usr/lib/postgresql").glob("*/bin"))


def _major(folder: Path) -> int:
    """The major version of the programs in a folder, 0 when there are none."""
    try:
        said = subprocess.run([folder / "postgres", "-V"], capture_output=True, text=True)
    except OSError:
        return 0
    number = re.search(r"\) (\d+)", said.stdout)
    return int(number[1]) if number else 0


def _new_for_root(data: Path, away: Path) -> Home:
    servant = _servant()
    make_data_folder(data)
    if _can_enter(data, servant):
        return Home(data, servant.pw_uid, servant.pw_gid)
    make_data_folder(away.parent)
    make_data_folder(away)
    return Home(away, servant.pw_uid, servant.pw_gid)


def _servant() -> pwd.struct_passwd:
    """PostgreSQL refuses to run as root: the user that runs it instead."""
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def _can_enter(folder: Path, user: pwd.struct_passwd) -> bool:
    """Asked as that user, because access lists and parents count as well as modes."""
    looked = subprocess.run(
        ["/usr/bin/test", "-x", folder],
        user=user.pw_uid,
        group=user.pw_gid,
        extra_groups=[],
        cwd="/",
    )
    return looked.returncode == 0


def make_data_folder(folder: Path) -> None:
    """Uploads lie here, so nobody lists it; root's servant may pass through to its own part."""
    if folder.exists():
        return
    folder.mkdir(parents=True)
    folder.chmod(0o711 if os.geteuid() == 0 else 0o700)


def _not_yours(folder: Path) -> str:
    return (
        f"データの置き場所 {folder} は、別の利用者（root など）が作ったため使えません。"
        "その利用者で動かすか、DATA=別の場所 を指定してください。"
    )


def _slug(path: Path) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", str(path)).strip("-").lower()[-40:].strip("-")


def _fingerprint(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
