"""The application form: its sheets and items, the same on screen, on paper and to the rules.

What is typed is kept as text, item by item (grants.models.Answer); a sheet reads it back, says
what is missing or wrong, and holds what was understood in `cleaned_data`.
"""

from collections.abc import Mapping
from datetime import date, datetime

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from ibasho.dates import DateError, FiscalYear, parse_date, western
from ibasho.fields import (
    ChoiceField,
    CountField,
    MonthField,
    MultiChoiceField,
    NameField,
    PhoneField,
    PostalCodeField,
    ReadingField,
    TextField,
    TimeField,
    YenField,
)

YES_NO = [("yes", _("はい")), ("no", _("いいえ"))]
REPEATS = [
    ("monthly", _("毎月")),
    ("weekly", _("毎週")),
    ("fortnightly", _("2週間に1回")),
    ("bimonthly", _("2か月に1回")),
]
SEPARATOR = ","  # between the values of one item with several; no value holds it
LONGEST_PLAN = 366
HIGHEST_FEE = 100_000  # yen for one gathering


def yes_no(label, help_text=""):
    return ChoiceField(label=label, help_text=help_text, choices=YES_NO, widget=forms.RadioSelect)


class Sheet(forms.Form):
    """One sheet of one application: `fiscal_year` bounds its dates, `days` are the plan's.

    A gentle sheet says what is wrong in what was typed, but not yet what is still missing.
    """

    slug = ""
    title = ""
    number = 0

    def __init__(self, answers: Mapping[str, str], *, fiscal_year, days=(), gentle=False):
        self.fiscal_year, self.days, self.gentle = fiscal_year, days, gentle
        super().__init__(data=MultiValueDict())
        self.add_items()
        for name in self.fields.keys() & answers.keys():
            value = answers[name]
            self.data.setlist(name, value.split(SEPARATOR) if self._several(name) else [value])

    def add_items(self):
        """Items that depend on earlier sheets."""

    def _several(self, name: str) -> bool:
        return isinstance(self.fields[name], forms.MultipleChoiceField)

    def full_clean(self):
        super().full_clean()
        for name, errors in list(self.errors.items()) if self.gentle else []:
            if all(error.code == "required" for error in errors.as_data()):
                del self.errors[name]

    def typed_in(self, post) -> dict[str, str]:
        """What a browser sent for the items of this sheet, as text to be kept."""
        return {
            name: SEPARATOR.join(post.getlist(name)) if self._several(name) else post.get(name, "")
            for name in self.fields
            if name in post or self._several(name)
        }

    @property
    def begun(self) -> bool:
        return any(value for _name, values in self.data.lists() for value in values)

    def numbered(self):
        """(item number, bound field) in the order of the paper form."""
        return [(f"{self.number}-{n}", field) for n, field in enumerate(self, start=1)]


class GroupSheet(Sheet):
    slug, title, number = "group", _("団体のこと"), 1

    group_name = NameField(label=_("居場所の名前"), max_length=100)
    group_reading = ReadingField(label=_("居場所のふりがな"), max_length=200, required=False)
    representative = NameField(label=_("代表者の名前"), max_length=100)
    representative_reading = ReadingField(label=_("代表者のふりがな"), max_length=200)
    postal_code = PostalCodeField(label=_("代表者の郵便番号"))
    address = NameField(label=_("代表者の住所"), max_length=200)
    phone = PhoneField(label=_("代表者の電話番号"))
    members = CountField(label=_("団体の人数"), help_text=_("運営にかかわる人の数です。"))
    mainly_neighbours = yes_no(_("団体の人は、おもに会場の近所に住んでいますか"))
    non_profit = yes_no(_("もうけを目的にしない団体ですか"))


class DaysField(TextField):
    """Dates, one a line, in any form that we read; cleaned to a sorted tuple of dates."""

    default_error_messages = {
        "twice": _("%(label)sに%(day)sが2回あります。1つだけにしてください。"),
        "too_many": _("%(label)sは366日までにしてください。"),
        "line": _("%(label)sの「%(line)s」を確かめてください。%(why)s"),
    }

    def clean(self, value):
        lines = [line for line in super().clean(value).split("\n") if line.strip()]
        days = [self._day(line) for line in lines]
        if len(days) != len(set(days)):
            twice = next(day for day in days if days.count(day) > 1)
            raise self.complaint("twice", day=western(twice))
        if len(days) > LONGEST_PLAN:
            raise self.complaint("too_many")
        return tuple(sorted(days))

    def _day(self, line: str) -> date:
        try:
            return parse_date(line)
        except DateError as error:
            raise self.complaint("line", line=line[:30], why=str(error)) from error


