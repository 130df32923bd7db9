"""A file is taken in whole or not at all, and never twice; the dry run names row and column."""

import csv
import io
from datetime import date, time

import pytest
from django.db import DatabaseError, connection, transaction

from consultations import tasks
from consultations.importing import intaking
from consultations.models import (
    Confidence,
    Consultation,
    Intake,
    IntakeRow,
    IntakeState,
    Introduction,
)
from ibasho.groups.models import District, Group
from tests.consultations.factories import WRITTEN, a_group, an_area

pytestmark = pytest.mark.django_db
HEADS = [
    "番号",
    "相談日",
    "方法",
    "相談した人",
    "相談者",
    "団体名",
    "担当者",
    "対象",
    "話題",
    "内容",
    "所感",
]


def row(number, **changes):
    """One line of an older log; the last column is what a worker thought."""
    plain = {
        "番号": f"H30-{number:03}",
        "相談日": "平成30年６月１日",
        "方法": "電話",
        "相談した人": "個人",
        "相談者": "髙橋①",
        "団体名": "見本の会",
        "担当者": "見本 worker",
        "対象": "高齢者、多世代",
        "話題": "場所/資金",
        "内容": "見本の相談\n二行目",
        "所感": "canary",
    }
    return [(plain | changes)[head] for head in HEADS]


def a_file(rows, encoding="cp932", heads=HEADS):
    out = io.StringIO(newline="")
    csv.writer(out).writerows([heads, *rows])
    return out.getvalue().encode(encoding)


@pytest.fixture
def receive(worker):
    def _receive(content, target="consultations", name="記録.csv"):
        return intaking.receive(target=target, name=name, content=content, by=worker, at=WRITTEN)

    return _receive


@pytest.fixture
def group():
    return a_group("見本の会", area=an_area())


def checked(intake):
    return intaking.dry_run(intake, at=WRITTEN)


def load(intake, worker):
    return intaking.load(checked(intake), by=worker, at=WRITTEN)


def test_three_bad_rows_of_500_change_nothing_and_are_named(receive, worker, group):
    rows = [row(number) for number in range(500)]
    rows[9] = row(9, 相談日="4/1/2018")
    rows[99] = row(99, 方法="のろし", 団体名="ない会")
    rows[498] = row(498, 内容="")
    intake = checked(receive(a_file(rows)))
    assert (intake.rows, intake.faulty) == (500, 3)
    assert [(number, heading) for number, heading, _words in intake.faults] == [
        (11, "相談日"),
        (101, "方法"),
        (101, "団体名"),
        (500, "内容"),
    ]
    words = [each for *_where, each in intake.faults]
    assert words[0].startswith("日付を確かめてください。どれが年か分かりません。")
    assert words[1].startswith("方法を次のことばにしてください：来所、電話、")
    assert words[2] == "その名前の団体がありません。先に団体を取りこむか、名前を直してください。"
    assert words[3] == "できごとを入れてください。"
    with pytest.raises(intaking.NotReady):
        intaking.load(intake, by=worker, at=WRITTEN)
    assert (Consultation.objects.count(), IntakeRow.objects.count()) == (0, 0)


def test_a_log_is_taken_in_once(receive, worker, group):
    content = a_file([row(1), row(2, 相談日="R1.5.1", 担当者="", 対象="", 話題="")])
    done = load(receive(content), worker)
    assert (done.state, done.added, done.content) == (IntakeState.DONE, 2, None)
    later, first = Consultation.objects.all()
    assert (first.on, later.on) == (date(2018, 6, 1), date(2019, 5, 1))
    assert (first.group, first.area, first.asker_name) == (group, group.area, "髙橋①")
    assert (first.audiences, first.topics) == (["elderly", "all_ages"], ["venue", "money"])
    assert (first.what_happened, list(first.workers.all())) == ("見本の相談\n二行目", [worker])
    assert (first.written_by, first.written_at) == (worker, WRITTEN)
    # The same file, and another file with the same rows and one more.
    with pytest.raises(intaking.AlreadyTaken) as there:
        receive(content)
    assert there.value.intake == done
    again = load(receive(a_file([row(1), row(3)], "utf-8-sig"), name="続き.csv"), worker)
    assert (again.rows, again.known_rows, again.added) == (2, 1, 1)
    assert Consultation.objects.count() == 3


