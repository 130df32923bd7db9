"""The people whom a worker introduced: one a line, 「お名前、立場」."""

import re

from django.utils.translation import gettext_lazy as _

from ibasho.fields import TextField
from ibasho.text import is_blank, is_one_line, trim

LONGEST = 100  # letters of a name or a role, as the table holds them
MOST = 20


class IntroductionsField(TextField):
    """Cleans to a tuple of (name, role); the role may be empty."""

    default_error_messages = {
        "nameless": _("%(label)sの%(line)s行目に、お名前から書いてください。"),
        "too_long": _("%(label)sの%(line)s行目を、お名前と立場それぞれ100文字までにしてください。"),
        "control": _("%(label)sから見えない制御文字を消してください。"),
        "twice": _("%(label)sに「%(name)s」が2回あります。1行にまとめてください。"),
        "too_many": _("%(label)sを20人までにしてください。"),
    }

    def clean(self, value):
        return self._read(super().clean(value))

    def prepare_value(self, value):
        if value is None or isinstance(value, str):
            return value
        return "\n".join("、".join(part for part in pair if part) for pair in value)

    def _read(self, typed):
        try:
            people = tuple(
                self._person(number, line)
                for number, line in enumerate(typed.split("\n"), start=1)
                if not is_blank(line)
            )
            self._refuse_crowd([name for name, _role in people])
        except type(self.complaint("nameless")) as error:
            self._name(error)
            raise
        return people

    def _person(self, number, line):
        parts = re.split(r"[、，,\t]", line, maxsplit=1)
        name, role = (trim(part) for part in (*parts, "")[:2])
        if is_blank(name):
            raise self.complaint("nameless", line=number)
        if max(len(name), len(role)) > LONGEST:
            raise self.complaint("too_long", line=number)
        if not (is_one_line(name) and is_one_line(role)):
            raise self.complaint("control")
        return name, role

    def _refuse_crowd(self, names):
        if len(names) > MOST:
            raise self.complaint("too_many")
        for name in names:
            if names.count(name) > 1:
                raise self.complaint("twice", name=name)
