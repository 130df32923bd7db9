"""The pages of an intake: the file, the columns, the dry run, the work of the worker."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from procrastinate.contrib.django.models import ProcrastinateJob

from consultations.importing import intaking
from consultations.importing.reading import rows_of
from consultations.models import Consultation, Intake
from tests.consultations.importing.test_reading import an_xlsx

pytestmark = pytest.mark.django_db
LIST = "/staff/imports/"
HEADS = "日付,方法,相談した人,内容,所感\n"


@pytest.fixture
def client(enter, worker):
    return enter(worker)


def send(client, text, name="記録.csv", target="consultations"):
    content = text.encode("cp932") if isinstance(text, str) else text
    return client.post(LIST, {"target": target, "file": SimpleUploadedFile(name, content)})


def typed(client, page):
    form = client.get(page).context["form"]
    return {name: form[name].value() for name in form.fields}


def test_from_the_file_to_the_records(client):
    page = send(client, HEADS + "平成30年6月1日,電話,個人,見本,canary\n")["Location"]
    answers = typed(client, page)
    assert list(answers.values()) == ["on", "channel", "asker", "what_happened", ""]
    shown = client.post(f"{page}check/", answers, follow=True).content.decode()
    assert "新しく入るのは1件" in shown
    assert "canary" not in shown
    assert Consultation.objects.count() == 0
    done = client.post(f"{page}load/", follow=True).content.decode()
    assert "1件を取りこみました" in done
    assert Consultation.objects.count() == 1
    again = send(client, HEADS + "平成30年6月1日,電話,個人,見本,canary\n")
    assert "もう一度は取りこみません" in again.content.decode()


def test_faults_are_shown_by_row_and_column(client):
    page = send(client, HEADS + "平成30年6月1日,電話,個人,見本,\n昨日,電話,個人,見本,\n")[
        "Location"
    ]
    shown = client.post(f"{page}check/", typed(client, page), follow=True).content.decode()
    assert "2行のうち1行に、直すところがあります" in shown
    assert '<td class="text-nowrap">日付</td>' in shown
    assert f"{page}load/" not in shown
    client.post(f"{page}load/")
    assert Consultation.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"column-0": ""}, "次の列がどれか、選んでください：日付"),
        ({"column-4": "on"}, "「日付」が2つの列で選ばれています"),
        ({"column-4": "reflection"}, "所感を選んでください"),
    ],
)
def test_a_mapping_that_cannot_be_is_said(changes, words, client):
    page = send(client, HEADS + "平成30年6月1日,電話,個人,見本,canary\n")["Location"]
    answer = client.post(f"{page}check/", typed(client, page) | changes)
    assert words in answer.content.decode()


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.csv", "ファイルが空です"),
        (b"%PDF-1.7\n", "a.pdf", "csvかxlsx"),
        (b"a,b\n\xff\xff", "a.csv", "2行目あたりの文字を読めません"),
        (an_xlsx([["日付"]]), "a.xlsx", "2行目から記録を"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_at_its_field(content, name, words, client):
    answer = send(client, content, name)
    assert (answer.status_code, words in answer.content.decode()) == (200, True)
    assert not Intake.objects.exists()


def test_a_formula_is_refused_in_its_place(client):
    rows = [["日付", "方法", "相談した人", "内容"], ["=TODAY()", "電話", "個人", "見本"]]
    page = send(client, an_xlsx(rows), "記録.xlsx")["Location"]
    shown = client.post(f"{page}check/", typed(client, page), follow=True).content.decode()
    assert "計算式ではなく、値を入れてください" in shown


def test_a_long_file_is_handed_to_the_worker_and_its_page_looks_again(client, monkeypatch):
    monkeypatch.setattr(intaking, "AT_ONCE", 1)
    page = send(client, HEADS + "平成30年6月1日,電話,個人,見本,\n")["Location"]
    shown = client.post(f"{page}check/", typed(client, page), follow=True).content.decode()
    assert "確かめています（0行まで済みました）" in shown
    assert f'hx-get="{page}"' in shown
    assert list(ProcrastinateJob.objects.values_list("task_name", flat=True)) == ["check_intake"]
    assert client.post(f"{page}check/", {"column-0": "on"}).status_code == 200
    client.post(f"{page}discard/")
    assert not Intake.objects.exists()


@pytest.mark.parametrize("target", ["consultations", "groups"])
def test_the_empty_files_can_be_read_again(target, client):
    for ending in ("csv", "xlsx"):
        content = client.get(f"{LIST}templates/{target}.{ending}").getvalue()
        rows = rows_of(content, f"a.{ending}")
        page = send(client, content, f"a.{ending}", target)["Location"]
        assert "" not in typed(client, page).values()
        assert len(rows) == 2
        answer = client.post(f"{page}check/", typed(client, page), follow=True)
        assert "直すところはありません" in answer.content.decode()
    assert load_workbook(io.BytesIO(content)).active["A1"].value == "番号"
    assert client.get(f"{LIST}templates/{target}.exe").status_code == 404


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_pages_cost_the_same_for_any_number_of_rows(rows, client, django_assert_num_queries):
    lines = "".join(f"平成30年6月{n % 30 + 1}日,電話,個人,見本{n},\n" for n in range(rows))
    page = send(client, HEADS + lines)["Location"]
    client.post(f"{page}check/", typed(client, page))
    for number in range(rows):
        send(client, HEADS + f"平成30年6月1日,電話,個人,{number},\n")
    with django_assert_num_queries(3):
        client.get(LIST)
    with django_assert_num_queries(6):
        client.get(page)


def test_only_listeners_come_here(enter, auditor, resident):
    assert [enter(user).get(LIST).status_code for user in (auditor, resident)] == [403, 403]
