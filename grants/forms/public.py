"""The questions of the pre-check: may we apply, and for how much?"""

from copy import deepcopy

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.sheets import SHEETS, GroupSheet, asked
from grants.sheets.funding import about_other_grants
from grants.sheets.sheet import question, yes_no
from grants.sheets.venue import HIGHEST_FEE
from ibasho.fields import CountField, YenField

INTERVALS = [
    ("1", _("毎月1回以上")),
    ("2", _("2か月に1回くらい")),
    ("3", _("3か月以上あくことがある")),
    ("unknown", _("まだ決めていません")),
]


class CheckForm(forms.Form):
    in_city = yes_no(_("会場は市内ですか"))
    for_neighbours = yes_no(_("近所に住む人のための活動ですか"))
    open_to_community = yes_no(_("だれでも参加できますか"))
    single_hobby = yes_no(_("1つの趣味やスポーツだけをする会ですか"))
    mainly_neighbours = yes_no(_("おもに近所の人たちで運営しますか"))
    non_profit = yes_no(_("もうけを目的にしない団体ですか"))
    continuous_plan = yes_no(_("計画を立てて続けていく活動ですか"))
    gatherings = CountField(
        label=_("1年に開く回数"),
        help_text=_("4月から翌年3月までの回数です。例：12"),
        min_value=1,
        max_value=366,
        unit="回",
    )
    interval = question(
        _("どのくらいの間をあけて開きますか"),
        INTERVALS,
        _("「%(label)s」の答えを選んでください。"),
    )
    minutes = CountField(
        label=_("1回の時間（分）"),
        help_text=_("2時間なら120と書きます。"),
        min_value=1,
        max_value=1_440,
        unit="分",
    )
    venue_fee = YenField(
        label=_("1回の会場費"),
        help_text=_("お金がかからないときは0と書きます。"),
        max_value=HIGHEST_FEE,
    )
    other_grant = about_other_grants()

    def __init__(self, *args, asks=(), **kwargs):
        """`asks` are the needs of the programmes that are looked up, each in its turn."""
        super().__init__(*args, **kwargs)
        for one in asks:
            members = {"members": GroupSheet.base_fields["members"]}
            found = members if "members" in one.counts else {}
            self.fields |= {name: deepcopy(field) for name, field in found.items()}
            for items in asked.fields(one).values():
                self.fields |= items

    def as_answers(self) -> dict[str, str]:
        """What was typed, for sending it once more."""
        return {name: self.data.get(name, "") for name in self.fields}

    def for_draft(self) -> dict[str, str]:
        """The answers to what the application form asks too, under the same names."""
        own = self.base_fields.keys() - {name for sheet in SHEETS for name in sheet.base_fields}
        return {name: value for name, value in self.as_answers().items() if name not in own}
