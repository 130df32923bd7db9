"""What has become of an award, as the staff see it: promised now, reported, settled, paid."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grants.applying import planning
from grants.awarded import reporting, statement
from grants.models import Application
from grants.money import ledger
from grants.states import GRANTED
from ibasho.dates import day_in_japan, western
from ibasho.text import yen


def facts(a: Application) -> list[dict]:
    """What has become of an award since: promised now, due when, proposed and settled how much."""
    known = []
    if a.granted_amount is not None:
        changed = _("交付決定額から変更") if a.granted_amount != a.awarded_amount else ""
        known.append(fact(_("いまの交付額"), yen(a.granted_amount), note=changed))
        known.append(fact(_("実績報告の期限"), western(a.report_due_on)))
    if a.checked_at:
        by = signed(a.checked_by, a.checked_at)
        known.append(fact(_("確定の案"), yen(a.checked_amount), note=by))
    if a.settled_at:
        by = signed(a.settled_by, a.settled_at)
        known.append(fact(_("確定額"), yen(a.settled_amount), note=by))
        pdf = reverse("letter_pdf", args=[a.settlement_letter_id])
        known.append(fact(_("額の確定通知書"), f"{a.settlement_letter}（PDF）", url=pdf))
    return known


def fact(label, value, *, note="", url="") -> dict:
    return {"label": label, "value": value, "note": note, "url": url}


def signed(by, at) -> str:
    return f"{by}　{western(day_in_japan(at))}"


def page(application: Application) -> dict:
    """The report that was sent last, the change that is open, and the diary of an award."""
    if application.state not in GRANTED:
        return {}
    report = reporting.latest(application)
    return {
        "granted": True,
        "report": report,
        "year": statement.of_report(application, report) if report else None,
        "change": planning.open_change(application),
        "decided_changes": [one for one in application.changes.all() if one.decided_at],
    }


def with_money(told: list[dict], money: ledger.Story | None) -> list[dict]:
    return sorted([*told, *ledger.events(money)], key=ledger.moment) if money else told
