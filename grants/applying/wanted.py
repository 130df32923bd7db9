"""The programme's list of papers beside what has been handed in with one application."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from grants.models import Application, Attachment
from grants.rules.checklist import Need, Paper

OTHER = "other"  # in a form: a paper that the list does not name
IN_WORDS = {
    Need.MUST: _("かならず出してください"),
    Need.HELPS: _("あると確認が早く進みます"),
    Need.NEW_GROUPS: _("はじめて申請する団体は、かならず出してください"),
}


@dataclass(frozen=True)
class Row:
    """One paper of the list; `files` are those handed in for it, `missing` if it must not lack."""

    key: str
    label: str
    hint: str
    need: str
    missing: bool
    files: tuple[Attachment, ...]


def rows(application: Application) -> list[Row]:
    """Each paper of the list in order, then what is in none of its places, if anything is."""
    papers = application.programme_year.papers()
    files = list(application.attachments.all())
    asked = _asked(application, papers)
    found = [_row(paper, files, paper in asked) for paper in papers]
    placed = {paper.key for paper in papers}
    others = tuple(file for file in files if file.kind not in placed)
    other = Row(OTHER, str(_("その他")), "", "", missing=False, files=others)
    return [*found, other] if others else found


def _row(paper: Paper, files: list[Attachment], asked: bool) -> Row:
    own = tuple(file for file in files if file.kind == paper.key)
    return Row(
        paper.key, paper.label, paper.hint, str(IN_WORDS[paper.need]), asked and not own, own
    )


def missing(application: Application) -> list[str]:
    """The labels of the papers without which this application cannot be sent."""
    return [row.label for row in rows(application) if row.missing]


def choices(application: Application) -> list[tuple[str, str]]:
    """Which paper a file can be, for a form; the last one is any other."""
    papers = application.programme_year.papers()
    return [(paper.key, paper.label) for paper in papers] + [(OTHER, _("その他"))]


def _asked(application: Application, papers: tuple[Paper, ...]) -> set[Paper]:
    """Only a list that tells new groups from others asks whether this is one."""
    new_group = any(paper.need is Need.NEW_GROUPS for paper in papers) and _is_new(application)
    return {paper for paper in papers if paper.asked_of(new_group=new_group)}


def _is_new(application: Application) -> bool:
    """Whether the group has never sent an application before this one."""
    sent = Application.objects.received().filter(group=application.group_id)
    return not sent.exclude(pk=application.pk).exists()
