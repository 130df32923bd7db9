"""SIGKILL amid typing and sending, eight people at once: nothing that was said is untrue after."""

import json
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.processes import processes_of, until
from tests.storm.house import House
from tests.storm.post_office import open_post_office
from tests.storm.visitor import Visitor

RESIDENTS, DRAFTS = 8, 4
# Each falls when so many receipts have been shown: amid the work of all the others.
STRIKES = {6: "database", 12: "web", 18: "everything"}


@pytest.fixture
def place():
    folder = Path(tempfile.mkdtemp(prefix="ibasho-test-"))
    folder.chmod(0o711)
    yield folder
    until(lambda: not processes_of(folder))
    shutil.rmtree(folder)


@pytest.fixture
def office():
    with open_post_office() as office:
        yield office


@pytest.fixture
def house(place, office):
    house = House(place, mail=office.address)
    house.open()
    yield house
    house.close()


@pytest.fixture
def visitors(house):
    made = house.run("tests.storm.ground", "make", str(RESIDENTS), str(DRAFTS))
    return [Visitor(house.port, **one) for one in json.loads(made.stdout)]


def shown(visitors) -> dict[str, str]:
    return {draft: number for each in visitors for draft, number in dict(each.receipts).items()}


def test_what_was_said_is_true_after_every_strike(house, visitors, office):
    with ThreadPoolExecutor(RESIDENTS) as pool:
        told = [pool.submit(each.tell_all) for each in visitors]
        for number, part in STRIKES.items():
            until(lambda n=number: len(shown(visitors)) >= n or any(t.done() for t in told))
            house.strike(part)
        for each in told:
            each.result()
    # Some were cut off or sent away for a moment, none was told of a mistake of ours (500).
    assert {status for each in visitors for status in each.failures} == {0, 503}
    what_was_typed_is_there(house, visitors)
    each_receipt_is_one_application(house, visitors)
    no_mail_is_lost_or_doubled(house, office)


def what_was_typed_is_there(house, visitors):
    kept = {
        (str(draft), name): (value, version)
        for draft, name, value, version in house.ask(
            "SELECT application_id, name, value, version FROM grants_answer"
        )
    }
    saved = {at: said for each in visitors for at, said in each.saved.items()}
    assert {at: kept.get(at) for at in saved} == saved
    assert len(saved) == RESIDENTS * DRAFTS * 3


def each_receipt_is_one_application(house, visitors):
    total = RESIDENTS * DRAFTS
    kept = house.ask("SELECT id, receipt_number, state FROM grants_application")
    assert {str(draft): number for draft, number, _state in kept} == shown(visitors)
    assert {state for *_, state in kept} == {"submitted"}
    numbers = sorted(int(number.rpartition("-")[2]) for _, number, _ in kept)
    assert numbers == list(range(1, total + 1))
    whole = "(SELECT count(*) FROM {} WHERE application_id = a.id)"
    parts = ["grants_submission", "grants_steptaken", "grants_correspondence"]
    counted = ", ".join(whole.format(part) for part in parts)
    assert house.ask(f"SELECT DISTINCT {counted} FROM grants_application a") == [(1, 1, 1)]  # noqa: S608
    letters = house.ask("SELECT number FROM letters_letter ORDER BY number")
    assert [number for (number,) in letters] == list(range(1, total + 1))
    registers = house.ask("SELECT series, last FROM letters_register ORDER BY series")
    assert registers == [("issued", total), ("received", total)]


def no_mail_is_lost_or_doubled(house, office):
    """What is 「送れたか不明」 lies before a person: it may have left once, never twice."""
    assert house.run("tests.storm.ground", "settle").returncode == 0
    mails = {str(mail): state for mail, state in house.ask("SELECT id, state FROM letters_mail")}
    assert len(mails) == RESIDENTS * DRAFTS
    assert set(mails.values()) <= {"sent", "uncertain"}
    assert set(office.taken.values()) == {1}
    assert {mail for mail, state in mails.items() if state == "sent"} <= office.taken.keys()
    assert office.taken.keys() <= mails.keys()
