"""Time the pages of the staff against a bare list of as many joined rows: one JSON object a line.

Everything happens in one process and one transaction that is taken back at the end.
"""

import json
import statistics
import time
import tracemalloc

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.http import HttpResponse
from django.template import engines
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import include, path, reverse

from grants import workflow
from grants.applying import drafts
from grants.models import Application
from ibasho.accounts.models import User
from ibasho.accounts.permissions import Role
from ibasho.groups.models import Group, Membership

BARE = engines["django"].from_string("""<table>{% for a in rows %}<tr>
<td>{{ a.receipt_number }}</td><td>{{ a.group.name }}</td><td>{{ a.programme_year.programme.name }}</td>
<td>{{ a.state }}</td><td>{{ a.requested_amount }}</td><td>{{ a.submitted_at }}</td><td>{{ a.worker.name }}</td>
</tr>{% endfor %}</table>""")


def bare(request):
    """The floor: session, user, one query, one table."""
    related = ("group", "programme_year__programme", "worker")
    rows = Application.objects.received().select_related(*related)[: int(request.GET["size"])]
    return HttpResponse(BARE.render({"rows": rows}, request))


urlpatterns = [path("bare/", bare), path("", include("ibasho.urls"))]


class Command(BaseCommand):
    help = "画面の速さをはかります。例：bench_pages --size 50（先に load_demo が要ります）"

    def add_arguments(self, parser):
        parser.add_argument("--size", type=int, default=50, help="行の数（50まで）")
        parser.add_argument("--rounds", type=int, default=30, help="くり返す回数")
        parser.add_argument("--export", type=int, default=0, help="書き出しもはかる行の数")

    def handle(self, *, size, rounds, export, **_options):
        with transaction.atomic(), override_settings(ROOT_URLCONF=__name__):
            example = _fill(size)
            client = Client(SERVER_NAME="localhost")
            client.force_login(User.objects.filter(role=Role.WORKER).first())
            for what, address, rows in _pages(example, size):
                told = {"what": what, "size": rows, **_measure(client, address, rounds)}
                self.stdout.write(json.dumps(told, ensure_ascii=False))
            for kind in ("csv", "xlsx") if export else ():
                _fill(export)
                told = {"what": f"export {kind}", "size": export, **_measure_export(client, kind)}
                self.stdout.write(json.dumps(told, ensure_ascii=False))
            transaction.set_rollback(True)


def _pages(example, size):
    return [
        ("bare list", f"/bare/?size={size}", size),
        ("queue", reverse("queue"), size),
        ("application", reverse("application", args=[example.pk]), 1),
    ]


def _fill(size: int) -> Application:
    """As many received applications as asked for, made in the likeness of one that is there."""
    known = Application.objects.received()
    example = known.select_related("programme_year", "started_by").first()
    if example is None:
        raise CommandError("申請がまだありません。先に load_demo で見本を入れてください。")
    there = known.count()
    for number in range(there, size):
        _another(example, number)
    return example


def _another(example: Application, number: int) -> None:
    by, at = example.started_by, example.submitted_at
    group = Group.objects.create(name=f"見本の測定{number}", reading="みほんのそくてい")
    Membership.objects.create(group=group, user=by)
    draft = drafts.start(group=group, programme_year=example.programme_year, by=by, at=at)
    answers = example.submissions.latest("round").answers
    drafts.save_answers(draft, answers, by=by, at=at)
    workflow.submit(draft, by=by, at=at)


def _measure(client: Client, address: str, rounds: int) -> dict:
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
        count = len(queries)  # the next request empties the log
    if response.status_code != 200:
        raise CommandError(f"{address} {response.status_code}")
    seconds = []
    for _ in range(rounds):
        begun = time.perf_counter()
        client.get(address)
        seconds.append(time.perf_counter() - begun)
    return {"seconds": round(statistics.median(seconds), 5), "queries": count}


def _measure_export(client: Client, kind: str) -> dict:
    """The whole file taken in, piece by piece; `MB` is the most memory that Python held for it."""
    address = f"{reverse('queue_export')}?format={kind}"
    begun = time.perf_counter()
    size = sum(map(len, client.get(address)))
    seconds = time.perf_counter() - begun
    tracemalloc.start()
    for _piece in client.get(address):
        pass
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return {"seconds": round(seconds, 2), "MB": round(most / 1e6, 1), "MB of file": size / 1e6}
