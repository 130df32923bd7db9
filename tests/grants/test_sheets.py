"""The application form reads what people type, and never loses or misreads it."""

import pytest
from django.http import QueryDict

from grants.sheets import SHEETS, read_all
from grants.sheets.days import understood, without
from grants.sheets.pattern import PatternError, expand, said_back
from tests.grants import factories

REGISTER = {
    "group_name": "見本の会",
    "representative": "見本 花子",
    "representative_reading": "みほん はなこ",
    "postal_code": "1800001",
    "address": "武蔵野市見本町1-2-3",
    "phone": "０４２２ー００ー０００１",
    "venue_name": "見本の家",
    "venue_address": "武蔵野市見本町4",
}


def read(gentle=False, **changes):
    return read_all(REGISTER | factories.answers(**changes), factories.YEAR, gentle=gentle)


def complaints(slug, **changes):
    return {name: list(errors) for name, errors in read(**changes)[slug].errors.items()}


def test_complete_answers_are_complete():
    assert {slug: sheet.complete for slug, sheet in read().items()} == dict.fromkeys(
        ["group", "plan", "venue", "funding"], True
    )


def test_a_gentle_sheet_complains_of_what_is_wrong_but_not_of_what_is_missing():
    sheets = read_all({"venue_fee": "1e3"}, factories.YEAR, gentle=True)
    assert {slug: set(sheet.errors) for slug, sheet in sheets.items()} == {
        "group": set(),
        "plan": set(),
        "venue": {"venue_fee"},
        "funding": set(),
    }
    assert not any(sheet.complete for sheet in sheets.values())


class TestTypedIn:
    def test_several_values_become_one_text_and_come_back(self):
        sheet = read()["plan"]
        typed = sheet.typed_in(QueryDict("weeks=1&weeks=-1&weekday=6"))
        assert typed == {"weeks": "1,-1", "weekday": "6", "skip_months": ""}
        plan = read_all(typed, factories.YEAR, gentle=True)["plan"]
        assert plan.cleaned_data["weeks"] == ["1", "-1"]
        assert plan.cleaned_data["skip_months"] == []

    @pytest.mark.parametrize("mark", ["\x00", "\ud800"])
    def test_what_cannot_be_kept_becomes_visible_and_is_refused(self, mark):
        post = QueryDict(mutable=True)
        post["group_name"] = f"見本{mark}の会"
        typed = read()["group"].typed_in(post)
        assert typed == {"group_name": "見本\ufffdの会"}
        assert complaints("group", **typed) == {
            "group_name": ["居場所の名前から、読めない文字（\ufffd）を消してください。"]
        }


class TestPlan:
    def test_days_in_every_writing_are_sorted(self):
        plan = read(days="R8.5.3\r\n2026年4月5日\n\n２０２６／６／７\n")["plan"]
        assert plan.cleaned_data["days"] == factories.SUNDAYS[:3]

    @pytest.mark.parametrize(
        ("days", "words"),
        [
            ("4/1/2026", "開催日の「4/1/2026」を確かめてください。"),
            ("2026-04-05\nR8.4.5", "開催日に2026年4月5日が2回あります。"),
            ("2025-04-05", "2025年4月5日は令和8年度ではありません。"),
            ("\n".join(["2026-04-05"] * 367), "開催日は366日までにしてください。"),
        ],
    )
    def test_a_wrong_line_is_named(self, days, words):
        (said,) = complaints("plan", days=days)["days"]
        assert said.startswith(words)

    def test_a_month_outside_the_year_is_refused_at_its_field(self):
        assert complaints("plan", period_last="2030年5月") == {
            "period_last": ["活動を終える月を、2026年4月から2027年3月までの月にしてください。"]
        }

    def test_the_end_comes_after_the_beginning(self):
        assert complaints("plan", starts_at="13:00", ends_at="10:00") == {
            "ends_at": ["終わる時刻を、始まる時刻より後にしてください。"]
        }
        assert complaints("plan", period_first="2026-10", period_last="2026-05") == {
            "period_last": ["活動を終える月を、始める月と同じか後にしてください。"]
        }

    def test_minutes_of_one_gathering(self):
        assert read(starts_at="10時半", ends_at="午後1時")["plan"].minutes == 150

    def test_understood_leaves_out_what_it_cannot_read(self):
        assert understood("R8.5.3\nそのうち\n2026-04-05") == list(factories.SUNDAYS[:2])

    def test_without_takes_out_one_day_however_written(self):
        assert without("令和8年4月5日\nそのうち\n2026-05-03", "2026-04-05") == (
            "そのうち\n2026-05-03"
        )
        assert without("R8.4.5", "nonsense") == "R8.4.5"


