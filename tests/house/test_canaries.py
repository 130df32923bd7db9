"""What stands apart reaches nobody else: every address, every role, every file, dump, mail and log."""

import logging
import re
import subprocess
import zipfile
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings as house
from django.core import mail

from consultations.models import Consultation, Draft, Person
from ibasho.accounts.models import User
from ibasho.cluster.home import binaries
from ibasho.groups.models import Group
from ibasho.letters.models import Mail
from tests.house.stage import Stage
from tests.house.test_doors import routes

pytestmark = pytest.mark.django_db(transaction=True)
THOUGHT, SECRET, DRAFTED = "ふりかえりのカナリア", "機微情報のカナリア", "下書きのカナリア"
UNHEARD = "だれも書いていないことば"
PLAIN = "できごとのカナリア"  # what everybody of the staff may read: the walk must find it
APART = (THOUGHT, SECRET, DRAFTED)
OTHERS = ("anonymous", "stranger", "worker2", "approver", "accountant", "auditor", "admin")
SEARCHING = {"worker2", "auditor", "admin"}
EXPORTING = {"approver", "auditor"}  # between them they may take out whatever can be taken out
NEW = "/staff/consultations/new/"
EXPORT = "/staff/consultations/export/"
FILES = ["?format=csv", "?format=xlsx", "?format=pdf&from=2026&to=2026"]


@pytest.fixture
def record(settings, tmp_path, caplog):
    """Written through the screen, amended, searched for; with a draft of a change left lying."""
    settings.MEDIA_ROOT = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    caplog.set_level(logging.DEBUG)
    stage = Stage()
    worker = stage.client("worker")
    told = {"on": "2026年4月1日", "channel": "phone", "asker": "person", "asker_name": "見本 籠子"}
    told |= {"what_happened": PLAIN, "reflection": THOUGHT, "confidence": SECRET}
    told |= {"referred_to": "見本センター", "follow_up_on": "2026年4月2日", "idea": "見本の庭"}
    told |= {"workers": [User.objects.get(email="worker@example.jp").pk]}
    address = worker.post(NEW, told)["Location"]
    told |= {"seen": "", "confidence": f"{SECRET}。", "reflection": f"{THOUGHT}。"}
    assert worker.post(f"{address}edit/", told).status_code == 302
    worker.post(
        f"{address}edit/", told | {"seen": "1", "on": "4/1/2026"}
    )  # refused: kept, not saved
    draft = worker.get(f"{NEW}?fresh=1").context["autosave_url"]
    worker.post(draft, {"name": "confidence", "value": DRAFTED, "version": 0})
    assert Draft.objects.count() == 1
    stage.record = Consultation.objects.get(what_happened=PLAIN)
    return stage


def fitting(stage):
    """The id that belongs into each gap, by what stands before it in the address."""
    record = stage.record
    person = Person.objects.get(name="見本 籠子")
    merged = {"consultations": record.pk, "consultation": record.pk, "people": person.pk}
    return merged | {
        "person": person.pk,
        "confidence": record.confidence.pk,
        "drafts": Draft.objects.get().pk,
        "groups": Group.objects.first().pk,
        "group": Group.objects.first().pk,
        "missing": "quiet",
        "figures": "logged",
        "tables": 2,
        "user": User.objects.first().pk,
    }


def addresses(stage, who):
    """Every route of the house, with what fits where something does, else with the record.

    Below admin/ only the administrator gets anywhere, and the sign-in pages are for who is out
    (tests/house/test_doors.py).
    """
    ids = fitting(stage)
    closed = () if who == "admin" else ("admin/",)
    closed += () if who == "anonymous" else ("accounts/",)
    for route in routes():
        if route.startswith(closed):
            continue
        path = re.sub(r"\(\?P<\w+>[^)]*\)|\^|\$|\\Z", "0", route)
        while gap := re.search(r"<\w+:\w+>", path):
            before = path[: gap.start()].strip("/").rpartition("/")[2]
            path = path[: gap.start()] + str(ids.get(before, stage.record.pk)) + path[gap.end() :]
        yield f"/{path}", "<" in route