class PlanSheet(Sheet):
    slug, title, number = "plan", _("活動の計画"), 2

    activity = TextField(
        label=_("どんなことをしますか"),
        help_text=_("例：お茶を飲みながらのおしゃべり、手芸、いっしょに食べる昼ごはん。"),
        max_length=1000,
    )
    for_neighbours = yes_no(_("近所に住む人のための活動ですか"))
    open_to_community = yes_no(_("だれでも参加できますか"))
    single_hobby = yes_no(_("1つの趣味やスポーツだけをする会ですか"))
    continuous_plan = yes_no(_("計画を立てて続けていく活動ですか"))
    period_first = MonthField(
        label=_("活動を始める月"), help_text=_("書かなければ4月からです。"), required=False
    )
    period_last = MonthField(
        label=_("活動を終える月"), help_text=_("書かなければ3月までです。"), required=False
    )
    starts_at = TimeField(label=_("始まる時刻"), help_text=_("例：10時、13時30分"))
    ends_at = TimeField(label=_("終わる時刻"))
    repeat = ChoiceField(
        label=_("くり返し"),
        help_text=_("えらんで「開催日を出す」を押すと、下に日にちが並びます。"),
        choices=[("", _("日にちを自分で書く")), *REPEATS],
        required=False,
    )
    weeks = MultiChoiceField(
        label=_("第何週"),
        choices=[(str(n), _("第%(n)d") % {"n": n}) for n in range(1, 6)] + [("-1", _("最後"))],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    weekday = ChoiceField(
        label=_("曜日"),
        choices=[("", _("えらんでください"))]
        + [(str(n), f"{day}曜日") for n, day in enumerate("月火水木金土日")],
        required=False,
    )
    skip_months = MultiChoiceField(
        label=_("休みの月"),
        choices=[(str(n), f"{n}月") for n in (*range(4, 13), *range(1, 4))],
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

    def clean(self):
        self._check_times()
        self._check_period()

    def _check_times(self):
        starts, ends = self.cleaned_data.get("starts_at"), self.cleaned_data.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("終わる時刻を、始まる時刻より後にしてください。"))

    def _check_period(self):
        if not {"period_first", "period_last"} & self.errors.keys():
            first, last = self.period
            if first > last:
                self.add_error(
                    "period_last", _("活動を終える月を、始める月と同じか後にしてください。")
                )
            elif not (first in self.fiscal_year and last in self.fiscal_year):
                self.add_error(
                    "period_first",
                    _("活動の月は%(year)sの4月から3月までにしてください。")
                    % {"year": self.fiscal_year},
                )

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


class VenueSheet(Sheet):
    """The usual fee, and for each planned day another one where it differs."""

    slug, title, number = "venue", _("会場とお金"), 3

    venue_name = NameField(label=_("会場の名前"), max_length=100)
    venue_address = NameField(label=_("会場の住所"), max_length=200)
    in_city = yes_no(_("会場は市内ですか"))
    venue_fee = YenField(
        label=_("1回の会場費"),
        help_text=_("お金がかからないときは0と書きます。"),
        max_value=HIGHEST_FEE,
    )

    def add_items(self):
        for day in self.days:
            self.fields[fee_name(day)] = YenField(
                label=_("%(day)sの会場費") % {"day": f"{day.month}月{day.day}日"},
                max_value=HIGHEST_FEE,
                required=False,
            )

    def day_fields(self):
        """(day, bound field) for the fees of single days."""
        return [(day, self[fee_name(day)]) for day in self.days]

    def fee_on(self, day: date) -> int | None:
        """Yen of this day: its own, else the usual one."""
        own = self.cleaned_data.get(fee_name(day))
        return self.cleaned_data.get("venue_fee") if own is None else own


class FundingSheet(Sheet):
    slug, title, number = "funding", _("ほかの助成"), 4

    other_grant = ChoiceField(
        label=_("この年度に、市や社協のほかの助成を受けますか"),
        choices=[
            ("none", _("受けません")),
            ("city_different", _("市の補助を受けますが、この活動とは別の活動です")),
            ("other", _("受けます")),
            ("unknown", _("わかりません")),
        ],
        widget=forms.RadioSelect,
    )
    other_grant_detail = TextField(
        label=_("ほかの助成の名前と、何に使うか"),
        help_text=_("受けるときだけ書いてください。"),
        max_length=500,
        required=False,
    )

    def clean(self):
        receives = self.cleaned_data.get("other_grant") in ("city_different", "other")
        if receives and not self.cleaned_data.get("other_grant_detail"):
            self.add_error(
                "other_grant_detail", _("ほかの助成の名前と、何に使うかを書いてください。")
            )


SHEETS: tuple[type[Sheet], ...] = (GroupSheet, PlanSheet, VenueSheet, FundingSheet)


def fee_name(day: date) -> str:
    """The item that holds the fee of one day."""
    return f"fee_{day:%Y-%m-%d}"


def read_all(answers: Mapping[str, str], fiscal_year: FiscalYear, **kind) -> dict[str, Sheet]:
    """All sheets by slug, each cleaned; the venue sheet knows the days of the plan."""
    sheets: dict[str, Sheet] = {}
    days: tuple[date, ...] = ()
    for kind_of_sheet in SHEETS:
        sheet = kind_of_sheet(answers, fiscal_year=fiscal_year, days=days, **kind)
        sheet.full_clean()
        days = sheet.cleaned_data.get("days", days)
        sheets[sheet.slug] = sheet
    return sheets
