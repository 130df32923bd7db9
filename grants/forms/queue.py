"""What the queue may be narrowed by: read from the address, unknown values are passed over."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from grants.reviewing import queue
from ibasho.accounts.models import User
from ibasho.accounts.permissions import Capability
from ibasho.dates import FiscalYear
from ibasho.fields import LenientChoiceField, SearchField
from ibasho.groups.models import Area

ALL = ("", _("すべて"))
ME = "me"


class QueueFilter(forms.Form):
    """`user` is whom 「わたし」 means, `today` the day against which lateness is measured."""

    show_markers = False

    q = SearchField(label=_("団体の名前・受付番号"))
    fiscal_year = LenientChoiceField(label=_("年度"))
    area = LenientChoiceField(label=_("圏域"))
    worker = LenientChoiceField(label=_("担当"))
    late = LenientChoiceField(label=_("期日"), choices=[ALL, ("1", _("おくれているもの"))])
    unread = LenientChoiceField(
        label=_("メッセージ"), choices=[ALL, ("1", _("読んでいないものがある"))]
    )
    sort = LenientChoiceField(
        label=_("並び順"),
        fallback="-submitted",
        choices=[
            ("-submitted", _("新しい順")),
            ("submitted", _("古い順")),
            ("group", _("団体のよみの順")),
            ("-amount", _("申請額の大きい順")),
            ("amount", _("申請額の小さい順")),
        ],
    )
    state = LenientChoiceField(
        choices=[ALL, *[(tab.value, queue.label(tab)) for tab in queue.TABS]],
        widget=forms.HiddenInput,
    )

    def __init__(self, data, *, user, today):
        super().__init__(data)
        self.user, self.today = user, today
        years = [(str(year), str(FiscalYear(year))) for year in queue.fiscal_years()]
        areas = [(str(pk), name) for pk, name in Area.objects.values_list("pk", "name")]
        self.fields["fiscal_year"].choices = [ALL, *years]
        self.fields["area"].choices = [ALL, *areas]
        self.fields["worker"].choices = [ALL, *_workers(user)]
        self.full_clean()

    def found(self):
        told = self.cleaned_data
        return queue.found(
            q=told["q"],
            fiscal_year=told["fiscal_year"],
            area=told["area"],
            worker=self.user.pk if told["worker"] == ME else told["worker"],
            late_on=self.today if told["late"] else None,
            unread_by=self.user if told["unread"] else None,
        )

    def listed(self, rows):
        return queue.listed(rows, **self._tab)

    def chosen(self):
        """Every row of the tab in its order, as a file takes it."""
        return queue.chosen(self.found(), **self._tab)

    @property
    def _tab(self) -> dict[str, str]:
        return {"state": self.cleaned_data["state"], "sort": self.cleaned_data["sort"]}

    def query(self) -> str:
        """The shortest address query that says the same: known keys only, no page."""
        said = QueryDict(mutable=True)
        for name, field in self.fields.items():
            value = self.cleaned_data[name]
            if value and value != getattr(field, "fallback", ""):
                said[name] = value
        return said.urlencode()

    def words(self) -> list[str]:
        """The narrowing as a person reads it, one line a key."""
        said = QueryDict(self.query())
        labels = {"state": _("状態")}
        return [f"{labels.get(key, self.fields[key].label)}：{self._told(key)}" for key in said]

    def _told(self, key: str) -> str:
        value = self.cleaned_data[key]
        return str(dict(getattr(self.fields[key], "choices", ())).get(value, value))

    def tabs(self, rows) -> list[dict]:
        """Each tab with its words, its number and whether it is the one shown."""
        return [
            {
                "state": state or None,
                "label": queue.label(state) if state else _("すべて"),
                "count": count,
                "current": state == self.cleaned_data["state"],
            }
            for state, count in queue.counts(rows).items()
        ]


def _workers(user) -> list[tuple[str, str]]:
    """Whom one may look for; 「わたし」 only for who can be given an application."""
    people = [(str(other.pk), str(other)) for other in User.objects.who_may(Capability.REVIEW)]
    own = [(ME, _("わたし"))] if user.may(Capability.REVIEW) else []
    return [*own, (queue.NOBODY, _("まだいない")), *people]