def test_rows_without_a_number_have_what_they_say_for_a_key(receive, worker):
    heads = ["日付", "方法", "相談した人", "できごと"]
    rows = [["2018/6/1", "電話", "個人", "一"], ["2018/6/1", "電話", "個人", "二"]]
    load(receive(a_file(rows, "utf-8", heads)), worker)
    more = [rows[1], ["2018/6/2", "電話", "匿名", "三"], rows[1]]
    intake = checked(receive(a_file(more, "utf-8", heads)))
    assert [(f[0], f[2]) for f in intake.faults] == [
        (4, "2行目と同じ記録です。番号を変えるか、どちらかを消してください。")
    ]
    assert load(receive(a_file(more[:2], "utf-8", heads)), worker).added == 1


def test_a_reflection_is_not_read_whatever_its_column_is_called(receive, worker, group):
    intake = receive(a_file([row(1)]))
    assert intake.mapping[HEADS.index("所感")] == ""
    load(intake, worker)
    record = Consultation.objects.get()
    assert (record.reflections.count(), Confidence.objects.count()) == (0, 0)
    told = [getattr(record, field.attname) for field in Consultation._meta.concrete_fields]
    assert "canary" not in str(told)
    assert "canary" not in str(list(Intake.objects.values()))


def test_groups_are_taken_in(receive, worker):
    area = an_area("見本の圏域")
    District.objects.create(name="見本福祉の会", area=area)
    heads = ["名称", "フリガナ", "地域社協", "代表者", "電話"]
    rows = [["𠮷髙の家", "ヨシタカノイエ", "見本福祉の会", "見本　花子", "０４２２−００−０００１"]]
    load(receive(a_file(rows, "utf-8", heads), "groups"), worker)
    group = Group.objects.get()
    assert (group.name, group.reading, group.area) == ("𠮷髙の家", "よしたかのいえ", area)
    assert (group.representative, group.phone) == ("見本　花子", "0422-00-0001")


@pytest.mark.parametrize(
    ("changes", "heading", "words"),
    [
        ({"相談日": "2030年1月1日"}, "相談日", "今日より前の日"),
        ({"相談日": "令和元年3月1日"}, "相談日", "令和は元年5月1日から"),
        ({"相談した人": ""}, "相談した人", "相談した人を入れてください"),
        ({"相談した人": "匿名"}, "相談者", "匿名の相談では"),
        ({"担当者": "だれか"}, "担当者", "職員がいません"),
        ({"話題": "場所、そら"}, "話題", "話題を次のことばに"),
        ({"団体名": "ふたごの会"}, "団体名", "2つ以上あります"),
        ({"内容": "あ" * 10_001}, "内容", "10000文字まで"),
    ],
)
def test_each_fault_is_said_in_its_place(changes, heading, words, receive, group):
    a_group("ふたごの会")
    a_group("ふたごの会")
    intake = checked(receive(a_file([row(1, **changes)], "utf-8")))
    ((number, where, said),) = intake.faults
    assert (number, where, words in said) == (2, heading, True), said


def test_the_mapping_may_be_changed_until_it_is_taken_in(receive, worker, group):
    intake = checked(receive(a_file([row(1)])))
    again = intaking.map_columns(intake, mapping=["", *intake.mapping[1:]])
    assert (again.state, again.is_ready) == (IntakeState.UPLOADED, False)
    done = load(again, worker)
    for act in (
        lambda: intaking.map_columns(done, mapping=[]),
        lambda: intaking.load(done, by=worker, at=WRITTEN),
        lambda: intaking.discard(done),
    ):
        with pytest.raises(intaking.NotReady):
            act()


