"""What a file may become: a log of consultations or a register of groups."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from consultations import workflow
from consultations.choices import Asker
from consultations.importing.columns import Column
from consultations.importing.log import log_columns
from consultations.importing.register import group_columns
from consultations.models import Consultation, Target
from ibasho.dates import day_in_japan
from ibasho.groups import workflow as groups
from ibasho.groups.models import Group


def keep_record(facts: dict, *, by, at):
    """One consultation through the door of the log."""
    facts = {"workers": [], **facts}
    if facts.get("group") and not facts.get("area"):
        facts["area"] = facts["group"].area
    return workflow.record(by=by, at=at, **facts)


def keep_group(facts: dict, *, by, at):
    if facts.get("district") and not facts.get("area"):
        facts["area"] = facts["district"].area
    return groups.register(by=by, at=at, facts=facts)


def check_record(facts: dict, *, at: datetime) -> dict[str, str]:
    """What only the whole row shows, as {column: words}."""
    wrong = {}
    if facts.get("on") and facts["on"] > day_in_japan(at):
        wrong["on"] = _("日付を今日か、今日より前の日にしてください。")
    if facts.get("asker") == Asker.ANONYMOUS and facts.get("asker_name"):
        wrong["asker_name"] = _("匿名の相談では、お名前・団体名を空にしてください。")
    return wrong


def check_group(facts: dict, *, at: datetime) -> dict[str, str]:
    area, district = facts.get("area"), facts.get("district")
    if area and district and district.area != area:
        return {"district": _("圏域と地域社協をそろえてください。")}
    return {}


@dataclass(frozen=True)
class Kind:
    """One target: its columns, what is looked at row by row, and through which door a row goes."""

    columns: Callable[[], dict[str, Column]]
    check: Callable[..., dict[str, str]]
    keep: Callable[..., Consultation | Group]


KINDS = {
    Target.CONSULTATIONS: Kind(log_columns, check_record, keep_record),
    Target.GROUPS: Kind(group_columns, check_group, keep_group),
}
