"""A case story as it stands: its texts, what in them tells who somebody is, what is still missing."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from consultations.choices import Act, Media
from consultations.consenting import story_words
from consultations.models import CaseStory
from consultations.stories import cast, pseudonyms

KINDS = {
    pseudonyms.Kind.NAME: later("お名前"),
    pseudonyms.Kind.PHONE: later("電話番号"),
    pseudonyms.Kind.MAIL: later("メールアドレス"),
    pseudonyms.Kind.ADDRESS: later("住所"),
}


@dataclass(frozen=True)
class Piece:
    """A stretch of a text; `why` says what was found in it, "" nothing."""

    text: str
    why: str


@dataclass(frozen=True)
class Leak:
    """Where something was left: `field` names it as the form of the text does."""

    where: str
    field: str
    pieces: tuple[Piece, ...]
    count: int


@dataclass(frozen=True)
class Check:
    leaks: tuple[Leak, ...]
    agreed: bool
    told: bool

    @property
    def found(self) -> int:
        return sum(leak.count for leak in self.leaks)

    @property
    def may_be_published(self) -> bool:
        return not self.leaks and self.agreed and self.told


def texts(story: CaseStory) -> list[tuple[str, str, str]]:
    """Every text that is printed, in the order of reading: (field, where it stands, text)."""
    found = [("title", _("題"), story.title), ("introduction", _("はじめに"), story.introduction)]
    for part in story.parts.all():
        found += [
            (f"place-{part.pk}", _("%(part)sの場所") % {"part": part.head}, part.place),
            (f"told-{part.pk}", _("%(part)sのできごと") % {"part": part.head}, part.told),
            (f"advice-{part.pk}", _("%(part)sの「職員から」") % {"part": part.head}, part.advice),
        ]
    return [*found, ("afterword", _("そして"), story.afterword)]


def texts_of(story: CaseStory) -> list[str]:
    return [text for _field, _where, text in texts(story)]


def check(story: CaseStory, *, on: date) -> Check:
    """All that stops a publication on this day."""
    people, harmless = cast.of(story), cast.harmless(story)
    leaks = []
    for field, where, text in texts(story):
        if found := pseudonyms.finds(text, people, harmless=harmless):
            pieces = tuple(
                Piece(words, _why(find)) for words, find in pseudonyms.marked(text, found)
            )
            leaks.append(Leak(where, field, pieces, len(found)))
    told = any(part.told for part in story.parts.all())
    return Check(tuple(leaks), is_agreed(story, on=on), told)


def _why(find) -> str:
    return str(KINDS[find.kind]) if find else ""


def is_agreed(story: CaseStory, *, on: date) -> bool:
    """Whether the last entry of the ledger allows these very words in a report on this day."""
    last = story.consents.order_by("id").last()
    if last is None or last.act == Act.WITHDRAWN or Media.REPORT not in last.media:
        return False
    if last.until and last.until < on:
        return False
    return last.words == story_words(story)
