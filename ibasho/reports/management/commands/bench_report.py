"""Time the annual report on invented data of many years and groups: one JSON object a line.

It comes as the owner of the tables (manage.py), since it fills them in one go without the triggers
that hold every single step. Everything happens in a transaction that is taken back. Where chromium
is installed, it prints the same HTML in the same run, to compare.
"""

import json
import shutil
import subprocess
import tempfile
import time
from datetime import date, datetime, timedelta
from datetime import time as clock
from io import BytesIO
from pathlib import Path

import pgtrigger
from django.core.management.base import BaseCommand
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pikepdf import Pdf

from consultations.models import Consultation
from grants.models import Application, Programme, ProgrammeYear, Submission
from ibasho import pdf
from ibasho.accounts.models import User
from ibasho.accounts.permissions import Role
from ibasho.dates import JAPAN, FiscalYear
from ibasho.groups.models import Gathering, Group, Status, StatusChange
from ibasho.letters.models import Letter
from ibasho.reports.booklet import annual, pages, sheets
from ibasho.reports.booklet.annual import Booklet

LAST = FiscalYear(2080)  # behind everything that is really there, the first of 25 years too
SIZES = [(years, groups) for years in (1, 5, 25) for groups in (15, 150, 1500)]
GATHERINGS, TALKS, AMOUNT = 6, 4, 44_400  # of each group in each year
BATCH = 2_000
COMPARED = 60  # pages at most that are also printed by chromium
CHROMIUM = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
PEAK = Path("/proc/self")


class Command(BaseCommand):
    help = "年次報告書の速さをはかります。例：bench_report --years 5 --groups 150（無ければ9通り）"

    def add_arguments(self, parser):
        parser.add_argument("--years", type=int, help="年度の数（25まで）")
        parser.add_argument("--groups", type=int, help="団体の数")

    def handle(self, *, years, groups, **_options):
        sizes = [(years or 5, groups or 150)] if years or groups else SIZES
        # A warm process has made a report before: fonts and style are there.
        pages.as_pdf(Booklet(annual.build(LAST, LAST, on=LAST.last)))
        for size in sizes:
            with transaction.atomic():
                with pgtrigger.ignore():
                    Crowd(*size).fill()
                for told in _measured(size, self._progress):
                    self.stdout.write(json.dumps(told, ensure_ascii=False))
                transaction.set_rollback(True)

    def _progress(self, page):
        if page % 50 == 0:
            self.stderr.write(f"{page}ページ目を組んでいます")


def _measured(size, on_page):
    years, groups = size
    first = FiscalYear(LAST.year - years + 1)
    with CaptureQueriesContext(connection) as queries:
        booklet, seconds = _timed(lambda: Booklet(annual.build(first, LAST, on=LAST.last)))
    told = {"size": f"{years} years × {groups} groups"}
    yield {"what": "figures", **told, "queries": len(queries), **seconds}
    html, seconds = _timed(lambda: pages.paper(booklet))
    yield {"what": "html", **told, "queries": 0, **seconds}
    paper, seconds = _timed(lambda: pdf.render_pdf(html, title="見本", on_page=on_page))
    count = _pages(paper)
    yield {"what": "pdf", **told, "queries": 0, **seconds, "pages": count}
    if count <= COMPARED and (chromium := shutil.which("chromium")):
        yield {"what": "chromium", **told, **_printed(chromium, pages.as_html(booklet))}
    _book, seconds = _timed(lambda: sheets.as_xlsx(booklet))
    yield {"what": "xlsx", **told, "queries": 0, **seconds}


def _timed(act):
    """What it gives, the seconds it took, and the most memory held meanwhile, in MB."""
    if (PEAK / "clear_refs").exists():
        (PEAK / "clear_refs").write_text("5")  # the peak begins anew
    begun = time.perf_counter()
    given = act()
    return given, {"seconds": round(time.perf_counter() - begun, 3), "MB": _peak()}


def _peak() -> int:
    status = PEAK / "status"
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")), 0)


def _printed(chromium: str, html: str):
    """How long headless chromium takes for the same page, its own start included."""
    with tempfile.TemporaryDirectory() as folder:
        page, made = Path(folder) / "report.html", Path(folder) / "report.pdf"
        page.write_text(html, encoding="utf-8")
        command = [chromium, *CHROMIUM, f"--print-to-pdf={made}", page.as_uri()]
        begun = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, timeout=300)  # noqa: S603
        seconds = round(time.perf_counter() - begun, 3)
        return {"seconds": seconds, "pages": _pages(made.read_bytes())}


def _pages(paper: bytes) -> int:
    with Pdf.open(BytesIO(paper)) as made:
        return len(made.pages)


