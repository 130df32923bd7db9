"""The forms about the life of a group: a change of status, and the mending of a wrong entry."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from ibasho import dates, fields, text
from ibasho.groups import life
from ibasho.groups.models import Status


def _day_or_month(typed):
    """(day, False), or (first day, True) where only a month is said."""
    month_only = len(re.findall(r"\d+|元", text.digits(typed))) == 2
    read = dates.parse_month if month_only else dates.parse_date
    return read(typed), month_only


class SinceField(fields.Typed):
    """A day, or a month where the day is not known; the value is (date, month_only)."""

    parse = staticmethod(_day_or_month)


class StatusForm(forms.Form):
    """A step in the life of a group. `today`: what lies ahead cannot be noted yet.

    `turns` are the other entries of this life: an unusual order is asked about once, and written
    down when `sure` is ticked.
    """

    status = fields.ChoiceField(label=_("新しい状況"), choices=Status)
    day = SinceField(
        label=_("いつから"),
        help_text=_("例：令和8年4月1日。日がわからないときは「2020年3月」のように月まで。"),
    )
    reason = fields.TextField(
        label=_("変わった理由"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, today, turns=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.today, self.turns = today, turns

    def clean_day(self):
        day, month_only = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError(_("「いつから」には今日までの日を入れてください。"))
        self.cleaned_data["month_only"] = month_only
        return day

    def clean(self):
        facts = super().clean()
        if facts.get("status") and facts.get("day"):
            asked = life.questions(self.turns, life.Turn(facts["status"], facts["day"]))
            if asked and not self.data.get("sure"):
                self._ask(asked)
        return facts

    def _ask(self, asked):
        """Show the box that says: yes, it was so."""
        self.fields["sure"] = forms.BooleanField(
            label=_("まちがいではないので、このまま記録する"), required=False
        )
        self.add_error("sure", "".join(asked) + str(_("このままでよければ、印を付けてください。")))

    def say_already_noted(self) -> None:
        self.add_error(
            "day",
            _("同じ「いつから」の記録が、もうあります。日を変えるか、先の記録を直してください。"),
        )


class CorrectionForm(StatusForm):
    """The same for an entry that is wrong: also why."""

    why = fields.TextField(
        label=_("直すわけ"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, change, **kwargs):
        month = f"{change.day.year}年{change.day.month}月"
        day = month if change.month_only else dates.western(change.day)
        initial = {"status": change.status, "day": day, "reason": change.reason}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["status"].label = _("状況")


class TakeOutForm(forms.Form):
    why = fields.TextField(
        label=_("消すわけ"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
