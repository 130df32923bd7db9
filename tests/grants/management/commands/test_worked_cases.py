"""The command: agreement, difference, and files that nobody can read."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

CASES = Path("tests/grants/rules/worked_cases.json")


def run(file):
    out = StringIO()
    try:
        call_command("worked_cases", str(file), stdout=out)
    except CommandError as error:
        return out.getvalue(), error
    return out.getvalue(), None


def test_all_agree():
    count = len(json.loads(CASES.read_text(encoding="utf-8")))
    assert run(CASES) == (f"{count}件すべて一致しました。\n", None)


def test_what_differs_is_printed_and_ends_with_1(tmp_path):
    cases = json.loads(CASES.read_text(encoding="utf-8"))[:3]
    cases[1]["expected"]["amount"] += 1
    file = tmp_path / "wrong.json"
    file.write_text(json.dumps(cases), encoding="utf-8")
    out, error = run(file)
    assert out.splitlines() == [
        f"× {cases[1]['name']}（{cases[1]['source']}）",
        "    助成額：期待 44,401円、計算 44,400円",
        "    　活動費　12回 × 2,500円　30,000円",
        "    　会場費　12回 × 実費1,200円　14,400円",
        "    　上限　100,000円",
        "    　助成額　44,400円",
    ]
    assert (str(error), error.returncode) == ("3件のうち1件が違います。", 1)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "は JSON として読み取れません"),
        (b"{", "は JSON として読み取れません"),
        (b"\x82\xa0", "は JSON として読み取れません"),
        (b"[" * 100_000, "は JSON として読み取れません"),
        (b"[" + b"9" * 5000 + b"]", "は JSON として読み取れません"),
        (b"{}", "を計算例として読み取れません。cases：[ ] で囲んだ一覧で入れてください。"),
        (b'["\\ud800"]', "を計算例として読み取れません。cases[0]"),
        (b"[NaN]", "を計算例として読み取れません。cases[0]"),
    ],
)
def test_an_unreadable_file_is_told_kindly(tmp_path, content, message):
    file = tmp_path / "cases.json"
    file.write_bytes(content)
    out, error = run(file)
    assert (out, error.returncode) == ("", 1)
    assert str(error).startswith(f"{file} {message}")
    str(error).encode("utf-8")


def test_a_missing_file_is_told_kindly(tmp_path):
    _out, error = run(tmp_path / "none.json")
    assert str(error) == f"{tmp_path / 'none.json'} を開けません（No such file or directory）。"
