"""The filters are at hand in every template, in the wall time of Japan, and print nothing for None."""

from datetime import UTC, date, datetime, time

import pytest
from django.template import Context, Template

from ibasho.dates import FiscalYear

DAY = date(2026, 4, 1)
# One second before and at the first moment of the fiscal year in Japan.
BEFORE, AFTER = datetime(2026, 3, 31, 14, 59, 59, tzinfo=UTC), datetime(2026, 3, 31, 15, tzinfo=UTC)
FILTERS = ["yen", "grouped", "era", "era_month", "both", "spoken", "fiscal_year", "clock"]


def show(name, value):
    return Template("{{ value|" + name + " }}").render(Context({"value": value}))


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("yen", 44_400, "44,400円"),
        ("yen", 0, "0円"),
        ("yen", -1_000, "−1,000円"),
        ("grouped", 1_000, "1,000"),
        ("era", DAY, "令和8年4月1日"),
        ("era_month", DAY, "令和8年4月"),
        ("both", DAY, "2026年4月1日（令和8年4月1日）"),
        ("spoken", DAY, "2026年4月1日 水曜日・令和8年4月1日"),
        ("fiscal_year", DAY, "令和8年度"),
        ("fiscal_year", FiscalYear(2019), "令和元年度"),
        ("fiscal_year", 2019, "令和元年度"),
        ("clock", time(14, 3), "14時03分"),
        ("era", BEFORE, "令和8年3月31日"),
        ("era", AFTER, "令和8年4月1日"),
        ("both", AFTER, "2026年4月1日（令和8年4月1日）"),
        ("fiscal_year", BEFORE, "令和7年度"),
        ("fiscal_year", AFTER, "令和8年度"),
        ("clock", BEFORE, "23時59分"),
        ("clock", AFTER, "0時00分"),
    ],
)
def test_what_a_filter_prints(name, value, shown):
    assert show(name, value) == shown


@pytest.mark.parametrize("name", FILTERS)
def test_nothing_is_printed_for_nothing(name):
    assert show(name, None) == ""
    assert Template("{{ absent|" + name + " }}").render(Context()) == ""
