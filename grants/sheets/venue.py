"""Sheet 3: where, and what each gathering costs there."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from grants.sheets.sheet import Sheet, yes_no
from ibasho.dates import weekday
from ibasho.fields import NameField, YenField
from ibasho.text import yen

HIGHEST_FEE = 100_000  # yen for one gathering


def fee_name(day: date) -> str:
    """The item that holds the fee of one day."""
    return f"fee_{day:%Y-%m-%d}"


class VenueSheet(Sheet):
    """The usual fee, and for each planned day another one where it differs."""

    slug, title, number = "venue", _("会場とお金"), 3
    groups = (
        (_("会場"), ("venue_name", "venue_address", "in_city")),
        (_("会場費"), ("venue_fee",)),
    )

    venue_name = NameField(label=_("会場の名前"), max_length=100)
    venue_address = NameField(label=_("会場の住所"), max_length=200)
    in_city = yes_no(_("会場は市内ですか"))
    venue_fee = YenField(
        label=_("1回の会場費"),
        help_text=_("1回に払う金額です。お金がかからないときは0と書いてください。"),
        max_value=HIGHEST_FEE,
    )

    def add_items(self):
        for day in self.days:
            self.fields[fee_name(day)] = YenField(
                label=_("%(day)sの会場費")
                % {"day": f"{day.month}月{day.day}日（{weekday(day)[0]}）"},
                max_value=HIGHEST_FEE,
                required=False,
            )

    @property
    def silent(self):
        return frozenset(fee_name(day) for day in self.days)

    def parts(self):
        """The page lays out the fees of single days by itself."""
        return [(heading, fields) for heading, fields in super().parts() if heading]

    def day_fees(self):
        """The bound fields for the fees of single days."""
        return [self[fee_name(day)] for day in self.days]

    @property
    def differs(self) -> bool:
        """Whether something is typed for a single day."""
        return any(self.data.get(fee_name(day)) for day in self.days)

    def fee_on(self, day: date) -> int | None:
        """Yen of this day: its own, else the usual one."""
        own = self.cleaned_data.get(fee_name(day))
        return self.cleaned_data.get("venue_fee") if own is None else own

    def in_words(self, name, value):
        return yen(value) if isinstance(value, int) else super().in_words(name, value)