class Crowd:
    """So many groups that each apply, are awarded, meet and talk in each of so many years."""

    def __init__(self, years: int, groups: int):
        self.years = [FiscalYear(LAST.year - n) for n in reversed(range(years))]
        self.count = groups
        self.now = datetime.combine(LAST.last, clock(12), tzinfo=JAPAN)
        self.by, self.other = (
            User.objects.create(email=f"bench-{n}@example.jp", name="見本", role=Role.WORKER)
            for n in range(2)
        )

    def fill(self) -> None:
        self.groups = Group.objects.bulk_create(
            (Group(name=f"見本の会{n:04}", reading="みほん") for n in range(self.count)), BATCH
        )
        first = self.years[0].first
        StatusChange.objects.bulk_create(
            (
                StatusChange(group=g, status=Status.ACTIVE, day=first, noted_at=self.now)
                for g in self.groups
            ),
            BATCH,
        )
        programme = Programme.objects.create(name="見本の測定", slug="bench")
        for year in self.years:
            self._year(year, programme)
        year = self.years[0]
        Gathering.objects.bulk_create(self._gatherings(year), BATCH)
        Consultation.objects.bulk_create(self._talks(year), BATCH)
        for model, owner in ((Gathering, "noted_by_id"), (Consultation, "written_by_id")):
            self._repeat(model, owner)

    def _repeat(self, model, owner: str) -> None:
        """The rows of the first year again in all others; within the database, since they are many."""
        told = {"id": "gen_random_uuid()", "on": '("on" + make_interval(years => n))::date'}
        columns = [
            f'"{field.column}"' for field in model._meta.concrete_fields if not field.generated
        ]
        values = [told.get(column.strip('"'), column) for column in columns]
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {model._meta.db_table} ({', '.join(columns)})"  # noqa: S608
                f" SELECT {', '.join(values)} FROM {model._meta.db_table}"
                f" CROSS JOIN generate_series(1, %s) n WHERE {owner} = %s",
                [len(self.years) - 1, self.by.pk],
            )

    def _year(self, year: FiscalYear, programme: Programme) -> None:
        kept = ProgrammeYear.objects.create(
            programme=programme,
            fiscal_year=year.year,
            terms={},
            opens_on=year.first,
            closes_on=year.last,
            budget=AMOUNT * self.count,
        )
        letters = Letter.objects.bulk_create(self._letters(year), BATCH)
        awarded = Application.objects.bulk_create(self._applications(kept, letters), BATCH)
        Submission.objects.bulk_create(map(self._submission, awarded), BATCH)

    def _letters(self, year: FiscalYear):
        for number, group in enumerate(self.groups, start=1):
            yield Letter(
                kind="award",
                fiscal_year=year.year,
                number=number,
                group=group,
                issued_on=year.first,
                issued_at=self.now,
                issued_by=self.by,
                content={},
                checksum="",
            )

    def _applications(self, year: ProgrammeYear, letters):
        moments = ("started_at", "submitted_at", "recommended_at", "decided_at")
        amounts = ("requested_amount", "recommended_amount", "awarded_amount", "granted_amount")
        for group, letter in zip(self.groups, letters, strict=True):
            yield Application(
                programme_year=year,
                group=group,
                state="awarded",
                receipt_number=f"{year.year.short}-{letter.number:04}",
                started_by=self.by,
                recommended_by=self.by,
                decided_by=self.other,
                letter=letter,
                **dict.fromkeys(moments, self.now),
                **dict.fromkeys(amounts, AMOUNT),
            )

    def _submission(self, application: Application) -> Submission:
        lines = [{"key": "activity", "label": "活動費", "yen": AMOUNT}]
        return Submission(
            application=application,
            round=1,
            at=self.now,
            by=self.by,
            terms={},
            answers={},
            facts={},
            breakdown={"lines": lines},
            amount=AMOUNT,
        )

    def _gatherings(self, year: FiscalYear):
        for group in self.groups:
            for n in range(GATHERINGS):
                yield Gathering(
                    group=group,
                    on=_day(year, n, GATHERINGS),
                    starts_at=clock(10),
                    ends_at=clock(12),
                    people=10,
                    helpers=2,
                    noted_by=self.by,
                    noted_at=self.now,
                )

    def _talks(self, year: FiscalYear):
        for group in self.groups:
            for n in range(TALKS):
                yield Consultation(
                    on=_day(year, n, TALKS),
                    channel="phone" if n % 2 else "visit",
                    out_of_office=n == 0,
                    asker="group",
                    group=group,
                    topics=["money"],
                    what_happened="見本の相談",
                    written_by=self.by,
                    written_at=self.now,
                )


def _day(year: FiscalYear, n: int, of: int) -> date:
    return year.first + timedelta(days=n * 360 // of)
