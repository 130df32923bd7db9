"""The letters that banks pass on: JIS X 0201, one byte each, large kana, a dakuten by itself."""

import unicodedata

DAKUTEN, HANDAKUTEN = "\u3099", "\u309a"
MARKS = {DAKUTEN: "ﾞ", HANDAKUTEN: "ﾟ"}
_LARGE = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF71, 0xFF9E)}
_SMALL = dict(zip("ァィゥェォッャュョヮヵヶ", "ｱｲｳｴｵﾂﾔﾕﾖﾜｶｹ", strict=True))
_SIGNS = {sign: sign for sign in " ()-.,/\\｢｣"} | {"¥": "\\", "「": "｢", "」": "｣", "・": "."}
_DASHES = dict.fromkeys("ー‐‑‒–—―−", "-")
_LETTERS = {letter: letter for letter in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
# ヲ is passed on as ｵ, as banks print it themselves.
_PASSED_ON = {**_LETTERS, **_SIGNS, **_DASHES, **_LARGE, **_SMALL, **MARKS, "ヲ": "ｵ"}

_HIRAGANA_TO_KATAKANA = 0x60
_FIRST_KANA, _LAST_KANA, _KANA_TO_BYTE = 0xFF61, 0xFF9F, 0xFEC0


class KanaError(ValueError):
    """A text that banks cannot pass on; `letter` is the first one that stands in the way."""

    def __init__(self, letter: str) -> None:
        self.letter = letter
        name = letter if letter.isprintable() else f"U+{ord(letter):04X}"
        super().__init__(
            f"「{name}」は、銀行の振込では使えない文字です。"
            "通帳に書かれたカタカナのとおりに入れてください。"
        )


def fold(text: str) -> str:
    """みほんのかい, ミホンノカイ or ﾐﾎﾝﾉｶｲ to ﾐﾎﾝﾉｶｲ; raises KanaError."""
    folded = "".join(_pass_on(letter) for letter in text)
    return " ".join(folded.split())


def _pass_on(letter: str) -> str:
    """One letter as typed to one or two of the banks' letters."""
    if letter in "゛゜":  # alone they would decompose into a space and a mark
        return "ﾞ" if letter == "゛" else "ﾟ"
    parts = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", letter)).upper()
    passed = [_PASSED_ON.get(_katakana(part)) for part in parts]
    # A sign such as ㈱ falls apart into several: who typed it looks for that sign, not for 株.
    if not passed or None in passed:
        raise KanaError(letter)
    return "".join(part for part in passed if part is not None)


def _katakana(part: str) -> str:
    return chr(ord(part) + _HIRAGANA_TO_KATAKANA) if "ぁ" <= part <= "ゖ" else part


def encode(folded: str) -> bytes:
    """Folded letters as JIS X 0201; raises KanaError for what `fold` would not have passed on."""
    return bytes(_byte(letter) for letter in folded)


def _byte(letter: str) -> int:
    if _FIRST_KANA <= ord(letter) <= _LAST_KANA:
        return ord(letter) - _KANA_TO_BYTE
    if letter in _PASSED_ON and ord(letter) < 0x80:
        return ord(letter)
    raise KanaError(letter)


def decode(record: bytes) -> str:
    """Bytes of a record as they read on the screen."""
    return "".join(chr(byte + _KANA_TO_BYTE) if byte >= 0xA1 else chr(byte) for byte in record)
