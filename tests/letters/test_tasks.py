"""The worker itself: a real process, a real mail server, and a real SIGKILL between the two."""

import os
import signal
import socketserver
import subprocess
import sys
import threading
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail as django_mail
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from ibasho.letters import outbox
from ibasho.letters.models import Mail, MailState
from ibasho.letters.post import put
from ibasho.letters.tasks import send_mail, tend_outbox

S = MailState


def _put():
    return put(to="a@example.jp", subject="お知らせ", body="本文です。", at=timezone.now())


@pytest.mark.django_db
def test_a_job_sends_a_mail_once():
    mail = _put()
    send_mail(mail_id=str(mail.pk))
    send_mail(mail_id=str(mail.pk))
    assert len(django_mail.outbox) == 1


@pytest.mark.django_db
def test_the_minute_asks_again_for_what_is_due(monkeypatch):
    mail = _put()
    ProcrastinateJob.objects.all()._raw_delete("default")
    Mail.objects.update(next_at=timezone.now())
    tend_outbox(0)
    tend_outbox(60)
    jobs = ProcrastinateJob.objects.values_list("task_name", "args")
    assert list(jobs) == [("send_mail", {"mail_id": str(mail.pk)})]


class Killer(socketserver.StreamRequestHandler):
    """A mail server that takes one mail and has the sender killed before it says so."""

    def handle(self):
        self.wfile.write(b"220 sample\r\n")
        for line in self.rfile:
            word = line.strip().upper()[:4]
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                self.server.taken.append(self._mail())
                os.kill(self.server.victim.pid, signal.SIGKILL)
                return
            self.wfile.write(b"250 ok\r\n")

    def _mail(self):
        return b"".join(iter(self.rfile.readline, b".\r\n"))


@pytest.fixture
def server():
    with socketserver.TCPServer(("127.0.0.1", 0), Killer) as server:
        server.taken = []
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def _work(server):
    """`manage.py procrastinate worker` until there is nothing to do, or until it is killed."""
    # The same server as ours, by port or by socket; the database is that of the tests.
    here = urlsplit(os.environ["DATABASE_URL"])._replace(
        path=f"/{connection.settings_dict['NAME']}"
    )
    told = {
        "DATABASE_URL": here.geturl(),
        "IBASHO_AS_OWNER": "0",
        "EMAIL_URL": f"smtp://127.0.0.1:{server.server_address[1]}",
    }
    worker = [sys.executable, "manage.py", "procrastinate", "worker", "--one-shot"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server.victim = subprocess.Popen(worker, env=os.environ | told, **quiet)
    return server.victim.wait(timeout=60)


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_while_it_sends_neither_loses_nor_doubles_the_mail(server):
    mail = _put()
    assert _work(server) == -signal.SIGKILL
    later = timezone.now() + timedelta(minutes=10)
    assert (outbox.lay_open(at=later), outbox.due(at=later)) == (1, [])
    send_mail.defer(mail_id=str(mail.pk))
    assert _work(server) == 0
    mail.refresh_from_db()
    assert (mail.state, len(server.taken)) == (S.UNCERTAIN, 1)
    assert f"<{mail.pk}@ibasho>".encode() in server.taken[0]
