"""Sheet 5: the numbers, costs, income and answers that only some programmes need."""

from django.utils.translation import gettext_lazy as _

from grants.sheets import asked
from grants.sheets.sheet import Sheet
from ibasho.fields import YenField
from ibasho.text import yen

HEADINGS = {
    "numbers": _("人数や回数など"),
    "costs": _("使うお金"),
    "incomes": _("入るお金"),
    "previous": _("前の年度のこと"),
    "questions": _("そのほかの質問"),
}


class MoreSheet(Sheet):
    """Stands last, so that the numbers of all other items are the same for every programme."""

    slug, title, number = "more", _("お金とそのほかの数"), 5

    @classmethod
    def wanted(cls, asks):
        return any(asked.fields(asks).values())

    def add_items(self):
        found = asked.fields(self.asks)
        self.groups = tuple(
            (HEADINGS[part], tuple(items)) for part, items in found.items() if items
        )
        for items in found.values():
            self.fields |= items

    def __init__(self, answers, **around):
        super().__init__(answers, **around)
        known = _("記録のあるものは、そこから写してあります。ちがうときは直してください。")
        for name in (name for name in self.fields if name.startswith(asked.PREVIOUS)):
            if self.data.get(name):
                self.fields[name].help_text = known

    def in_words(self, name, value):
        if not isinstance(value, int):
            return super().in_words(name, value)
        field = self.fields[name]
        return yen(value) if isinstance(field, YenField) else field.say(value)
