"""The life of an edition: frozen for good, the next one says what is different."""

from datetime import datetime, timedelta
from io import BytesIO

import pikepdf
import pytest
from django.db import DatabaseError, connection, transaction
from openpyxl import load_workbook

from consultations import consenting
from consultations.models import PastFigure, Voice
from ibasho.dates import JAPAN, FiscalYear
from ibasho.groups.models import Group
from ibasho.reports import editions
from ibasho.reports.booklet import booklets, pages, printing
from ibasho.reports.booklet.chapters import Arrangement, Placed
from ibasho.reports.models import Edition, EditionFile, FileState, Format
from tests.consultations.factories import a_consented_voice, a_consultation
from tests.reports.conftest import ON

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=JAPAN)
FIVE_YEARS = {"first": FiscalYear(2016), "last": FiscalYear(2020)}
WORDS = Arrangement(
    "五年をふりかえって。", (Placed("groups"), Placed("figures", text="八つの数字。"))
)


def begun(by):
    return editions.begin(by=by, at=NOON, **FIVE_YEARS)


def frozen(by, *, at=NOON):
    return editions.freeze(begun(by), by=by, at=at, on=ON)


def cells(xlsx):
    return list(load_workbook(BytesIO(xlsx))["相談"].iter_rows(values_only=True))


def source_of(archive):
    """The rows of a table of the workbook that lies within an archival paper, as its source."""
    with pikepdf.open(BytesIO(archive)) as paper:
        enclosed = paper.Root.AF[0]
        assert (enclosed.AFRelationship, enclosed.UF) == ("/Source", "ibasho-2016-2020-1.xlsx")
        assert paper.open_metadata()["pdfaid:part"] == "3"
        return cells(enclosed.EF.F.read_bytes())


def refused(sql, *values):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_an_open_edition_is_begun_once(five_years, approver):
    assert begun(approver) == begun(approver)
    assert Edition.objects.count() == 1


def test_words_and_order_are_kept(five_years, worker):
    first = begun(worker)
    editions.write(first, arrangement=WORDS, seen=first.version, by=worker, at=NOON)
    booklet = booklets.of(Edition.objects.get(), on=ON)
    assert [one.key for one in booklet.arrangement.placed][:3] == ["groups", "figures", "about"]
    html = pages.paper(booklet)
    assert (
        html.index("五年をふりかえって。") < html.index('id="groups"') < html.index("八つの数字。")
    )


def test_a_chapter_can_be_left_out(five_years, worker):
    first = begun(worker)
    arrangement = Arrangement("", (Placed("voices", shown=False),)).whole
    editions.write(first, arrangement=arrangement, seen=first.version, by=worker, at=NOON)
    assert 'id="voices"' not in pages.paper(booklets.of(Edition.objects.get(), on=ON))


def test_who_was_first_is_not_overwritten(five_years, worker, approver):
    opened = begun(worker)
    later = NOON + timedelta(minutes=1)
    editions.write(opened, arrangement=WORDS, seen=opened.version, by=approver, at=later)
    with pytest.raises(editions.ChangedMeanwhile) as clash:
        editions.write(opened, arrangement=Arrangement(), seen=opened.version, by=worker, at=later)
    assert clash.value.edition.written_by == approver


def test_a_worker_writes_and_does_not_freeze(five_years, worker, auditor):
    with pytest.raises(editions.NotAllowed):
        editions.freeze(begun(worker), by=worker, at=NOON, on=ON)
    with pytest.raises(editions.NotAllowed):
        begun(auditor)


def test_a_frozen_edition_stays_what_it_was(five_years, approver):
    edition = frozen(approver)
    printed = pages.as_pdf(booklets.of(edition, on=ON))
    PastFigure.objects.filter(fiscal_year=2020).update(count=117)
    Group.objects.filter(name="sun").delete()
    later = booklets.of(Edition.objects.get(), on=ON + timedelta(days=400))
    assert pages.as_pdf(later) == printed


def test_the_next_edition_says_what_is_different(five_years, approver):
    frozen(approver)
    PastFigure.objects.filter(fiscal_year=2020).update(count=117)
    Group.objects.filter(name="sun").delete()
    said = {
        "words": "足りなかった声",
        "heard_on": ON.replace(2019),
        "consented_on": ON.replace(2019),
    }
    a_consented_voice(**said)
    second = frozen(approver, at=NOON + timedelta(days=1))
    assert second.number == 2
    assert second.changes == [
        "数字：「相談件数の合計」の値が「639」から「640」になりました。",
        "数字：「居場所の団体」の値が「15」から「14」になりました。",
        "相談：「令和2年度」の件数が「116」から「117」になりました。",
        "団体：「sun」がなくなりました。",
        "町：「緑町」がなくなりました。",
        "声：「足りなかった声」が加わりました。",
    ]
    html = pages.paper(booklets.of(second, on=ON))
    assert second.changes[2] in html


