"""Keeping what was typed, item by item, so that two pages never overwrite each other silently."""

from collections.abc import Mapping
from dataclasses import dataclass

from grants.models import Answer, Application


@dataclass(frozen=True)
class Saved:
    """What came of it.

    `versions` are those of the items that are kept as they were typed. `overtaken` are the kept
    answers of items that another page has changed too; nothing was written over them.
    `passed_by` are such items that this page had not touched itself.
    """

    versions: dict[str, int]
    overtaken: dict[str, Answer]
    passed_by: dict[str, Answer]


def write(
    application: Application,
    typed: Mapping[str, str],
    *,
    by,
    at,
    seen: Mapping[str, int] | None = None,
    sent: str | None = None,
) -> Saved:
    """Keep the items of a locked application, whether right or wrong.

    `seen` is the version of each item that the page had before its eyes, 0 where there was
    none; without it the last one who saves is right. `sent` is a value that the page has sent
    before without hearing what became of it.
    """
    kept = {answer.name: answer for answer in application.answers.all()}
    other = {name for name, value in typed.items() if name in kept and kept[name].value != value}
    newer = {n: kept[n] for n in other if seen is not None and seen.get(n, 0) != kept[n].version}
    shown = _shown(newer, seen or {})
    known = {name for name, answer in newer.items() if answer.value in (shown.get(name), sent)}
    passed_by = {name for name in newer if name not in known and typed[name] == shown.get(name)}
    _update([kept[name] for name in other - newer.keys() | known], typed, by=by, at=at)
    Answer.objects.bulk_create(
        Answer(application=application, name=name, value=value, saved_at=at, saved_by=by)
        for name, value in typed.items()
        if name not in kept
    )
    behind = newer.keys() - known
    return Saved(
        versions={n: kept[n].version if n in kept else 1 for n in typed if n not in behind},
        overtaken={name: kept[name] for name in typed if name in behind - passed_by},
        passed_by={name: kept[name] for name in passed_by},
    )


def fill_in(application: Application, told: Mapping[str, str], *, by, at) -> None:
    """Answers given elsewhere go where nothing is written yet; the application is locked."""
    written = set(application.answers.exclude(value="").values_list("name", flat=True))
    blank = {name: value for name, value in told.items() if name not in written}
    write(application, blank, by=by, at=at)


def _shown(newer: Mapping[str, Answer], seen: Mapping[str, int]) -> dict[str, str]:
    """What the page showed of these items: their history at the version that it saw."""
    if not newer:
        return {}
    shown = {name: "" for name in newer if not seen.get(name)}
    history = Answer.pgh_event_model.objects.filter(pgh_obj__in=list(newer.values()))
    for name, version, value in history.values_list("name", "version", "value"):
        if seen.get(name) == version:
            shown[name] = value
    return shown


def _update(changed: list[Answer], typed: Mapping[str, str], *, by, at) -> None:
    for answer in changed:
        answer.value, answer.saved_at, answer.saved_by = typed[answer.name], at, by
        answer.version += 1
    Answer.objects.bulk_update(changed, ["value", "saved_at", "saved_by", "version"])