def test_what_nobody_took_in_is_forgotten(receive, worker, group):
    receive(a_file([row(1)]))
    later = WRITTEN + intaking.FORGOTTEN * 2
    intaking.receive(
        target="consultations", name="b.csv", content=a_file([row(2)]), by=worker, at=later
    )
    assert list(Intake.objects.values_list("name", flat=True)) == ["b.csv"]


def test_a_long_file_is_the_workers(receive, worker, group):
    intake = receive(a_file([row(1)]))
    intaking.begin(intake, IntakeState.CHECKING)
    with pytest.raises(intaking.NotReady):
        intaking.map_columns(intake, mapping=[])
    tasks.check_intake(intake_id=str(intake.pk))
    intake.refresh_from_db()
    assert (intake.state, intake.is_ready) == (IntakeState.CHECKED, True)
    intaking.begin(intake, IntakeState.LOADING)
    tasks.load_intake(intake_id=str(intake.pk))
    intake.refresh_from_db()
    assert (intake.state, intake.added) == (IntakeState.DONE, 1)
    tasks.load_intake(intake_id="00000000-0000-0000-0000-000000000000")


def test_work_that_fails_gives_the_file_back(receive, worker, group):
    intake = checked(receive(a_file([row(1)])))
    intaking.begin(intake, IntakeState.LOADING)
    group.delete()
    with pytest.raises(intaking.NotReady):
        tasks.load_intake(intake_id=str(intake.pk))
    intake.refresh_from_db()
    assert (intake.state, Consultation.objects.count()) == (IntakeState.UPLOADED, 0)


def test_a_record_that_fails_in_the_middle_takes_all_back(receive, worker, group, monkeypatch):
    intake = checked(receive(a_file([row(1), row(2)])))
    kept = Consultation.save

    def save(self, *args, **kwargs):
        if Consultation.objects.exists():
            raise RuntimeError
        kept(self, *args, **kwargs)

    monkeypatch.setattr(Consultation, "save", save)
    with pytest.raises(RuntimeError):
        intaking.load(intake, by=worker, at=WRITTEN)
    assert (Consultation.objects.count(), Introduction.objects.count()) == (0, 0)
    assert IntakeRow.objects.count() == 0


def test_only_listeners_take_in(receive, auditor, group):
    with pytest.raises(intaking.NotAllowed):
        intaking.receive(
            target="groups", name="a.csv", content=a_file([row(1)]), by=auditor, at=WRITTEN
        )
    intake = checked(receive(a_file([row(1)])))
    with pytest.raises(intaking.NotAllowed):
        intaking.load(intake, by=auditor, at=WRITTEN)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE consultations_intake SET added = 9",
        "DELETE FROM consultations_intake",
        "INSERT INTO consultations_intakerow (intake_id, target, key, thing)"
        " SELECT intake_id, target, key, thing FROM consultations_intakerow",
    ],
)
def test_the_database_keeps_what_was_taken_in(statement, receive, worker, group):
    load(receive(a_file([row(1)])), worker)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_times_and_minutes_are_read_as_people_write_them(receive, worker):
    heads = [
        "日付",
        "時間",
        "所要時間",
        "出向いた先",
        "新規・継続",
        "方法",
        "相談した人",
        "できごと",
    ]
    rows = [["S64.1.7", "午後１時", "３０分", "○", "継続", "訪問", "団体", "=1+1"]]
    load(receive(a_file(rows, "utf-8", heads)), worker)
    record = Consultation.objects.get()
    assert (record.on, record.at_time, record.minutes) == (date(1989, 1, 7), time(13), 30)
    assert (record.out_of_office, record.continuing) == (True, True)
    assert record.what_happened == "=1+1"
