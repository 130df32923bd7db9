"""`manage.py worked_cases FILE.json`: holds worked cases against the rules of the screens."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from grants.rules.cases import Case, CasesError, differences, explained, read_cases


class Command(BaseCommand):
    """Prints each case that differs and ends with 1 if any does, or if the file is unreadable."""

    help = "計算例のファイルを、画面と同じ規則で確かめます。違うものがあれば 1 で終わります。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE.json", type=Path)
        words = "どの例も、計算と判定を1行ずつ書きます。"
        parser.add_argument("--explain", action="store_true", help=words)

    def handle(self, *, file: Path, explain: bool = False, **options: object) -> None:
        cases = _cases(file)
        if explain:
            for case in cases:
                self.stdout.write(f"○ {case.name}（{case.source}）")
                self.stdout.write("\n".join(f"    {line}" for line in explained(case)))
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


class Twice(Exception):
    """A name that stands twice in one object: only one of its values could count."""


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        raise Twice(next(name for name in names if names.count(name) > 1))
    return found


def _place(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.lineno}行{error.colno}文字目"
    if isinstance(error, UnicodeDecodeError):
        return "文字コードが UTF-8 ではありません"
    if isinstance(error, RecursionError):
        return "入れ子が深すぎます"
    return "数が大きすぎます"


def _cases(file: Path) -> tuple[Case, ...]:
    try:
        document = json.loads(file.read_bytes().decode("utf-8-sig"), object_pairs_hook=_once_each)
    except Twice as error:
        raise CommandError(
            f"{file} に「{error}」という項目が、同じところに2回あります。"
        ) from error
    except OSError as error:
        raise CommandError(f"{file} を開けません（{error.strerror}）。") from error
    except (ValueError, RecursionError) as error:
        raise CommandError(f"{file} は JSON として読み取れません（{_place(error)}）。") from error
    try:
        return read_cases(document)
    except CasesError as error:
        raise CommandError(f"{file} を計算例として読み取れません。{error}") from error