class TestPattern:
    def days(self, **pattern):
        plan = read_all(pattern, factories.YEAR, gentle=True)["plan"]
        return expand(plan).split("\n")

    def test_monthly(self):
        found = self.days(repeat="monthly", weeks="1", weekday="6")
        assert found[:2] == ["2026年4月5日", "2026年5月3日"]
        assert len(found) == 12

    def test_skipped_months_and_period(self):
        found = self.days(
            repeat="bimonthly", weeks="2", weekday="2", skip_months="8,12", period_first="2026年6月"
        )
        assert found == ["2026年6月10日", "2026年10月14日", "2027年2月10日"]

    def test_weekly_and_fortnightly(self):
        assert len(self.days(repeat="weekly", weekday="0")) == 52
        assert len(self.days(repeat="fortnightly", weekday="0")) == 26

    @pytest.mark.parametrize(
        ("pattern", "item"),
        [
            ({}, "repeat"),
            ({"repeat": "weekly"}, "weekday"),
            ({"repeat": "monthly", "weekday": "6"}, "weeks"),
            (
                {
                    "repeat": "weekly",
                    "weekday": "6",
                    "period_first": "2026-08",
                    "period_last": "2026-08",
                    "skip_months": "8",
                },
                "repeat",
            ),
        ],
    )
    def test_what_is_missing_is_said_at_its_item(self, pattern, item):
        with pytest.raises(PatternError) as caught:
            self.days(**pattern)
        assert caught.value.item == item

    def test_days_are_said_back_with_their_holidays(self):
        plan = read(days=factories.SUNDAYS[1:2])["plan"]
        assert said_back(plan) == [
            {
                "key": "2026-05-03",
                "words": "2026年5月3日 日曜日・令和8年5月3日",
                "holiday": "憲法記念日",
            }
        ]


class TestVenue:
    def test_a_day_of_its_own_goes_before_the_usual_fee(self):
        venue = read(fee="1,200", fees={factories.SUNDAYS[0]: 0})["venue"]
        assert [venue.fee_on(day) for day in factories.SUNDAYS[:2]] == [0, 1_200]

    def test_fees_are_bounded(self):
        assert complaints("venue", fee="100,001") == {
            "venue_fee": ["1回の会場費を0円から100,000円までの整数で入れてください。"]
        }


def test_another_grant_must_be_named():
    assert complaints("funding", other_grant="other") == {
        "other_grant_detail": ["ほかの助成の名前と、何に使うかを書いてください。"]
    }


class TestTold:
    def test_answers_are_said_in_words(self):
        rows = {row["number"]: row["value"] for row in read(members="５人")["group"].told()}
        assert (rows["1-5"], rows["1-7"], rows["1-8"], rows["1-9"]) == (
            "180-0001",
            "0422-00-0001",
            "5人",
            "はい",
        )

    def test_the_numbers_do_not_depend_on_what_is_left_out(self):
        fees = {factories.SUNDAYS[2]: 4_000}
        rows = [(row["number"], row["value"]) for row in read(fees=fees)["venue"].told()]
        assert rows[-2:] == [("3-4", "1,200円"), ("3-7", "4,000円")]


def test_every_item_has_one_name_and_one_place():
    names = [name for sheet in SHEETS for name in sheet.base_fields]
    assert len(names) == len(set(names))
    for sheet in read().values():
        grouped = [field.name for _heading, fields in sheet.parts() for field in fields]
        fees = [name for name in sheet.fields if name.startswith("fee_")]
        assert sorted(grouped + fees) == sorted(sheet.fields)
