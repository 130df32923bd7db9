"""Decision replay on a page: the button, and what the last reckonings found."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from grants.models import Application, Replay
from grants.programmes import replay as reckoning
from grants.tasks import replay_decisions
from ibasho.accounts.doors import needs
from ibasho.accounts.permissions import Capability
from ibasho.dates import JAPAN, clock, day_in_japan, western

MOST_AT_ONCE = 300  # applications that are reckoned while somebody waits; more go to the worker
SHOWN = 10


@needs(Capability.READ)
def replay(request):
    if request.method == "POST":
        return _reckon(request)
    runs = list(Replay.objects.select_related("by")[:SHOWN])
    last = next(iter(runs), None)
    tables = [_wrong(last.differences), _history(runs)] if last else []
    context = {"last": last, "tables": [table for table in tables if table["rows"]]}
    return render(request, "grants/staff/replay.html", context)


def _wrong(differences) -> dict:
    rows = [
        {
            "cells": [
                f"{one['receipt_number']} {one.get('group', '')}".strip(),
                *(one[name] for name in ("what", "stored", "found")),
            ],
            "url": reverse("application", args=[one["application"]]),
        }
        for one in differences
    ]
    columns = [_("申請"), _("何が"), _("記録"), _("計算しなおすと")]
    return {"caption": _("記録と違うところ"), "columns": columns, "rows": rows}


def _history(runs) -> dict:
    rows = [
        {
            "cells": [
                f"{western(day_in_japan(run.at))} {clock(run.at.astimezone(JAPAN))}",
                run.by or _("毎晩の自動"),
                _("%sか所") % len(run.differences),
            ]
        }
        for run in runs
    ]
    columns = [_("日時"), _("だれが"), _("違い")]
    return {"caption": _("これまでの再計算"), "columns": columns, "rows": rows}


def _reckon(request):
    if Application.objects.received().count() > MOST_AT_ONCE:
        replay_decisions.defer(by_id=str(request.user.pk))
        messages.info(request, _("計算を始めました。終わると、このページに結果が出ます。"))
    else:
        reckoning.keep(reckoning.run(), by=request.user, at=timezone.now())
    return redirect("replay")
