"""`manage.py worked_cases FILE.json`: holds worked cases against the rules of the screens."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from grants.rules.cases import Case, CasesError, differences, read_cases


class Command(BaseCommand):
    """Prints each case that differs and ends with 1 if any does, or if the file is unreadable."""

    help = "計算例のファイルを、画面と同じ規則で確かめます。違うものがあれば 1 で終わります。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE.json", type=Path)

    def handle(self, *, file: Path, **options: object) -> None:
        cases = _cases(file)
        wrong = sum(self._differs(case) for case in cases)
        if wrong:
            raise CommandError(f"{len(cases)}件のうち{wrong}件が違います。")
        self.stdout.write(f"{len(cases)}件すべて一致しました。")

    def _differs(self, case: Case) -> bool:
        found = differences(case)
        if found:
            self.stdout.write(f"× {case.name}（{case.source}）")
            self.stdout.write("\n".join(f"    {line}" for line in found))
        return bool(found)


def _cases(file: Path) -> tuple[Case, ...]:
    try:
        document = json.loads(file.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise CommandError(f"{file} を開けません（{error.strerror}）。") from error
    except (ValueError, RecursionError) as error:
        raise CommandError(f"{file} は JSON として読み取れません（{error}）。") from error
    try:
        return read_cases(document)
    except CasesError as error:
        raise CommandError(f"{file} を計算例として読み取れません。{error}") from error
