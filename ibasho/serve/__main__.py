"""Opens the house in order (address, database, first data, web, worker) and keeps it open."""

import os
import signal
import socket
import sys

from ibasho import cluster, trial
from ibasho.cluster.lineage import die_with_parent
from ibasho.serve.children import Child
from ibasho.serve.door import CannotServe, answers, claim
from ibasho.serve.signals import ToldToStop, listen, say, told_to_stop

TRIES_UNTIL_READY = 600
DEMO_ACCOUNTS = """\
見本のアカウントです。パスワードはどれも ibasho-demo です。
  resident@example.jp    住民（団体の代表）
  stranger@example.jp    別の団体の住民
  worker@example.jp      地域担当職員
  worker2@example.jp     地域担当職員（もう一人）
  approver@example.jp    決裁者
  accountant@example.jp  会計
  auditor@example.jp     監事（見るだけ）
  admin@example.jp       管理者"""


def main() -> int:
    # `make` cannot hand a SIGKILL on: the kernel tells us that it is gone.
    if "--end-with-parent" in sys.argv:
        die_with_parent(signal.SIGTERM)
    listen()
    children: list[Child] = []
    try:
        open_house(children)
    except ToldToStop:
        return 0
    except (CannotServe, cluster.ClusterError) as error:
        say(str(error))
        return 1
    finally:
        for child in children:
            child.stop()
        cluster.release()


def open_house(children: list[Child]) -> None:
    """Go on until told to stop; `children` tells the caller what to stop then."""
    host, port = os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000"
    with claim(host, port) as door:
        cluster.attach()
        trial.prepare()
        prepare(children)
        worker = ["procrastinate", "worker", "--shutdown-graceful-timeout=10"]
        children[:] = [
            Child("ウェブサーバー", gunicorn(door), (door.fileno(),)),
            Child("ワーカー", [sys.executable, "manage.py", *worker]),
        ]
        for child in children:
            child.start()
        wait_until_ready(children[0], host, door.getsockname()[1])
        announce(f"http://{host}:{port}/")
        keep_open(children)


def prepare(children: list[Child]) -> None:
    step = Child("準備", [sys.executable, "-m", "ibasho.serve.prepare"])
    children[:] = [step]
    if step.run_to_its_end():
        raise CannotServe("データの準備に失敗したため、始められませんでした。")


def gunicorn(door: socket.socket) -> list[str]:
    """The web server's command; WEB_CONCURRENCY sets the number of its processes."""
    heartbeats = "/dev/shm" if os.access("/dev/shm", os.W_OK) else "/tmp"  # noqa: S108
    return [
        *(sys.executable, "-m", "gunicorn", "ibasho.wsgi"),
        f"--bind=fd://{door.fileno()}",
        "--worker-class=gthread",
        f"--workers={os.environ.get('WEB_CONCURRENCY') or 2}",
        "--threads=4",
        "--preload",
        "--timeout=60",
        "--graceful-timeout=10",
        f"--worker-tmp-dir={heartbeats}",
        "--no-control-socket",
        "--log-level=warning",
    ]


def wait_until_ready(web: Child, host: str, port: int) -> None:
    for _try in range(TRIES_UNTIL_READY):
        if answers(host, port):
            return
        if told_to_stop(within=0.1):
            raise ToldToStop
        if web.ended:
            break
    raise CannotServe("ウェブサーバーが動かないため、始められませんでした。")


def announce(address: str) -> None:
    say(f"いばしょが開きました: {address} （止めるには Ctrl-C）")
    if os.environ.get("IBASHO_DEMO", "0") != "0":
        say(DEMO_ACCOUNTS)


def keep_open(children: list[Child]) -> None:
    while not told_to_stop(within=1):
        cluster.ensure()
        for child in children:
            child.look_after()
    raise ToldToStop


if __name__ == "__main__":
    sys.exit(main())
