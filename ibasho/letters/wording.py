"""What a letter says: the text in force for its kind, filled with the facts of one case."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from ibasho.accounts.models import User
from ibasho.letters import placeholders
from ibasho.letters.kinds import RECIPES, Kind
from ibasho.letters.models import LetterTemplate


class Overtaken(Exception):
    """Somebody has written another version since the page was opened; `version` is theirs."""

    def __init__(self, version):
        self.version = version


@dataclass(frozen=True)
class Wording:
    """`body`: one line a paragraph. `items`: one line 「見出し：内容」 each."""

    title: str
    body: str
    items: str


def in_force(kind: Kind, day: date) -> Wording:
    """What staff have written for letters of `day`, or else the text that came with the program."""
    written = LetterTemplate.objects.in_force(kind, day) or RECIPES[kind]
    return Wording(title=written.title, body=written.body, items=written.items)


def latest(kind: Kind) -> LetterTemplate | None:
    """The version that was written last, in force or not yet."""
    return LetterTemplate.objects.filter(kind=kind).order_by("-pk").first()


@transaction.atomic
def keep(
    kind: Kind, wording: Wording, *, effective_from: date, by: User, at: datetime, seen: str
) -> LetterTemplate:
    """Add a version. `seen` is the key of the latest one that the page showed, empty for none."""
    with connection.cursor() as cursor:  # one writer of a kind at a time
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"letter template {kind}"])
    newest = latest(kind)
    if newest and str(newest.pk) != seen:
        raise Overtaken(newest)
    return LetterTemplate.objects.create(
        kind=kind,
        title=wording.title,
        body=wording.body,
        items=wording.items,
        effective_from=effective_from,
        written_by=by,
        written_at=at,
    )


def compose(
    wording: Wording,
    *,
    values: dict[str, str],
    addressee: list[str],
    more: list[dict[str, str]] | None = None,
) -> dict:
    """The frozen content of a letter; `more` are items of one case, after those of the text."""
    council = settings.COUNCIL
    known = {"社協名": council["name"], "電話": council["phone"], **values}
    return {
        "title": placeholders.fill(wording.title, known),
        "addressee": addressee,
        "sender": [council["name"], council["chair"]],
        "paragraphs": placeholders.paragraphs(wording.body, known),
        "items": placeholders.items(wording.items, known) + (more or []),
        "note": _("お問い合わせ：%(short)s　電話 %(phone)s") % council,
    }


def sample(kind: Kind, wording: Wording) -> dict:
    """The content of a letter to nobody, for the preview."""
    values = {name: str(known.sample) for name, known in RECIPES[kind].placeholders.items()}
    addressee = [
        "〒180-0000　武蔵野市見本町1-2-3",
        values["団体名"],
        f"代表 {values['代表者名']} 様",
    ]
    return compose(wording, values=values, addressee=addressee)
