"""The measurement of the report: what it prints, that queries stay the same, and that nothing is left."""

import json
import shutil

import pgtrigger
from django.core.management import call_command

from consultations.models import Consultation
from grants.models import Application
from ibasho.dates import FiscalYear
from ibasho.groups.models import Gathering, Group
from ibasho.reports.management.commands.bench_report import GATHERINGS, LAST, TALKS, Crowd


def measured(capsys, **size):
    call_command("bench_report", **size)
    return {row["what"]: row for row in map(json.loads, capsys.readouterr().out.splitlines())}


def test_one_object_a_line_and_nothing_is_left(db, capsys, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    small, large = measured(capsys, years=1, groups=1), measured(capsys, years=2, groups=3)
    assert list(small) == ["figures", "html", "pdf", "xlsx"]
    assert small["figures"]["queries"] == large["figures"]["queries"]
    assert all(row["seconds"] > 0 and row["MB"] > 0 for row in small.values())
    assert large["pdf"]["pages"] >= small["pdf"]["pages"] > 1
    for model in (Group, Application, Gathering, Consultation):
        assert model.objects.count() == 0


def test_the_crowd_meets_and_talks_in_every_year(db):
    with pgtrigger.ignore():
        Crowd(3, 2).fill()
    for year in range(LAST.year - 2, LAST.year + 1):
        days = (FiscalYear(year).first, FiscalYear(year).last)
        assert Gathering.objects.filter(on__range=days).count() == 2 * GATHERINGS
        assert Consultation.objects.filter(on__range=days).count() == 2 * TALKS
