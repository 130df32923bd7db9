"""Makes a new cluster: UTF-8, two roles without special powers, one database, closed to others."""

import shutil
import subprocess
from pathlib import Path

from ibasho.cluster.home import (
    ADMINISTRATOR,
    APPLICATION,
    MARK,
    OWNER,
    ROLES,
    ClusterError,
    Home,
    binaries,
)

# PostgreSQL reads PGDATA, PGPORT … from the environment: nothing of the caller's reaches it.
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
# The owner may act as the application, which is how tests look through its eyes.
SECOND_ROLE = (
    f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{APPLICATION}')"
    f" THEN CREATE ROLE {APPLICATION} LOGIN NOSUPERUSER NOCREATEDB; END IF; END $$",
    f"GRANT {APPLICATION} TO {OWNER}",
)
FIRST_STATEMENTS = (
    f"CREATE ROLE {OWNER} LOGIN NOSUPERUSER CREATEDB",
    f"CREATE DATABASE {OWNER} OWNER {OWNER}",
    *SECOND_ROLE,
)


def make(home: Home) -> None:
    """Make the cluster aside and move it to its name when it is whole."""
    aside = home.folder / "pg.new"
    shutil.rmtree(aside, ignore_errors=True)
    home.make_folder(aside)
    programs = binaries(None)
    _run(
        home,
        [programs / "initdb", "-D", aside, "-U", ADMINISTRATOR, "-E", "UTF8"]
        + ["--locale=C.UTF-8", "--auth=peer", "--data-checksums", "--no-instructions"],
    )
    (aside / "pg_hba.conf").write_text("local all all peer map=ibasho\n")
    (aside / "pg_ident.conf").write_text("".join(_who_may_come_in(home)))
    _tell(home, aside, programs, FIRST_STATEMENTS)
    (aside / MARK).write_text(APPLICATION)
    aside.rename(home.data)


def complete(home: Home, programs: Path) -> None:
    """Give a resting cluster, made when there was one role only, the application's."""
    if (home.data / MARK).read_text() == APPLICATION:
        return
    (home.data / "pg_ident.conf").write_text("".join(_who_may_come_in(home)))
    _tell(home, home.data, programs, SECOND_ROLE)
    (home.data / MARK).write_text(APPLICATION)


def _who_may_come_in(home: Home) -> list[str]:
    """Only root and the user that runs the cluster, by the kernel's word on who they are."""
    names = sorted({"root", home.user})
    return [f'ibasho "{name}" {role}\n' for name in names for role in (*ROLES, ADMINISTRATOR)]


def _tell(home: Home, data: Path, programs: Path, statements: tuple[str, ...]) -> None:
    _run(home, [programs / "postgres", "--single", "-D", data, "postgres"], statements)


def _run(home: Home, command: list[str | Path], statements: tuple[str, ...] = ()) -> None:
    done = subprocess.run(
        command,
        input="".join(f"{statement}\n" for statement in statements),
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
        cwd="/",
        **home.runs_as,
    )
    if done.returncode or "ERROR:" in done.stderr:
        raise ClusterError(f"データベースを作れませんでした。\n{done.stderr or done.stdout}")
