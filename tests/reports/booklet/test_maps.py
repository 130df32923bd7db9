"""Where in the city: tiles and small charts in the report, each with its table, and what is left out."""

import re
from datetime import date

import pytest

from ibasho.dates import FiscalYear
from ibasho.groups.models import Area, District, Gathering, Group
from ibasho.reports.booklet import annual, pages
from ibasho.reports.booklet.annual import Booklet
from ibasho.reports.booklet.chapters import Arrangement
from ibasho.reports.booklet.drawings import ROOM_FOR_LIVES, drawings
from tests.consultations.factories import WRITTEN, a_consultation
from tests.reports.conftest import ON
from tests.seed.test_booklet import GROUPS

YEAR = FiscalYear(2026)


@pytest.fixture
def city(db, worker):
    """Two areas with a district each; three groups, of which one met twice; four talks."""
    east, west = Area.objects.create(name="見本東", order=1), Area.objects.create(name="見本西")
    districts = [
        District.objects.create(area=area, name=f"{area}福祉の会") for area in (east, west)
    ]
    groups = [
        Group.objects.create(name=name, neighbourhood=town, area=district.area, district=district)
        for name, town, district in (
            ("見本の会", "見本町", districts[0]),
            ("見本の庭", "見本町", districts[0]),
            ("見本の家", "見本本町", districts[1]),
        )
    ]
    for day in (3, 10):
        Gathering.objects.create(
            group=groups[0],
            on=date(2026, 5, day),
            starts_at="10:00",
            ends_at="12:00",
            people=7,
            noted_by=worker,
            noted_at=WRITTEN,
        )
    for area, month in ((east, 4), (east, 4), (east, 6), (west, 6)):
        a_consultation(area=area, on=date(2026, month, 2), topics=["venue"])
    return groups


def build():
    return annual.build(YEAR, YEAR, on=ON)


def tables(html):
    """Each table by its caption: its rows, cell by cell."""
    found = re.findall(r"<caption>(.*?)</caption>(.*?)</table>", html, re.DOTALL)
    return {
        caption: [
            [
                re.sub(r"<[^>]+>", " ", cell).strip()
                for cell in re.findall(r"<t[hd].*?</t[hd]>", row)
            ]
            for row in re.findall(r"<tr.*?</tr>", body, re.DOTALL)
        ][1:]
        for caption, body in found
    }


def test_areas_districts_and_neighbourhoods_are_tiles_with_tables(city):
    html = pages.paper(Booklet(build()))
    told = tables(html)
    assert told["地域社協ごとの団体"] == [["見本西福祉の会", "1"], ["見本東福祉の会", "2"]]
    assert told["町ごとの団体"] == [["見本町", "2"], ["見本本町", "1"]]
    assert [row[0] for row in told["圏域と担当"]] == ["見本西", "見本東"]
    charts = drawings(build())
    assert charts["areas"].rows == (("見本西", "1"), ("見本東", "2"))
    assert charts["talks"].rows[1][:4] == ("見本東", "2", "0", "1")
    assert told["圏域ごとの相談の記録"][:3] == [
        ["4月", "0", "2"],
        ["5月", "0", "0"],
        ["6月", "1", "1"],
    ]


def test_every_drawing_has_a_name_and_words_of_its_own(city, failures_of):
    html = pages.paper(Booklet(build()))
    named = re.findall(r'role="img"\s*aria-labelledby="(\S+) (\S+)"', html)
    assert len(named) == html.count("<svg ") == len(set(named))
    for title, words in named:
        assert re.search(rf'<title id="{title}">[^<]+<', html)
        assert re.search(rf'<desc id="{words}">[^<]+<', html)
    assert failures_of(pages.as_pdf(Booklet(build()))) == []


def test_where_a_small_number_is_hidden_only_the_table_speaks(city):
    booklet = Booklet(build(), Arrangement(small_below=2))
    html = pages.paper(booklet)
    assert tables(html)["圏域ごとの相談の記録"][2] == ["6月", "2未満", "2未満"]
    assert "talks" not in drawings(booklet.report, 2)


def test_a_group_tells_how_often_it_met_and_who_came(city):
    rows = tables(pages.paper(Booklet(build())))["団体の一覧"]
    met = {row[0].split()[0]: row[2:4] for row in rows}
    assert met == {"見本の会": ["2", "14"], "見本の庭": ["0", "0"], "見本の家": ["0", "0"]}


def test_the_booklet_shows_its_neighbourhoods(five_years):
    report = five_years()
    assert sum(count for _name, count in report.lives.neighbourhoods) == len(GROUPS) == 15
    assert set(drawings(report)) == {
        *("facets", "lives", "neighbourhoods", "consultations", "meetings")
    }


def test_sides_that_say_nothing_are_left_out(five_years, city):
    """Nobody wrote down an area in those years, and of grants there is no record."""
    keys = ["month", "topic", "channel", "audience", "continuing"]
    assert [facet.key for facet in five_years().facets] == keys
    assert [facet.key for facet in build().facets] == [
        "month",
        "topic",
        "channel",
        "continuing",
        "area",
    ]


def test_the_pandemic_stands_where_it_began(five_years):
    (chart,) = drawings(five_years())["lives"]
    assert [words.text for words in chart.words].count("新型コロナの流行") == 1
    assert chart.description.endswith("令和2年3月 新型コロナの流行")
    assert "新型コロナの流行" not in drawings(build())["lives"][0].description


def test_many_groups_without_a_date_stand_in_the_list_only(five_years):
    Group.objects.bulk_create(Group(name=f"見本{n}") for n in range(ROOM_FOR_LIVES))
    (chart,) = drawings(five_years())["lives"]
    assert [row[0] for row in chart.rows] == ["すみれの家", "きらくら"]
    assert len(tables(pages.paper(Booklet(five_years())))["団体の一覧"]) == 15 + ROOM_FOR_LIVES