def test_a_late_consultation_changes_only_the_next_edition(db, approver):
    a_consultation(on=ON.replace(month=5), topics=["venue"])
    year = {"first": FiscalYear(2026), "last": FiscalYear(2026)}

    def freeze(at):
        open_one = editions.begin(by=approver, at=at, **year)
        return editions.freeze(open_one, by=approver, at=at, on=ON)

    first = freeze(NOON)
    printed = pages.as_pdf(booklets.of(first, on=ON))
    a_consultation(on=ON.replace(month=6), topics=["venue"], out_of_office=True)
    assert pages.as_pdf(booklets.of(Edition.objects.get(), on=ON)) == printed
    second = freeze(NOON + timedelta(days=1))
    assert second.changes == [
        "数字：「出向いた先で受けた相談」の値が「0」から「1」になりました。",
        "数字：「出向いた先で受けた相談」の注が「記録1件の0%」から「記録2件の50%」になりました。",
        "相談の内訳：「月・6月」の件数が「0」から「1」になりました。",
        "相談の内訳：「話題・場所」の件数が「1」から「2」になりました。",
        "相談の内訳：「方法・電話」の件数が「1」から「2」になりました。",
        "相談の内訳：「新規・継続・新規」の件数が「1」から「2」になりました。",
    ]


def test_a_withdrawn_voice_is_not_in_the_next_edition(five_years, approver):
    a_consented_voice(
        words="あとで取り消す声", heard_on=ON.replace(2019), consented_on=ON.replace(2019)
    )
    frozen(approver)
    consenting.withdraw(Voice.objects.get(), by=approver, at=NOON, on=ON)
    second = frozen(approver, at=NOON + timedelta(days=1))
    assert second.changes == ["声：「あとで取り消す声」がなくなりました。"]


def test_the_database_keeps_a_frozen_edition(five_years, approver):
    edition = frozen(approver)
    refused("UPDATE reports_edition SET foreword = 'x'")
    refused("DELETE FROM reports_edition")
    open_one = editions.begin(first=FiscalYear(2020), last=FiscalYear(2020), by=approver, at=NOON)
    refused(
        "UPDATE reports_edition SET snapshot = 'x', checksum = %s, frozen_at = now(),"
        " frozen_by_id = begun_by_id WHERE id = %s",
        edition.checksum,
        open_one.pk,
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        EditionFile.objects.create(edition=open_one, format=Format.PDF, asked_at=NOON)


def test_files_are_made_once_and_stay(five_years, approver, failures_of):
    edition = frozen(approver)
    assert set(edition.files.values_list("format", "state")) == {
        ("pdf", "waiting"),
        ("xlsx", "waiting"),
    }
    for file in [*edition.files.all(), editions.ask(edition, Format.ARCHIVE, at=NOON)]:
        printing.make(file.pk, clock=lambda: NOON)
    made = {file.format: bytes(file.content) for file in edition.files.all()}
    assert failures_of(made["pdf"]) == []
    assert made["pdf"] == pages.as_pdf(booklets.of(edition, on=ON))
    assert source_of(made["archive"]) == cells(made["xlsx"])
    pdf = edition.files.get(format=Format.PDF)
    with pikepdf.open(BytesIO(made["pdf"])) as paper:
        count = len(paper.pages)
    assert (pdf.page, pdf.size) == (count // 5 * 5, len(made["pdf"]))
    printing.make(pdf.pk, clock=lambda: NOON + timedelta(days=1))
    assert edition.files.get(format=Format.PDF).made_at == NOON
    refused("UPDATE reports_editionfile SET content = 'x' WHERE id = %s", pdf.pk)


def test_a_file_that_failed_is_asked_for_again(five_years, approver, monkeypatch):
    edition = frozen(approver)
    file = edition.files.get(format=Format.PDF)
    with monkeypatch.context() as broken:
        broken.setattr(pages, "as_pdf", lambda *_a, **_k: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            printing.make(file.pk, clock=lambda: NOON)
    file.refresh_from_db()
    assert file.state == FileState.FAILED
    assert editions.ask(edition, Format.PDF, at=NOON).state == FileState.WAITING
