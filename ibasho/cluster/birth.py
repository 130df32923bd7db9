"""Makes a new cluster: UTF-8, a role without special powers, one database, closed to others."""

import shutil
import subprocess
from pathlib import Path

from ibasho.cluster.home import ADMINISTRATOR, MARK, ROLE, ClusterError, Home, binaries

# PostgreSQL reads PGDATA, PGPORT … from the environment: nothing of the caller's reaches it.
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
FIRST_STATEMENTS = (
    f"CREATE ROLE {ROLE} LOGIN NOSUPERUSER CREATEDB\nCREATE DATABASE {ROLE} OWNER {ROLE}\n"
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
    _run(home, [programs / "postgres", "--single", "-D", aside, "postgres"], FIRST_STATEMENTS)
    (aside / MARK).touch()
    aside.rename(home.data)


def _who_may_come_in(home: Home) -> list[str]:
    """Only root and the user that runs the cluster, by the kernel's word on who they are."""
    names = {"root", home.user}
    return [f'ibasho "{name}" {role}\n' for name in names for role in (ROLE, ADMINISTRATOR)]


def _run(home: Home, command: list[str | Path], statements: str = "") -> None:
    done = subprocess.run(
        command,
        input=statements,
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
        cwd="/",
        **home.runs_as,
    )
    if done.returncode or "ERROR:" in done.stderr:
        raise ClusterError(f"データベースを作れませんでした。\n{done.stderr or done.stdout}")
