"""The chapters of the annual report, and how one edition arranges them (pure but for the words)."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Chapter:
    """`key` names its template and its place in the address."""

    key: str
    title: str

    @property
    def template(self) -> str:
        return f"reports/annual/_{self.key}.html"


CHAPTERS = {
    chapter.key: chapter
    for chapter in (
        Chapter("about", _("居場所とは")),
        Chapter("figures", _("数字で見る歩み")),
        Chapter("consultations", _("相談")),
        Chapter("groups", _("団体のあゆみ")),
        Chapter("gatherings", _("開いた日々")),
        Chapter("grants", _("助成")),
        Chapter("meetings", _("交流会と学習会")),
        Chapter("voices", _("みなさんの声")),
        Chapter("stories", _("居場所が生まれるまで")),
        Chapter("areas", _("地域と担当")),
        Chapter("notes", _("数え方と注")),
    )
}


@dataclass(frozen=True)
class Placed:
    """A chapter in its place; `text` are the staff's own words at its head."""

    key: str
    shown: bool = True
    text: str = ""


@dataclass(frozen=True)
class Arrangement:
    """Which chapters stand in which order, and what is written at their heads.

    Numbers of people below `small_below` are not told (0: all are).
    """

    foreword: str = ""
    placed: tuple[Placed, ...] = tuple(Placed(key) for key in CHAPTERS)
    small_below: int = 0

    @property
    def shown(self) -> tuple[Placed, ...]:
        return tuple(one for one in self.placed if one.shown)

    @property
    def whole(self) -> "Arrangement":
        """With chapters that the program has learnt since this was written down, at the end."""
        known = tuple(one for one in self.placed if one.key in CHAPTERS)
        new = tuple(Placed(key) for key in CHAPTERS if key not in {one.key for one in known})
        return replace(self, placed=known + new)
