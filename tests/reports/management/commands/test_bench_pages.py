"""The measurement of pages: what it prints, and that it leaves nothing behind."""

import json

import pytest
from django.core.management import CommandError, call_command

from grants.models import Application
from tests.grants.factories import submitted

pytestmark = pytest.mark.django_db


def test_one_object_a_line_and_nothing_is_left(resident, worker, capsys):
    submitted(by=resident)
    call_command("bench_pages", size=3, rounds=1, export=4)
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    *pages, csv, xlsx = told
    assert [(row["what"], row["size"], row["queries"]) for row in pages] == [
        ("bare list", 3, 3),
        ("queue", 3, 10),
        ("application", 1, 18),
    ]
    assert [(row["what"], row["size"]) for row in (csv, xlsx)] == [
        ("export csv", 4),
        ("export xlsx", 4),
    ]
    assert all(row["seconds"] > 0 for row in told)
    assert Application.objects.count() == 1


def test_without_an_example_it_says_what_to_do_first(worker):
    with pytest.raises(CommandError, match="load_demo"):
        call_command("bench_pages")
