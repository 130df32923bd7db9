"""The diary: told once, put right with a history, never ahead of time, and by whom it concerns."""

import threading
from datetime import date, time, timedelta

import pytest
from django.db import connections

from ibasho.dates import FiscalYear
from ibasho.groups import diary, queries
from ibasho.groups.models import Gathering, Group, Membership
from tests.groups.conftest import AT
from tests.groups.factories import a_gathering, facts

TODAY = AT.date()


@pytest.mark.django_db
class TestWriting:
    def test_a_double_tap_makes_one(self, group, resident):
        first, second = (a_gathering(group, by=resident, at=AT) for _ in range(2))
        assert (first, Gathering.objects.count()) == (second, 1)

    def test_another_tale_of_the_same_hour_is_not_lost_without_a_word(self, group, resident):
        a_gathering(group, by=resident, at=AT)
        with pytest.raises(diary.NotAllowed) as refusal:
            a_gathering(group, by=resident, at=AT, people=30)
        assert str(refusal.value) == (
            "2026年4月5日の10時00分からの集まりは、もう書いてあります。"
            "ちがうところは、その記録を直してください。"
        )
        assert Gathering.objects.get().people == 12

    def test_twice_a_day_is_two(self, group, resident):
        a_gathering(group, by=resident, at=AT)
        a_gathering(group, by=resident, at=AT, starts_at=time(14), ends_at=time(16))
        assert Gathering.objects.count() == 2

    def test_nothing_ahead_of_time(self, group, resident):
        a_gathering(group, by=resident, at=AT, on=TODAY)
        with pytest.raises(diary.NotAllowed, match="集まりが終わってから"):
            a_gathering(group, by=resident, at=AT, on=TODAY + timedelta(days=1))

    def test_the_group_itself_and_staff_by_phone(self, group, resident, stranger, worker, auditor):
        assert a_gathering(group, by=resident, at=AT).by_staff is False
        by_phone = a_gathering(group, by=worker, at=AT, on=date(2026, 5, 3))
        assert by_phone.by_staff is True
        for person in (stranger, auditor):
            with pytest.raises(diary.NotAllowed, match="権限がありません"):
                a_gathering(group, by=person, at=AT, on=date(2026, 6, 7))
            with pytest.raises(diary.NotAllowed, match="権限がありません"):
                diary.remove(by_phone, by=person)

    def test_every_mending_and_taking_back_stays_in_the_history(self, group, resident):
        row = a_gathering(group, by=resident, at=AT)
        diary.amend(row, by=resident, at=AT, facts=facts(people=15))
        diary.remove(row, by=resident)
        events = Gathering.pgh_event_model.objects.order_by("pgh_id")
        assert list(events.values_list("pgh_label", "people")) == [
            ("insert", 12),
            ("update", 15),
            ("delete", 15),
        ]

    def test_mending_onto_another_gathering_is_refused(self, group, resident):
        a_gathering(group, by=resident, at=AT)
        other = a_gathering(group, by=resident, at=AT, on=date(2026, 5, 3))
        with pytest.raises(diary.NotAllowed, match="もう書いてあります"):
            diary.amend(other, by=resident, at=AT, facts=facts())


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_once_make_one(group, resident):
    for month in (5, 6, 7):
        begin, ends = threading.Barrier(2, timeout=10), []

        def tap(begin=begin, ends=ends, month=month):
            begin.wait()
            try:
                ends.append(a_gathering(group, by=resident, at=AT, on=date(2026, month, 1)).pk)
            finally:
                connections.close_all()

        threads = [threading.Thread(target=tap) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=30)
        assert len(ends) == 2 and len(set(ends)) == 1
    assert Gathering.objects.count() == 3


@pytest.mark.django_db
class TestFigures:
    def test_by_form_and_fiscal_year(self, group, resident):
        other = Group.objects.create(name="見本の庭")
        Membership.objects.create(group=other, user=resident)
        told = [
            (group, date(2026, 3, 31), "outdoors", 5),
            (group, date(2026, 4, 1), "outdoors", 7),
            (other, date(2026, 4, 2), "outdoors", 11),
            (group, date(2026, 5, 1), "no_meeting", None),
        ]
        for which, on, form, people in told:
            a_gathering(which, by=resident, at=AT, on=on, form=form, people=people)
        found = queries.held_by_form(FiscalYear(2025), FiscalYear(2026))
        assert [(h.fiscal_year, h.form, h.gatherings, h.groups, h.people) for h in found] == [
            (2025, "outdoors", 1, 1, 5),
            (2026, "no_meeting", 1, 1, 0),
            (2026, "outdoors", 2, 2, 18),
        ]

    def test_the_next_entry_begins_as_the_last_one_was(self, group, resident):
        assert queries.usual(group, TODAY) == {"on": TODAY, "place": group.venue}
        a_gathering(group, by=resident, at=AT)
        assert queries.usual(group, TODAY) == {
            "on": TODAY,
            "starts_at": time(10),
            "ends_at": time(13),
            "form": "in_person",
            "place": "見本コミュニティセンター",
            "helpers": 3,
            "venue_fee": 1_200,
        }
