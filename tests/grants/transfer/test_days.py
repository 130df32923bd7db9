"""Days on which banks carry money."""

from datetime import date, timedelta

from grants.transfer import days


def test_new_year_is_closed_and_the_fourth_opens():
    turn = [date(2026, 12, 30) + timedelta(days=n) for n in range(6)]
    assert [days.is_open(day) for day in turn] == [True, False, False, False, False, True]


def test_next_open_day_skips_what_is_closed():
    assert days.next_open(date(2026, 5, 1)) == date(2026, 5, 7)
    assert days.next_open(date(2026, 12, 29), count=2) == date(2027, 1, 4)


def test_an_open_day_says_nothing():
    assert days.why_closed(date(2026, 4, 30)) == ""
    assert days.why_closed(date(2026, 4, 29)) == "祝日（昭和の日）で、銀行が休みです。"
