"""The records of a 総合振込 file, field by field as the 全銀協 lays them out: 120 bytes each.

N is figures, to the right, filled up with zeros; C is letters, to the left, filled up with spaces.
A field with a constant holds it always; `{}` fields are filled from what is paid.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from grants.transfer import kana

LENGTH = 120


class CannotCarry(ValueError):
    """A value that its field cannot hold; says which field, which value, and why."""

    def __init__(self, field: str, value: str, why: str) -> None:
        self.field, self.value = field, value
        super().__init__(f"{field}「{value}」：{why}")


@dataclass(frozen=True, slots=True)
class Field:
    """`name` is the field's name in the layout; `constant` is None where a value fills it.

    `cut` marks names that are only for the eye: banks go by the number beside them.
    """

    name: str
    kind: str
    size: int
    constant: str | None = None
    cut: bool = False


def _unused(size: int) -> Field:
    return Field("ダミー", "C", size, constant="")


HEADER = (
    Field("データ区分", "N", 1, constant="1"),
    Field("種別コード", "N", 2, constant="21"),  # 総合振込
    Field("コード区分", "N", 1, constant="0"),  # JIS
    Field("振込依頼人コード", "N", 10),
    Field("振込依頼人名", "C", 40),
    Field("振込指定日", "N", 4),  # month and day
    Field("仕向銀行番号", "N", 4),
    Field("仕向銀行名", "C", 15, cut=True),
    Field("仕向支店番号", "N", 3),
    Field("仕向支店名", "C", 15, cut=True),
    Field("依頼人預金種目", "N", 1),
    Field("依頼人口座番号", "N", 7),
    _unused(17),
)
DATA = (
    Field("データ区分", "N", 1, constant="2"),
    Field("被仕向銀行番号", "N", 4),
    Field("被仕向銀行名", "C", 15, cut=True),
    Field("被仕向支店番号", "N", 3),
    Field("被仕向支店名", "C", 15, cut=True),
    Field("手形交換所番号", "N", 4, constant="0"),  # no longer used
    Field("預金種目", "N", 1),
    Field("口座番号", "N", 7),
    Field("受取人名", "C", 30),
    Field("振込金額", "N", 10),
    Field("新規コード", "N", 1, constant="0"),
    Field("顧客コード1", "N", 10),  # our number of the payment: it comes back with a failure
    Field("顧客コード2", "N", 10, constant="0"),
    Field("振込指定区分", "N", 1, constant="7"),  # by wire
    Field("識別表示", "C", 1, constant=""),
    _unused(7),
)
TRAILER = (
    Field("データ区分", "N", 1, constant="8"),
    Field("合計件数", "N", 6),
    Field("合計金額", "N", 12),
    _unused(101),
)
END = (Field("データ区分", "N", 1, constant="9"), _unused(119))


def record(layout: tuple[Field, ...], values: Mapping[str, str]) -> bytes:
    """One record of 120 bytes; raises CannotCarry. Every field without a constant has a value."""
    return b"".join(
        _field(field, values[field.name] if field.constant is None else field.constant)
        for field in layout
    )


def _field(field: Field, value: str) -> bytes:
    if field.kind == "N":
        return _figures(field, value)
    try:
        letters = kana.encode(value)
    except kana.KanaError as error:
        raise CannotCarry(field.name, value, str(error)) from error
    if len(letters) > field.size and not field.cut:
        raise CannotCarry(field.name, value, f"{field.size}文字までしか入りません。")
    return letters[: field.size].ljust(field.size, b" ")


def _figures(field: Field, value: str) -> bytes:
    if not (value.isascii() and value.isdigit()):
        raise CannotCarry(field.name, value, "数字でなければなりません。")
    if len(value) > field.size:
        raise CannotCarry(field.name, value, f"{field.size}けたまでしか入りません。")
    return value.encode().rjust(field.size, b"0")


def split(layout: tuple[Field, ...], line: bytes) -> dict[str, str]:
    """A record read back, field by field, as it stands there."""
    found, start = {}, 0
    for field in layout:
        found[field.name] = kana.decode(line[start : start + field.size])
        start += field.size
    return found
