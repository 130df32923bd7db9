"""What is typed of a report: the money beside the diary, and a few words on the year."""

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.models.report import EXPENSE, INCOME
from grants.sheets.kinds import called
from ibasho.fields import ConsentField, TextField, YenField

HIGHEST = 9_999_999  # yen of one line of a year


class ReportForm(forms.Form):
    """Empty amounts are 0 yen: most groups have only one or two lines."""

    words = TextField(
        label=_("この1年のこと"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("よかったこと、困ったこと、来年のことなど、思うままに書いてください。"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in (*INCOME, *EXPENSE):
            self.fields[name] = YenField(label=called(name), required=False, max_value=HIGHEST)
        self.order_fields([*INCOME, *EXPENSE, "words"])

    @property
    def income(self) -> list:
        return [self[name] for name in INCOME]

    @property
    def expense(self) -> list:
        return [self[name] for name in EXPENSE]

    @property
    def statement(self) -> dict[str, int]:
        """What is understood so far, in yen by key; lines without an amount are left out."""
        told = getattr(self, "cleaned_data", {})
        return {name: told[name] for name in (*INCOME, *EXPENSE) if told.get(name)}

    def typed(self) -> dict[str, str]:
        """Everything as it was typed, to be kept."""
        return {name: self.data.get(name, "")[:20_000] for name in self.fields}


class ReportDeclarationForm(forms.Form):
    true = ConsentField(label=_("書いたことに、まちがいはありません"))
