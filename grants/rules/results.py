"""What a node of the terms comes to: yen, in parts that each say how they were found."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Part:
    """One summand: 「12回 × 2,500円」 and the yen it makes."""

    yen: int
    formula: str


@dataclass(frozen=True)
class Result:
    """Summands, and what the facts did not tell (in Japanese)."""

    parts: tuple[Part, ...]
    missing: tuple[str, ...] = ()

    @property
    def yen(self) -> int:
        return sum(part.yen for part in self.parts)

    @property
    def formula(self) -> str:
        return " ＋ ".join(part.formula for part in self.parts)

    @property
    def wrapped(self) -> str:
        """The formula, fit to stand within a longer one."""
        return f"（{self.formula}）" if len(self.parts) > 1 else self.formula


def single(yen: int, formula: str, *sources: Result, missing: tuple[str, ...] = ()) -> Result:
    """One part made from others, which hand on what they missed."""
    return Result((Part(yen, formula),), joined(*(s.missing for s in sources), missing))


def joined(*missing: tuple[str, ...]) -> tuple[str, ...]:
    """Each missing thing once, in order of appearance."""
    return tuple(dict.fromkeys(text for texts in missing for text in texts))


def spoken(ratio: Fraction) -> str:
    """「2分の1」, 「90%」."""
    if ratio.denominator > 4 and 100 % ratio.denominator == 0:
        return f"{int(ratio * 100)}%"
    return f"{ratio.denominator}分の{ratio.numerator}" if ratio != 1 else "全額"