def text_of(answer) -> str:
    """All words of an answer, out of whatever it is wrapped in."""
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if data.startswith(b"PK"):
        book = zipfile.ZipFile(BytesIO(data))
        data = b"".join(book.read(name) for name in book.namelist())
    elif data.startswith(b"%PDF"):
        done = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
        data = done.stdout
    return unescape(data.decode("utf-8", "replace"))


def seen(stage, who) -> dict[str, list[str]]:
    """The addresses at which this person reads each canary."""
    found = {word: [] for word in (*APART, PLAIN)}
    client, asked = stage.client(who), ["", *(FILES if who in EXPORTING else [])]
    for path, has_gap in addresses(stage, who):
        for asking in [""] if has_gap else asked:
            text = text_of(client.get(path + asking))
            for word in found:
                found[word] += [path + asking] if word in text else []
    return found


def found_by_searching(stage, who) -> list[str]:
    """The addresses at which the record turns up for somebody who searches for what stands apart."""
    client = stage.client(who)
    lists = [path for path, has_gap in addresses(stage, who) if not has_gap]
    # What does not listen to `q` shows the record for words that nobody ever wrote, too.
    deaf = {path for path in lists if PLAIN in text_of(client.get(f"{path}?q={UNHEARD}"))}
    asked = [f"{path}?q={word}" for path in lists if path not in deaf for word in APART[:2]]
    return [address for address in asked if PLAIN in text_of(client.get(address))]


def test_nobody_else_reads_what_stands_apart(record, caplog):
    found = {who: seen(record, who) for who in OTHERS}
    apart = {who: [found[who][word] for word in APART] for who in OTHERS}
    assert apart == dict.fromkeys(OTHERS, [[], [], []])
    assert {who: found_by_searching(record, who) for who in SEARCHING} == dict.fromkeys(
        SEARCHING, []
    )
    # The same walk reaches the record wherever it may be read: pages, lists, files and the admin.
    page, staff = record.record.get_absolute_url(), set(OTHERS) - {"anonymous", "stranger"}
    assert {who for who in OTHERS if page in found[who][PLAIN]} == staff
    taken_out = [f"{EXPORT}{asking}" for asking in ("", *FILES)]
    assert [each for each in found["approver"][PLAIN] if each.startswith(EXPORT)] == taken_out
    fix = f"/admin/consultations/consultation/{record.record.pk}/change/"
    assert [who for who in OTHERS if fix in found[who][PLAIN]] == ["admin"]
    _nowhere_else(caplog)


def _nowhere_else(caplog):
    """Neither in a mail, nor in a line of a log, nor in a dump of the database."""
    written = [f"{each.subject} {each.body}" for each in Mail.objects.all()]
    sent = [f"{each.subject} {each.body}" for each in mail.outbox]
    logged = caplog.text + _log_of_the_database()
    dump = _dump()
    places = {"mails": " ".join(written + sent), "logs": logged, "dump": dump}
    assert {place: [word for word in APART if word in text] for place, text in places.items()} == {
        "mails": [],
        "logs": [],
        "dump": [],
    }
    assert PLAIN in dump


def _dump() -> str:
    database = house.DATABASES["default"]
    names = {"host": "HOST", "port": "PORT", "username": "USER", "dbname": "NAME"}
    told = [f"--{key}={database[name]}" for key, name in names.items() if database.get(name)]
    if "host" in (database.get("OPTIONS") or {}):
        told.append(f"--host={database['OPTIONS']['host']}")
    done = subprocess.run(
        [binaries(None) / "pg_dump", "--data-only", *told], capture_output=True, check=True
    )
    return done.stdout.decode()


def _log_of_the_database() -> str:
    log = Path(house.DATA) / "cluster.log"
    return log.read_text(errors="replace") if log.exists() else ""


def test_the_writer_reads_it_where_it_belongs(record):
    page = record.record.get_absolute_url()
    found = seen(record, "worker")
    assert found[THOUGHT] == [page, f"{page}edit/"]
    assert found[SECRET] == [f"{page}edit/", f"{page}confidence/"]
    assert found[DRAFTED] == [NEW]
