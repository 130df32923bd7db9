"""The private cluster: made once, shared by all who come, gone when the last one leaves."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import environ
import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from ibasho import cluster
from ibasho.cluster import birth, client, home
from tests.processes import alive, processes_of, until

POSTMASTER = (
    "python -c \"import os; print(open(os.environ['DATA'] + '/pg/postmaster.pid').readline())\""
)
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")


@pytest.fixture
def folder():
    """A data folder that PostgreSQL's user can reach, which pytest's own folders are not."""
    folder = Path(tempfile.mkdtemp(prefix="ibasho-test-", dir=MEMORY))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def pattern():
    """A cluster as it is made, for copies: making one takes longer than what is tested."""
    folder = Path(tempfile.mkdtemp(prefix="ibasho-test-", dir=MEMORY))
    folder.chmod(0o711)
    birth.make(home.find(folder))
    yield folder / "pg"
    shutil.rmtree(folder)


@pytest.fixture
def empty(monkeypatch, folder):
    monkeypatch.setenv("DATA", str(folder))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("IBASHO_PG_OPTIONS", "-c fsync=off")
    yield folder
    cluster.release()
    until(lambda: not processes_of(folder))


@pytest.fixture
def place(empty, pattern):
    subprocess.run(["cp", "-a", pattern, empty / "pg"], check=True)
    return empty


def ask(question: str) -> object:
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as connection:
        return connection.execute(question).fetchone()


def postmaster(place: Path) -> int:
    return int((place / "pg" / "postmaster.pid").read_text().split()[0])


def keeper(place: Path) -> int:
    (pid,) = [pid for pid, what in processes_of(place).items() if "ibasho.cluster.keeper" in what]
    return pid


def test_given_address_wins(monkeypatch, tmp_path):
    monkeypatch.setenv("DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/db")
    assert cluster.attach() == "postgres://elsewhere/db"
    assert not (tmp_path / "data").exists()


def test_new_cluster_speaks_japanese_and_has_two_plain_roles(empty):
    cluster.attach()
    assert ask(
        "SELECT rolname, rolsuper, rolcreatedb, pg_get_userbyid(datdba), datcollate,"
        " pg_encoding_to_char(encoding), current_setting('TimeZone')"
        " FROM pg_roles, pg_database WHERE rolname = current_user AND datname = current_database()"
    ) == ("ibasho", False, True, "ibasho", "C.UTF-8", "UTF8", "UTC")
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        assert connection.execute("SELECT 'すみれの家' %> 'すみれ'").fetchone() == (True,)


def test_cluster_made_with_one_role_gets_the_second(place):
    birth._tell(home.existing(place), place / "pg", home.binaries(None), ("DROP ROLE ibasho_app",))
    (place / "pg" / home.MARK).write_text("")
    ident = place / "pg" / "pg_ident.conf"
    whole = ident.read_text()
    ident.write_text("".join(line for line in whole.splitlines(True) if "_app" not in line))
    cluster.attach()
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("ibasho_app",)
    assert ident.read_text() == whole


def test_nothing_listens_on_the_network_and_others_find_the_door_shut(place):
    cluster.attach()
    assert ask("SHOW listen_addresses") == ("",)
    assert [(place / name).stat().st_mode & 0o777 for name in ("pg", "sockets")] == [0o700, 0o700]
    lines = (place / "pg" / "pg_hba.conf").read_text().splitlines()
    assert lines == ["local all all peer map=ibasho"]


def test_data_stays_and_no_process_does(place):
    cluster.attach()
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'すみれ' AS word")
    cluster.release()
    assert "DATABASE_URL" not in os.environ
    assert processes_of(place) == {}
    cluster.attach()
    assert ask("SELECT word FROM kept") == ("すみれ",)


def test_all_who_come_at_once_share_one_cluster(empty):
    guests = [
        subprocess.Popen(
            [sys.executable, "-m", "ibasho.cluster", "sh", "-c", f"{POSTMASTER}; read wait"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
        )
        for _guest in range(4)
    ]
    pids = {int(guest.stdout.readline()) for guest in guests}
    assert pids == {postmaster(empty)}
    for guest in guests[1:]:
        guest.communicate()
    assert alive(pids.pop())
    guests[0].communicate()


def test_one_leaves_and_the_other_stays(place):
    other = subprocess.Popen(
        [sys.executable, "-m", "ibasho.cluster", "cat"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    cluster.attach()
    other.stdin.write(b"here\n")
    other.stdin.flush()
    assert other.stdout.readline() == b"here\n"
    cluster.release()
    assert alive(postmaster(place))
    other.communicate()


def test_killed_server_comes_back_with_its_data(place):
    cluster.attach()
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS number")
    killed = postmaster(place)
    os.kill(killed, signal.SIGKILL)
    until(lambda: not alive(killed))
    until(lambda: client.answers(home.existing(place)))
    assert postmaster(place) != killed
    assert ask("SELECT number FROM kept") == (1,)


def test_killed_keeper_takes_the_server_along_and_a_user_brings_both_back(place):
    cluster.attach()
    server = postmaster(place)
    os.kill(keeper(place), signal.SIGKILL)
    until(lambda: not alive(server))
    cluster.ensure()
    assert ask("SELECT 1") == (1,)


def test_killed_user_leaves_nothing(place):
    guest = subprocess.Popen(
        [sys.executable, "-m", "ibasho.cluster", "cat"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    guest.stdin.write(b"here\n")
    guest.stdin.flush()
    guest.stdout.readline()
    guest.kill()
    guest.communicate()
    until(lambda: not processes_of(place))


def test_cluster_of_somebody_else_is_left_alone(empty):
    (empty / "pg").mkdir()
    (empty / "pg" / "PG_VERSION").write_text("15\n")
    with pytest.raises(cluster.ClusterError, match="触りません"):
        cluster.attach()
    assert [path.name for path in empty.rglob("*")] == ["pg", "PG_VERSION"]


def test_half_made_cluster_is_made_again(empty):
    (empty / "pg.new").mkdir()
    (empty / "pg.new" / "PG_VERSION").write_text("15\n")
    cluster.attach()
    assert ask("SELECT 1") == (1,)


def test_missing_programs_are_named(empty, monkeypatch):
    monkeypatch.setenv("IBASHO_PG_BIN", "/nowhere")
    with pytest.raises(cluster.ClusterError, match="PostgreSQL 15 以上 が見つかりません"):
        cluster.attach()


def test_server_that_cannot_start_says_where_to_look(place, monkeypatch):
    monkeypatch.setattr("ibasho.cluster.client.PATIENCE", 0)
    monkeypatch.setenv("IBASHO_PG_OPTIONS", "-c no_such_setting=1")
    with pytest.raises(cluster.ClusterError, match=r"記録: .*cluster\.log"):
        cluster.attach()


def test_long_path_gets_a_short_socket(empty, monkeypatch):
    deep = empty / ("d" * 60) / ("e" * 60)
    monkeypatch.setenv("DATA", str(deep))
    cluster.attach()
    sockets = home.existing(deep).sockets
    assert (ask("SELECT 1"), sockets.stat().st_mode & 0o777) == ((1,), 0o700)
    cluster.release()
    shutil.rmtree(sockets)


def test_address_is_read_alike_by_django_and_psql():
    url = home.Home(Path("/a b/居場所&x=1"), 0, 0).url
    parsed = environ.Env.db_url_config(url)
    assert (parsed["USER"], parsed["NAME"]) == ("ibasho_app", "ibasho")
    assert parsed["OPTIONS"] == {"host": "/a b/居場所&x=1/sockets"}
    assert conninfo_to_dict(url) == {
        "user": "ibasho_app",
        "dbname": "ibasho",
        "host": "/a b/居場所&x=1/sockets",
    }


def test_folder_of_another_user_is_refused_with_a_way_out(place, monkeypatch):
    cluster.attach()
    monkeypatch.setattr(os, "geteuid", lambda: (place / "pg").stat().st_uid + 1)
    with pytest.raises(cluster.ClusterError, match="DATA=別の場所"):
        home.find(place)


@only_root
def test_root_below_a_shut_folder_goes_elsewhere_and_changes_no_mode(empty, monkeypatch, capsys):
    shut = empty / "shut"
    shut.mkdir(mode=0o700)
    monkeypatch.setenv("DATA", str(shut / "data"))
    monkeypatch.setattr(home, "AWAY", empty / "away")
    cluster.attach()
    (moved,) = (empty / "away").iterdir()
    assert (
        moved.name.startswith(f"{empty.name}-shut-data".lower()[-12:]) or "shut-data" in moved.name
    )
    assert str(moved) in capsys.readouterr().err
    assert shut.stat().st_mode & 0o777 == 0o700
    assert ask("SELECT 1") == (1,)


@only_root
def test_server_does_not_run_as_root(place):
    cluster.attach()
    assert Path(f"/proc/{postmaster(place)}").stat().st_uid == (place / "pg").stat().st_uid != 0
