"""Both values of an item that two pages have changed, and the choice between them."""

from dataclasses import dataclass

from grants.applying import assessment


@dataclass(frozen=True)
class Rival:
    """`words` are what the other page wrote; `token` names the item and that version of it."""

    label: str
    words: str
    token: str


def rival(sheet, other) -> Rival:
    """The kept answer `other` as a page shows it beside one's own."""
    label = str(sheet.fields[other.name].label)
    return Rival(label, sheet.words_of(other.name, other.value), f"{other.name}:{other.version}")


def chosen(sheet, post) -> tuple[dict[str, str], dict[str, int] | None]:
    """What was typed and what the page had seen, after 「こちら」 or 「あちらを使う」."""
    typed = sheet.typed_in(post)
    seen = assessment.seen_in(post["seen"]) if "seen" in post else None
    for name in assessment.seen_in(post.get("theirs", "")):
        typed.pop(name, None)
    mine = assessment.seen_in(post.get("mine", ""))
    return typed, seen if seen is None else seen | mine
