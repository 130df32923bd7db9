"""Which papers are here and which must not lack, also for groups that ask for the first time."""

import pytest

from grants import workflow
from grants.applying import papers, wanted
from tests.grants import factories

pytestmark = pytest.mark.django_db
LISTED = [
    {"key": "rules", "label": "会則", "required": "new_groups"},
    {"key": "plan", "label": "計画", "required": "must"},
    {"key": "photo", "label": "写真"},
]


@pytest.fixture
def draft(resident, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    draft = factories.a_draft(by=resident)
    draft.programme_year.documents = LISTED
    return draft


def test_a_new_group_is_asked_for_more(draft, resident):
    assert wanted.missing(draft) == ["会則", "計画"]
    earlier = factories.a_programme_year(fiscal_year=factories.YEAR.previous)
    sent = factories.a_draft(
        by=resident, group=draft.group, programme_year=earlier, days="2025-05-04"
    )
    workflow.submit(sent, by=resident, at=factories.NOON.replace(year=2025, month=5))
    assert wanted.missing(draft) == ["計画"]


def test_each_file_stands_beside_its_paper(draft, resident):
    draft.programme_year.save()
    for kind in ("plan", "plan", "other"):
        papers.add(draft, upload=factories.a_pdf(), kind=kind, by=resident, at=factories.NOON)
    rows = {row.label: (len(row.files), row.missing) for row in wanted.rows(draft)}
    assert rows == {
        "会則": (0, True),
        "計画": (2, False),
        "写真": (0, False),
        "その他": (1, False),
    }


def test_the_other_row_comes_only_with_files(draft):
    assert [row.key for row in wanted.rows(draft)] == ["rules", "plan", "photo"]
    assert [key for key, _label in wanted.choices(draft)] == ["rules", "plan", "photo", "other"]
