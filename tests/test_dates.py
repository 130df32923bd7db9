"""Every day of our range is printed and read back; what cannot be meant is refused with words."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibasho import dates
from ibasho.dates import DateError, FiscalYear

DAYS = st.dates(dates.FIRST_DAY, dates.LAST_DAY)
# Text that looks enough like a date to come deep into the reader, and any other text.
TYPED = st.one_of(
    st.text(),
    st.text(
        "0123456789０９年月日元令和平成昭大正明治RHSTMrー－/.-:（）水曜午前後時分半度 　٣\x00\n\ud800"
    ),
)


def refusal(read, text):
    with pytest.raises(DateError) as refused:
        read(text)
    return str(refused.value)


def short(day):
    named = dates.era_of(day)
    return f"{named.letter}{day.year - named.first.year + 1}.{day.month}.{day.day}"


def test_every_day_is_read_back_from_each_way_of_writing_it():
    count = (dates.LAST_DAY - dates.FIRST_DAY).days + 1
    days = [dates.FIRST_DAY + timedelta(days=passed) for passed in range(count)]
    assert (count, days[-1]) == (68821, date(2100, 12, 31))
    for write in (dates.era, dates.western, short, date.isoformat):
        assert [dates.parse_date(write(day)) for day in days] == days


@given(DAYS)
def test_what_the_screen_says_is_read_back(day):
    said = [
        dates.both(day),
        dates.spoken(day),
        f"{dates.western(day)}（{dates.weekday(day)[0]}）",
        f"{day:%Y/%m/%d}({dates.weekday(day)})",
    ]
    assert [dates.parse_date(text) for text in said] == [day] * 4


@pytest.mark.parametrize(
    "text",
    [
        "令和8年4月1日",
        "R8.4.1",
        "r8-4-1",
        "Ｒ８．４．１",
        "ｒ８－４－１",
        "2026/4/1",
        "2026-04-01",
        "2026.4.1",
        "2026年4月1日",
        "２０２６．４．１",
        "２０２６年４月１日",
        "2026年04月01日",
        "令8.4.1",
        "令和08年04月01日",
        "R8/4/1",
        "R8年4月1日",
        "㋿8年4月1日",
        "2026−4−1",
        "2026ー4ー1",
        "2026・4・1",
    ]
    + [" 2026/4/1　", "令和 8年 4月 1日", "令和８年　４月　１日", "2026 / 4 / 1"],
)
def test_one_day_written_by_many_hands(text):
    assert dates.parse_date(text) == date(2026, 4, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和元年5月1日", date(2019, 5, 1)),
        ("令和1年5月1日", date(2019, 5, 1)),
        ("R元.5.1", date(2019, 5, 1)),
        ("H31.4.30", date(2019, 4, 30)),
        ("平成元年1月8日", date(1989, 1, 8)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("昭和元年12月25日", date(1926, 12, 25)),
        ("大正15年12月24日", date(1926, 12, 24)),
        ("T1.7.30", date(1912, 7, 30)),
        ("令和82年12月31日", date(2100, 12, 31)),
        ("2024年2月29日", date(2024, 2, 29)),
    ],
)
def test_edges_of_the_eras(text, day):
    assert dates.parse_date(text) == day


UNCLEAR = "どれが年か分かりません。年は西暦4けたか元号で、「2026年4月1日」や「令和8年4月1日」のように入れてください。"
UNREADABLE = "読み取れませんでした。「2026年4月1日」や「令和8年4月1日」のように入れてください。"
OUTSIDE = "1912年7月30日から2100年12月31日までの日付を入れてください。"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("令和元年3月31日", "令和は元年5月1日からです。2019年3月31日は平成31年3月31日です。"),
        ("R1.4.30", "令和は元年5月1日からです。2019年4月30日は平成31年4月30日です。"),
        ("平成31年5月1日", "平成は31年4月30日までです。2019年5月1日は令和元年5月1日です。"),
        ("H38.4.1", "平成は31年4月30日までです。2026年4月1日は令和8年4月1日です。"),
        ("平成元年1月7日", "平成は元年1月8日からです。1989年1月7日は昭和64年1月7日です。"),
        ("昭和64年1月8日", "昭和は64年1月7日までです。1989年1月8日は平成元年1月8日です。"),
        (
            "昭和元年12月24日",
            "昭和は元年12月25日からです。1926年12月24日は大正15年12月24日です。",
        ),
        (
            "大正15年12月25日",
            "大正は15年12月24日までです。1926年12月25日は昭和元年12月25日です。",
        ),
        ("令和0年5月1日", "令和の最初の年は元年です。0年を元年に直してください。"),
        ("2026年2月30日", "2026年2月は28日までです。1日から28日までの日を入れてください。"),
        ("令和8年2月29日", "2026年2月は28日までです。1日から28日までの日を入れてください。"),
        ("2026/4/0", "2026年4月は30日までです。1日から30日までの日を入れてください。"),
        ("2026/13/1", "月は1から12までの数で入れてください。"),
        ("2026/0/1", "月は1から12までの数で入れてください。"),
        ("1912-07-29", OUTSIDE),
        ("2101-01-01", OUTSIDE),
        ("0000-01-01", OUTSIDE),
        ("9999-12-31", OUTSIDE),
        ("令和83年1月1日", OUTSIDE),
        ("令和999年1月1日", OUTSIDE),
        ("大正元年7月29日", OUTSIDE),
        ("明治45年7月29日", OUTSIDE),
        (
            "2026年4月1日（木）",
            "日付のあとの「(木)」が合いません。2026年4月1日は水曜日、令和8年4月1日です。",
        ),
        (
            "2026年4月1日（令和7年4月1日）",
            "日付のあとの「(令和7年4月1日)」が合いません。2026年4月1日は水曜日、令和8年4月1日です。",
        ),
        ("", "日付を「2026年4月1日」や「令和8年4月1日」のように入れてください。"),
        ("　 ", "日付を「2026年4月1日」や「令和8年4月1日」のように入れてください。"),
    ],
)
def test_the_refusal_says_what_is_right(text, words):
    assert refusal(dates.parse_date, text) == words


@pytest.mark.parametrize("text", ["4/1/2026", "26/4/1", "04-01-26", "8年4月1日", "4/1", "1.4.2026"])
def test_a_year_that_could_be_another_is_refused(text):
    assert refusal(dates.parse_date, text) == UNCLEAR


@pytest.mark.parametrize(
    "text",
    [
        *[
            "あした",
            "2026年4月",
            "2026-4/1",
            "2026/4/1/",
            "20260401",
            "2026-04-01T00:00",
            "٢٠٢٦-٤-١",
            "①年4月1日",
            "X8.4.1",
        ],
        *("R8.4.1\x00", "2026-04-01\n", "2026\x004-1", "2026 4 1", "20 26/4/1", "2026/4/1 2"),
        *(
            "2026年4月1日（\x00）",
            "2026/4/1水",
            "2026/-4/1",
            "ſ64.1.7",
            "2026年4月1日（令和8年4月1日）\n",
            "9" * 5000,
        ),
    ],
)
def test_what_is_no_date_is_refused_with_an_example(text):
    assert refusal(dates.parse_date, text) == UNREADABLE


@given(TYPED)
def test_readers_raise_nothing_but_their_own_error(text):
    for read in (dates.parse_date, dates.parse_month, dates.parse_fiscal_year, dates.parse_time):
        try:
            read(text)
        except DateError as error:
            assert str(error).endswith("。")


def test_printing():
    day = date(2026, 4, 1)
    assert dates.era(day) == "令和8年4月1日"
    assert dates.era_month(day) == "令和8年4月"
    assert dates.both(day) == "2026年4月1日（令和8年4月1日）"
    assert dates.spoken(day) == "2026年4月1日 水曜日・令和8年4月1日"
    assert dates.weekday(day) == "水曜日"
    assert dates.clock(time(14, 3)) == "14時03分"
    assert dates.era(date(2019, 5, 1)) == "令和元年5月1日"
    assert dates.era(date(2019, 4, 30)) == "平成31年4月30日"


def test_a_day_before_the_eras_is_printed_western():
    day = date(1912, 7, 29)
    assert dates.era(day) == "1912年7月29日"
    assert dates.both(day) == "1912年7月29日"
    assert dates.spoken(day) == "1912年7月29日 月曜日"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        *(
            (text, date(2020, 3, 1))
            for text in ["令和2年3月", "2020-03", "2020年3月", "R2.3", "２０２０／３"]
        ),
        ("平成31年4月", date(2019, 4, 1)),
        ("令和元年5月", date(2019, 5, 1)),
        ("昭和64年1月", date(1989, 1, 1)),
        ("平成元年1月", date(1989, 1, 1)),
        ("1912年8月", date(1912, 8, 1)),
        ("2100年12月", date(2100, 12, 1)),
    ],
)
def test_months(text, first):
    assert dates.parse_month(text) == first


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("令和元年3月", "令和は元年5月1日からです。2019年3月は平成31年3月です。"),
        ("令和元年4月", "令和は元年5月1日からです。2019年4月は平成31年4月です。"),
        ("平成31年5月", "平成は31年4月30日までです。2019年5月は令和元年5月です。"),
        ("昭和64年2月", "昭和は64年1月7日までです。1989年2月は平成元年2月です。"),
        ("2020年13月", "月は1から12までの数で入れてください。"),
        ("1912年7月", "1912年8月から2100年12月までの年月を入れてください。"),
        ("2101-01", "1912年8月から2100年12月までの年月を入れてください。"),
        ("明治45年7月", "1912年8月から2100年12月までの年月を入れてください。"),
        ("", "年と月を「2026年4月」や「令和8年4月」のように入れてください。"),
        (
            "2020-03-01",
            "読み取れませんでした。「2026年4月」や「令和8年4月」のように入れてください。",
        ),
        (
            "3/2020",
            "どれが年か分かりません。年は西暦4けたか元号で、「2026年4月」や「令和8年4月」のように入れてください。",
        ),
    ],
)
def test_the_refusal_of_a_month_says_what_is_right(text, words):
    assert refusal(dates.parse_month, text) == words


@given(st.dates(date(1912, 8, 1), dates.LAST_DAY))
def test_a_month_is_read_back(day):
    first = day.replace(day=1)
    for text in (dates.era_month(day), dates.era_month(first), f"{day:%Y-%m}"):
        assert dates.parse_month(text) == first


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        *(
            (text, time(10))
            for text in ["10:00", "１０時", "１０：００", "1000", "10時00分", "10時0分", "午前10時"]
        ),
        *((text, time(10, 30)) for text in ["10:30", "10時30分", "10時半", "1030", "午前10時半"]),
        *((text, time(9, 5)) for text in ["9:05", "905", "9時5分", "09:05", "9時05分"]),
        *((text, time(13)) for text in ["13時", "午後1時", "午後１：００"]),
        *((text, time(0)) for text in ["0:00", "午前0時", "0000"]),
        *((text, time(12)) for text in ["12:00", "午後0時"]),
        ("23:59", time(23, 59)),
    ],
)
def test_clock_times(text, moment):
    assert dates.parse_time(text) == moment


@pytest.mark.parametrize(
    "text", ["", "9", "10", "10:0", "10.30", "24時ごろ", "-1:00", "١٠:٠٠", "1" * 99]
)
def test_what_is_no_clock_time(text):
    assert (
        refusal(dates.parse_time, text) == "時刻を「10:00」や「10時30分」のように入れてください。"
    )


@pytest.mark.parametrize(
    ("text", "latest"),
    [("24:00", 23), ("10:60", 23), ("午後13時", 11), ("午後12時", 11), ("9999", 23)],
)
def test_a_clock_time_past_the_day(text, latest):
    words = (
        f"時刻は0時00分から{latest}時59分までです。「10:00」や「10時30分」のように入れてください。"
    )
    assert refusal(dates.parse_time, text) == words


@given(st.times().map(lambda moment: moment.replace(second=0, microsecond=0)))
def test_a_clock_time_is_read_back(moment):
    for text in (dates.clock(moment), f"{moment:%H:%M}", f"{moment:%H%M}"):
        assert dates.parse_time(text) == moment


def test_a_fiscal_year():
    year = FiscalYear(2026)
    assert (year.first, year.last) == (date(2026, 4, 1), date(2027, 3, 31))
    assert (str(year), year.short) == ("令和8年度", "R8")
    assert (year.previous, year.next) == (FiscalYear(2025), FiscalYear(2027))
    assert year.months[0] == date(2026, 4, 1)
    assert year.months[8:] == tuple(
        date(*month) for month in ((2026, 12, 1), (2027, 1, 1), (2027, 2, 1), (2027, 3, 1))
    )
    assert FiscalYear(2025) < year


@pytest.mark.parametrize(
    ("year", "name", "abbreviation"),
    [
        (2019, "令和元年度", "R1"),
        (2018, "平成30年度", "H30"),
        (1989, "平成元年度", "H1"),
        (1988, "昭和63年度", "S63"),
        (1926, "昭和元年度", "S1"),
        (1912, "大正元年度", "T1"),
        (1911, "1911年度", "1911"),
    ],
)
def test_a_fiscal_year_has_one_name_from_its_first_day(year, name, abbreviation):
    assert (str(FiscalYear(year)), FiscalYear(year).short) == (name, abbreviation)


def test_the_edge_of_a_fiscal_year():
    assert FiscalYear.of(date(2026, 3, 31)) == FiscalYear(2025)
    assert FiscalYear.of(date(2026, 4, 1)) == FiscalYear(2026)
    assert date(2026, 3, 31) not in FiscalYear(2026)
    assert FiscalYear(2026).contains(date(2026, 4, 1))
    assert FiscalYear(2026).contains(date(2027, 3, 31))
    assert date(2027, 4, 1) not in FiscalYear(2026)


@given(DAYS)
def test_a_day_lies_in_its_fiscal_year_and_in_no_other(day):
    year = FiscalYear.of(day)
    assert [day in near for near in (year.previous, year, year.next)] == [False, True, False]
    assert year.months[0] == year.first
    assert year.months[-1].replace(day=31) == year.last


def test_a_moment_has_no_fiscal_year_until_it_is_a_day_of_japan():
    with pytest.raises(TypeError):
        FiscalYear.of(datetime(2026, 3, 31, 15, tzinfo=UTC))


@pytest.mark.parametrize("year", [0, -1, 9999, 10**20])
def test_a_fiscal_year_that_no_calendar_has(year):
    with pytest.raises(DateError):
        FiscalYear(year)


@pytest.mark.parametrize(
    "text", ["2019", "2019年度", "２０１９年度", "令和元年度", "R1", "令和1年", "平成31年度", "H31"]
)
def test_a_fiscal_year_is_read(text):
    assert dates.parse_fiscal_year(text) == FiscalYear(2019)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("昭和64年度", "昭和の年度ではありません。1989年度は平成元年度です。"),
        ("令和0年度", "令和の最初の年は元年です。0年を元年に直してください。"),
        ("1911", "1912年度から2100年度までの年度を入れてください。"),
        ("9999", "1912年度から2100年度までの年度を入れてください。"),
        ("", "年度を「2026年度」や「令和8年度」のように入れてください。"),
        ("abc", "読み取れませんでした。「2026年度」や「令和8年度」のように入れてください。"),
        ("26", "読み取れませんでした。「2026年度」や「令和8年度」のように入れてください。"),
    ],
)
def test_the_refusal_of_a_fiscal_year_says_what_is_right(text, words):
    assert refusal(dates.parse_fiscal_year, text) == words


@given(st.integers(1912, 2100).map(FiscalYear))
def test_a_fiscal_year_is_read_back(year):
    for text in (str(year), year.short, str(year.year), f"{year.year}年度"):
        assert dates.parse_fiscal_year(text) == year
