"""Make the annual report of a span of fiscal years as PDF, HTML or workbook."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ibasho.reports.booklet import annual, pages, sheets
from ibasho.reports.forms import SpanForm

MAKERS = {
    ".pdf": pages.as_pdf,
    ".html": lambda booklet: pages.as_html(booklet).encode(),
    ".xlsx": sheets.as_xlsx,
}


class Command(BaseCommand):
    help = "年次報告書を作ります。例：annual_report --from 2016 --to 2020 --output report.pdf"

    def add_arguments(self, parser):
        parser.add_argument("--from", dest="first", required=True, help="はじめの年度")
        parser.add_argument("--to", dest="last", required=True, help="おわりの年度")
        parser.add_argument("--output", type=Path, required=True, help=".pdf .html .xlsx のどれか")

    def handle(self, *, first, last, output, **_options):
        make = MAKERS.get(output.suffix.lower())
        if make is None:
            raise CommandError("--output を .pdf .html .xlsx のどれかで終わる名前にしてください。")
        form = SpanForm({"from": first, "to": last})
        if not form.is_valid():
            raise CommandError("\n".join(str(e) for errors in form.errors.values() for e in errors))
        report = annual.build(*form.span, on=timezone.localdate())
        try:
            output.write_bytes(make(annual.Booklet(report)))
        except OSError as error:
            raise CommandError(f"書き込めませんでした：{error.strerror}") from error
        self.stdout.write(f"{report.span} {output}")
