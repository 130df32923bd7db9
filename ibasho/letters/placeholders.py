"""Placeholders such as {団体名} in the text of a letter: found, checked, filled (pure)."""

import re
from collections.abc import Iterable, Mapping

PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")
COLON = re.compile("[：:]")


def tidy(text: str) -> str:
    """Braces as a Japanese keyboard gives them become the ones that count."""
    return text.translate(str.maketrans("｛｝", "{}"))


def names_in(text: str) -> list[str]:
    """In order of appearance, each once."""
    return list(dict.fromkeys(PLACEHOLDER.findall(text)))


def unknown(text: str, known: Iterable[str]) -> list[str]:
    return [name for name in names_in(text) if name not in set(known)]


def unpaired(text: str) -> bool:
    """Whether a brace stands alone, so that what it begins would be printed as it is."""
    return bool(set(PLACEHOLDER.sub("", text)) & set("{}"))


def fill(text: str, values: Mapping[str, str]) -> str:
    """One pass: a brace inside a value (a name may hold one) is a letter like any other."""
    return PLACEHOLDER.sub(lambda found: values.get(found[1], ""), text)


def paragraphs(body: str, values: Mapping[str, str]) -> list[str]:
    """One line of `body` is one paragraph; what comes out empty is left out."""
    filled = (fill(line, values).strip() for line in body.splitlines())
    return [words for words in filled if words]


def items(text: str, values: Mapping[str, str]) -> list[dict[str, str]]:
    """One line is 「見出し：内容」; an item whose content comes out empty is left out."""
    lines = (COLON.split(line, maxsplit=1) for line in text.splitlines() if line.strip())
    filled = ((fill(label, values).strip(), fill(value, values).strip()) for label, value in lines)
    return [{"label": label, "value": value} for label, value in filled if value]


def without_colon(text: str) -> list[str]:
    """The lines that cannot be read as 「見出し：内容」."""
    return [line for line in text.splitlines() if line.strip() and not COLON.search(line)]
