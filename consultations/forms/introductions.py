"""The people whom a worker introduced: one a line, 「お名前、立場（だれの紹介で）（だれへ）」."""

import re

from django.utils.translation import gettext_lazy as _

from ibasho.fields import TextField
from ibasho.text import is_blank, is_one_line, trim

LONGEST = 100  # letters of a name or a role, as the table holds them
MOST = 20
INNER = r"(?:[^（）]|（[^（）]*）)+?"  # a name, with what tells it from others behind it
THROUGH = re.compile(rf"（({INNER})(?:さん)?の紹介で?）")
TO = re.compile(rf"（({INNER})(?:さん)?へ）")


class IntroductionsField(TextField):
    """Cleans to a tuple of (name, role, introducer, met); all but the name may be empty."""

    default_error_messages = {
        "nameless": _("%(label)sの%(line)s行目に、お名前から書いてください。"),
        "too_long": _("%(label)sの%(line)s行目を、お名前も立場も100文字までにしてください。"),
        "control": _("%(label)sから見えない制御文字を消してください。"),
        "twice": _("%(label)sに「%(name)s」が2回あります。1行にまとめてください。"),
        "too_many": _("%(label)sを20人までにしてください。"),
    }

    def clean(self, value):
        return self._read(super().clean(value))

    def prepare_value(self, value):
        if value is None or isinstance(value, str):
            return value
        return "\n".join(_line(*parts) for parts in value)

    def _read(self, typed):
        try:
            people = tuple(
                self._person(number, line)
                for number, line in enumerate(typed.split("\n"), start=1)
                if not is_blank(line)
            )
            self._refuse_crowd([parts[0] for parts in people])
        except type(self.complaint("nameless")) as error:
            self._name(error)
            raise
        return people

    def _person(self, number, line):
        line, introducer = _taken(THROUGH, line)
        line, met = _taken(TO, line)
        name, _mark, role = re.sub(r"[，,\t]", "、", line, count=1).partition("、")
        parts = [trim(part) for part in (name, role, introducer, met)]
        if is_blank(parts[0]):
            raise self.complaint("nameless", line=number)
        if max(map(len, parts)) > LONGEST:
            raise self.complaint("too_long", line=number)
        if not all(map(is_one_line, parts)):
            raise self.complaint("control")
        return tuple(parts)

    def _refuse_crowd(self, names):
        if len(names) > MOST:
            raise self.complaint("too_many")
        for name in names:
            if names.count(name) > 1:
                raise self.complaint("twice", name=name)


def _taken(pattern, line) -> tuple[str, str]:
    """The line without what the pattern finds, and the name in it."""
    found = pattern.search(line)
    return (line[: found.start()] + line[found.end() :], found[1]) if found else (line, "")


def _line(name, role="", introducer="", met=""):
    line = f"{name}、{role}" if role else name
    line += f"（{introducer}の紹介で）" if introducer else ""
    return line + (f"（{met}へ）" if met else "")
