"""Sheet 2: what is done, when and how often."""

from datetime import date, datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.sheets.days import DaysField, understood
from grants.sheets.sheet import Sheet, yes_no
from ibasho.dates import western
from ibasho.fields import ChoiceField, MonthField, MultiChoiceField, TextField, TimeField

REPEATS = [
    ("monthly", _("毎月")),
    ("weekly", _("毎週")),
    ("fortnightly", _("2週間に1回")),
    ("bimonthly", _("2か月に1回")),
]


class PlanSheet(Sheet):
    slug, title, number = "plan", _("活動の計画"), 2
    groups = (
        (
            _("どんな活動か"),
            ("activity", "for_neighbours", "open_to_community", "single_hobby", "continuous_plan"),
        ),
        (_("期間と時刻"), ("period_first", "period_last", "starts_at", "ends_at")),
        (_("開催日を出す手伝い"), ("repeat", "weeks", "weekday", "skip_months")),
        (_("開催日"), ("days",)),
    )

    activity = TextField(
        label=_("活動の内容"),
        help_text=_(
            "どんなことをするか書いてください。例：お茶を飲みながらのおしゃべり、手芸、いっしょに食べる昼ごはん。"
        ),
        max_length=1000,
    )
    for_neighbours = yes_no(_("近所に住む人のための活動ですか"))
    open_to_community = yes_no(_("だれでも参加できますか"))
    single_hobby = yes_no(_("1つの趣味やスポーツだけをする会ですか"))
    continuous_plan = yes_no(_("計画を立てて続けていく活動ですか"))
    period_first = MonthField(
        label=_("活動を始める月"),
        help_text=_("例：2026年4月、令和8年4月。書かなければ4月からです。"),
        required=False,
    )
    period_last = MonthField(
        label=_("活動を終える月"), help_text=_("書かなければ3月までです。"), required=False
    )
    starts_at = TimeField(label=_("始まる時刻"), help_text=_("例：10時、13時30分"))
    ends_at = TimeField(label=_("終わる時刻"), help_text=_("例：12時、15時30分"))
    repeat = ChoiceField(
        label=_("くり返し"),
        help_text=_("決まった日がないときは、下の「開催日」に自分で書いてください。"),
        choices=[("", _("日にちを自分で書く")), *REPEATS],
        required=False,
    )
    weeks = MultiChoiceField(
        label=_("第何週"),
        help_text=_("「毎月」と「2か月に1回」のときに選びます。いくつでも選べます。"),
        choices=[(str(n), _("第%(n)d") % {"n": n}) for n in range(1, 6)] + [("-1", _("最後"))],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    weekday = ChoiceField(
        label=_("曜日"),
        choices=[("", _("選んでください"))]
        + [(str(n), _("%(day)s曜日") % {"day": day}) for n, day in enumerate("月火水木金土日")],
        required=False,
    )
    skip_months = MultiChoiceField(
        label=_("休みの月"),
        choices=[(str(n), _("%(n)d月") % {"n": n}) for n in (*range(4, 13), *range(1, 4))],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    days = DaysField(
        label=_("開催日"),
        help_text=_("1行に1日ずつ書きます。例：2026年4月5日、令和8年4月5日、R8.4.5"),
        max_length=20_000,
    )

    def clean_days(self):
        days = self.cleaned_data["days"]
        outside = [day for day in days if day not in self.fiscal_year]
        if outside:
            raise forms.ValidationError(
                _(
                    "%(day)sは%(year)sではありません。%(first)sから%(last)sまでの日を書いてください。"
                )
                % {
                    "day": western(outside[0]),
                    "year": self.fiscal_year,
                    "first": western(self.fiscal_year.first),
                    "last": western(self.fiscal_year.last),
                }
            )
        return days

    def clean_period_first(self):
        return self._month_of_the_year("period_first")

    def clean_period_last(self):
        return self._month_of_the_year("period_last")

    def _month_of_the_year(self, name: str) -> date | None:
        month = self.cleaned_data[name]
        if month and month not in self.fiscal_year:
            first, last = self.fiscal_year.months[0], self.fiscal_year.months[-1]
            raise forms.ValidationError(
                _("%(label)sを、%(first)sから%(last)sまでの月にしてください。")
                % {
                    "label": self.fields[name].label,
                    "first": f"{first.year}年{first.month}月",
                    "last": f"{last.year}年{last.month}月",
                }
            )
        return month

    def clean(self):
        starts, ends = self.cleaned_data.get("starts_at"), self.cleaned_data.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("終わる時刻を、始まる時刻より後にしてください。"))
        first, last = self.period
        if first > last:
            self.add_error("period_last", _("活動を終える月を、始める月と同じか後にしてください。"))

    @property
    def period(self) -> tuple[date, date]:
        """First and last month of the activity, as first days; the whole year unless told."""
        first = self.cleaned_data.get("period_first") or self.fiscal_year.months[0]
        return first, self.cleaned_data.get("period_last") or self.fiscal_year.months[-1]

    @property
    def minutes(self) -> int | None:
        """How long one gathering takes, once both times are understood."""
        starts, ends = self.cleaned_data.get("starts_at"), self.cleaned_data.get("ends_at")
        if not (starts and ends):
            return None
        between = datetime.combine(date.min, ends) - datetime.combine(date.min, starts)
        return int(between.total_seconds()) // 60

    def understood(self) -> list[date]:
        """The days that can be read so far, also while another line cannot."""
        return understood(self.data.get("days", ""))

    def before_days(self):
        return self.parts()[:2]

    def help_with_days(self):
        return self.parts()[2:3]

    def the_days(self):
        return self.parts()[3:]

    @property
    def silent(self):
        return frozenset({"repeat", "weeks", "weekday", "skip_months"})

    def in_words(self, name, value):
        if name == "days" and isinstance(value, tuple):
            return "\n".join(western(day) for day in value)
        return super().in_words(name, value)
