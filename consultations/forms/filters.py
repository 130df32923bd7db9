"""What the lists may be narrowed by: read from the address, unknown values are passed over."""

from datetime import timedelta
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.choices import Channel, Media, Outcome, Topic
from ibasho.accounts.models import User
from ibasho.accounts.permissions import Capability
from ibasho.dates import FiscalYear
from ibasho.fields import LenientChoiceField, SearchField
from ibasho.groups.models import Area, Group

ALL = _("すべて")
ORDERS = {
    "-on": ("-on", "-at_time", "-written_at", "id"),
    "on": ("on", "at_time", "written_at", "id"),
    "group": ("group__reading", "group__name", "-on", "id"),
    "-written": ("-written_at", "id"),
}


def _choices(rows):
    return [("", ALL), *rows]


def _years(span):
    """Choices of the fiscal years between two days, the newest first; `span` may hold None."""
    if None in span:
        return _choices([])
    first, last = (FiscalYear.of(day).year for day in span)
    return _choices([(str(y), str(FiscalYear(y))) for y in range(last, first - 1, -1)])


class ListFilter(forms.Form):
    """`span` are the first and the last day of what is listed; `choices` the rest, by field."""

    show_markers = False
    q = SearchField(label=_("ことばでさがす"))
    fiscal_year = LenientChoiceField(label=_("年度"))

    def __init__(self, data, *, today, span, choices=None, **kwargs):
        super().__init__(data, **kwargs)
        self.today = today
        self.fields["fiscal_year"].choices = _years(span)
        for name, rows in (choices or {}).items():
            self.fields[name].choices = _choices([(str(key), words) for key, words in rows])

    @property
    def asked(self) -> dict:
        """The filters that are set."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def others(self) -> list:
        """The fields but the search words."""
        return [field for field in self if field.name != "q"]

    @property
    def narrowed(self) -> bool:
        """Whether anything but words and the order is set."""
        return bool(self.asked.keys() - {"q", "sort"})

    def query(self) -> str:
        """The filters as they stand in an address."""
        return urlencode(self.asked)

    def narrow(self, rows):
        """The rows that fit, by one method a field: `by_<field>`."""
        for name, value in self.asked.items():
            rows = getattr(self, f"by_{name}")(rows, value)
        return rows

    def by_q(self, rows, words):
        return rows.matching(words)

    def by_fiscal_year(self, rows, year):
        return rows.in_year(FiscalYear(int(year)))


class ConsultationFilter(ListFilter):
    area = LenientChoiceField(label=_("圏域"))
    channel = LenientChoiceField(label=_("方法"), choices=_choices(Channel.choices))
    topic = LenientChoiceField(label=_("話題"), choices=_choices(Topic.choices))
    worker = LenientChoiceField(label=_("職員"))
    group = LenientChoiceField(label=_("団体"))
    outreach = LenientChoiceField(
        label=_("受けたところ"),
        choices=_choices([("yes", _("出向いた先で")), ("no", _("それ以外"))]),
    )
    follow_up = LenientChoiceField(
        label=_("次の連絡"),
        choices=_choices([("due", _("連絡する日が来た")), ("overdue", _("連絡する日を過ぎた"))]),
    )
    missing = LenientChoiceField(
        label=_("書きたすこと"),
        choices=_choices(
            [
                ("any", _("何かが書かれていない")),
                ("topics", _("話題がない")),
                ("audiences", _("だれのためかがない")),
                ("minutes", _("かかった時間がない")),
                ("area", _("圏域がない")),
            ]
        ),
    )
    referral = LenientChoiceField(
        label=_("つなぎ先"), choices=_choices([("open", _("結果がまだ")), *Outcome.choices])
    )
    sort = LenientChoiceField(
        label=_("並び順"),
        fallback="-on",
        choices=[
            ("-on", _("新しい順")),
            ("on", _("古い順")),
            ("group", _("団体のよみの順")),
            ("-written", _("書いた順")),
        ],
    )

    def __init__(self, data, **kwargs):
        listening = User.objects.who_may(Capability.LISTEN)
        choices = {
            "area": Area.objects.values_list("pk", "name"),
            "group": Group.objects.values_list("pk", "name"),
            "worker": listening.values_list("pk", "name"),
        }
        super().__init__(data, choices=choices, **kwargs)

    def by_area(self, rows, area):
        return rows.filter(area=area)

    def by_channel(self, rows, channel):
        return rows.filter(channel=channel)

    def by_topic(self, rows, topic):
        return rows.filter(topics__contains=[topic])

    def by_worker(self, rows, worker):
        return rows.filter(workers=worker)

    def by_group(self, rows, group):
        return rows.filter(group=group)

    def by_outreach(self, rows, taken):
        return rows.filter(out_of_office=taken == "yes")

    def by_follow_up(self, rows, which):
        return rows.due_by(self.today if which == "due" else self.today - timedelta(days=1))

    def by_missing(self, rows, what):
        return rows.unfinished("" if what == "any" else what)

    def by_referral(self, rows, which):
        return rows.referral_open() if which == "open" else rows.filter(referral_outcome=which)

    def by_sort(self, rows, order):
        return rows.order_by(*ORDERS[order])


class MeetingFilter(ListFilter):
    """Meetings by words and year."""


class VoiceFilter(ListFilter):
    consent = LenientChoiceField(
        label=_("同意"),
        choices=_choices([("report", _("報告書に載せてよい")), ("none", _("同意がまだ"))]),
    )

    def by_consent(self, rows, which):
        return (
            rows.without_consent()
            if which == "none"
            else rows.allowed_in(Media.REPORT, on=self.today)
        )
