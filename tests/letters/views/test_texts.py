"""Writing the texts of letters."""

import pytest
from django.utils import timezone

from ibasho.letters.models import Kind, Letter, LetterTemplate

pytestmark = pytest.mark.django_db
ADDRESS = "/staff/letters/templates/award/"


def typed(**changes):
    told = {
        "title": "交付決定通知書",
        "body": "{団体名} 様\n次のとおり決定しました。",
        "items": "交付決定額：{交付決定額}\n条件：{条件}",
        "effective_from": "2099-04-01",
        "seen": "",
    }
    return told | changes


def test_a_new_version_is_kept_and_listed(approver, worker, enter):
    client = enter(approver)
    assert client.post(ADDRESS, typed(body="｛団体名｝へ")).status_code == 302
    kept = LetterTemplate.objects.get()
    assert (kept.kind, kept.body, kept.written_by) == (Kind.AWARD, "{団体名}へ", approver)
    words = enter(worker).get("/staff/letters/templates/").content.decode()
    assert ("令和81年4月1日" in words, "文面を書く" in words) == (True, False)
    assert "{団体名}へ" in client.get(ADDRESS).content.decode()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"body": "{住所}"}, "本文の{住所}は、この文書では使えません。下の表から選んでください。"),
        ({"items": "額：{金額}"}, "「記」の下に並べることの{金額}は、この文書では使えません。"),
        ({"title": "{期限}"}, "題の{期限}は、この文書では使えません。"),
        ({"items": "条件：{条件}"}, "本文か「記」の下に、{交付決定額}を入れてください。"),
        ({"body": "{団体名"}, "本文の「{」と「}」を組にして、"),
        ({"items": "交付決定額"}, "「交付決定額」の行を「見出し：内容」の形にしてください。"),
        ({"effective_from": "2020-04-01"}, "使い始める日を今日か、今日より後の日にしてください。"),
        ({"effective_from": "4/1/2026"}, "使い始める日"),
        ({"body": ""}, "本文を入れてください。"),
        ({"seen": "\0"}, ""),
    ],
)
@pytest.mark.parametrize("where", ["", "preview/"])
def test_what_is_wrong_is_said_and_kept(approver, enter, changes, message, where):
    told = typed(**changes)
    answer = enter(approver).post(ADDRESS + where, told)
    words = answer.content.decode().replace("&#123;", "{")
    assert (answer.status_code, LetterTemplate.objects.count()) == (200, 0)
    assert message in words
    assert answer.context["form"]["body"].value() == told["body"]


def test_the_preview_keeps_nothing(approver, enter):
    answer = enter(approver).post(ADDRESS + "preview/", typed())
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content[:5] == b"%PDF-"
    assert (LetterTemplate.objects.count(), Letter.objects.count()) == (0, 0)


def test_who_comes_second_keeps_the_words(approver, admin_user, enter):
    enter(approver).post(ADDRESS, typed())
    answer = enter(admin_user).post(ADDRESS, typed(body="{団体名}のみなさま"))
    words = answer.content.decode()
    assert (answer.status_code, LetterTemplate.objects.count()) == (409, 1)
    shown = [part in words for part in ("見本 approverさんが、先に", "{団体名}のみなさま")]
    assert shown == [True, True]


def test_only_who_may_writes(worker, enter):
    client = enter(worker)
    codes = [client.get(ADDRESS).status_code, client.post(ADDRESS, typed()).status_code]
    codes += [client.post(ADDRESS + "preview/", typed()).status_code]
    assert codes == [403, 403, 403]


@pytest.mark.parametrize("slug", ["nothing", "a" * 300])
def test_a_kind_that_there_is_not(approver, enter, slug):
    assert enter(approver).get(f"/staff/letters/templates/{slug}/").status_code == 404


@pytest.mark.parametrize("rows", [0, 1, 30])
def test_the_pages_cost_the_same(approver, enter, django_assert_num_queries, rows):
    LetterTemplate.objects.bulk_create(
        LetterTemplate(
            kind=Kind.AWARD,
            effective_from="2099-04-01",
            title="題",
            body="文",
            written_by=approver,
            written_at=timezone.now(),
        )
        for _time in range(rows)
    )
    client = enter(approver)
    with django_assert_num_queries(3):
        client.get("/staff/letters/templates/")
    with django_assert_num_queries(4):
        client.get(ADDRESS)
