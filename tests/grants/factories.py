"""What the stories of grants begin with: a programme year, a group, a draft, an application."""

import json
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile

from grants import workflow
from grants.applying import assessment, drafts
from grants.models import Programme, ProgrammeYear
from ibasho.dates import JAPAN, FiscalYear
from ibasho.groups.models import Group, Membership

ROOT = Path(__file__).resolve().parents[2]
TERMS = json.loads((ROOT / "ibasho/seed/data/terms_places.json").read_text(encoding="utf-8"))

YEAR = FiscalYear(2026)
NOON = datetime(2026, 4, 10, 12, 0, tzinfo=JAPAN)
# The first Sunday of each month of 令和8年度.
SUNDAYS = (
    date(2026, 4, 5),
    date(2026, 5, 3),
    date(2026, 6, 7),
    date(2026, 7, 5),
    date(2026, 8, 2),
    date(2026, 9, 6),
    date(2026, 10, 4),
    date(2026, 11, 1),
    date(2026, 12, 6),
    date(2027, 1, 3),
    date(2027, 2, 7),
    date(2027, 3, 7),
)


def a_programme_year(
    *, fiscal_year=YEAR, opens_on=None, closes_on=None, terms=TERMS, published=True
):
    """The booklet's programme in one fiscal year, open all year unless told."""
    programme, _made = Programme.objects.get_or_create(
        slug="places", defaults={"name": "居場所づくり助成"}
    )
    return ProgrammeYear.objects.create(
        programme=programme,
        fiscal_year=fiscal_year.year,
        terms=terms,
        opens_on=opens_on or fiscal_year.first,
        closes_on=closes_on or fiscal_year.last,
        budget=1_000_000,
        published=published,
    )


def a_group(*, member=None, name="見本の会", **fields):
    """An invented group with all that the form asks; `member` represents it."""
    told = {
        "reading": "みほんのかい",
        "representative": "見本 花子",
        "representative_reading": "みほん はなこ",
        "phone": "0422-00-0001",
        "postal_code": "180-0001",
        "address": "武蔵野市見本町1-2-3",
        "venue": "見本コミュニティセンター",
        "venue_address": "武蔵野市見本町4-5-6",
    }
    group = Group.objects.create(name=name, **{**told, **fields})
    if member:
        Membership.objects.create(group=group, user=member)
    return group


def answers(*, days=SUNDAYS, fee="1,200", fees=None, **changes):
    """Complete answers as typed; `days` are dates or text, `fees` is yen by day, `changes` replace single items."""
    typed = {
        "members": "5",
        "mainly_neighbours": "yes",
        "non_profit": "yes",
        "activity": "お茶を飲みながら話します。",
        "for_neighbours": "yes",
        "open_to_community": "yes",
        "single_hobby": "no",
        "continuous_plan": "yes",
        "starts_at": "10:00",
        "ends_at": "13:00",
        "days": days if isinstance(days, str) else "\n".join(map(str, days)),
        "in_city": "yes",
        "venue_fee": fee,
        "other_grant": "none",
    }
    typed |= {f"fee_{day.isoformat()}": str(yen) for day, yen in (fees or {}).items()}
    return typed | changes


def a_blank_draft(*, by, group=None, programme_year=None, at=NOON):
    """A draft that holds only what the register knows of the group."""
    return drafts.start(
        group=group or a_group(member=by),
        programme_year=programme_year or a_programme_year(),
        by=by,
        at=at,
    )


def a_draft(*, by, group=None, programme_year=None, at=NOON, **changes):
    """A draft with complete answers (12 gatherings at 1,200 yen unless `changes` say else)."""
    draft = a_blank_draft(by=by, group=group, programme_year=programme_year, at=at)
    drafts.save_answers(draft, answers(**changes), by=by, at=at)
    return draft


def _blank_page() -> bytes:
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out, static_id=True)
    return out.getvalue()


PDF = _blank_page()


def a_pdf(name="ちらし.pdf", content=PDF):
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def submitted(*, by, at=NOON, **changes):
    """An application that has reached the council, with its receipt number."""
    return workflow.submit(a_draft(by=by, at=at, **changes), by=by, at=at)


def judged(application, *, by, at=NOON, every=False):
    """Under review, with a worker's finding of 「適合」 on each criterion that waits for one, or on every."""
    application = workflow.receive(application, by=by, at=at)
    chosen = assessment.latest(application).findings if every else assessment.unjudged(application)
    for criterion in chosen:
        workflow.find(
            application, by=by, at=at, criterion=criterion.criterion, verdict="met", reason="確認"
        )
    return application


def recommended(*, by, worker, amount=None, reason="見本の理由", at=NOON, every=False, **changes):
    """Proposed by `worker` for the requested amount unless told."""
    application = judged(submitted(by=by, at=at, **changes), by=worker, at=at, every=every)
    amount = application.requested_amount if amount is None else amount
    return workflow.recommend(application, by=worker, at=at, amount=amount, reason=reason)


def under_review(*, by, worker, at=NOON, **changes):
    """An application that a worker has taken up."""
    return workflow.receive(submitted(by=by, at=at, **changes), by=worker, at=at)


def awarded(*, by, worker, approver, amount=44_400, at=NOON, **changes):
    """An application that was decided, with its letter."""
    application = recommended(by=by, worker=worker, at=at, **changes)
    return workflow.award(application, by=approver, at=at, amount=amount)
