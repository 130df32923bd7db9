"""Files stay short enough to be read in one sitting."""

from pathlib import Path

LONGEST = 300


def test_no_file_grows_beyond_one_sitting():
    files = [p for room in ("ibasho", "grants", "consultations") for p in Path(room).rglob("*.py")]
    lengths = {
        p.as_posix(): len(p.read_text().splitlines()) for p in files if "migrations" not in p.parts
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}
