"""The public directory of the demonstration: words agreed to, words that wait, a mended entry."""

from datetime import datetime, timedelta
from io import BytesIO

from PIL import Image, ImageDraw

from ibasho.dates import FiscalYear, day_in_japan
from ibasho.groups import listing, workflow
from ibasho.groups.models import Status
from ibasho.seed.demo.people import People


def show_places(people: People, *, at: datetime) -> None:
    worker = people.users["worker"]
    group = people.groups["見本のひだまり"]
    by = group.memberships.get().user
    shown = listing.propose(group, by=by, at=at - timedelta(days=20), photo=_picture(), **_words())
    listing.show(shown, by=worker, at=at - timedelta(days=19))
    changed = _words() | {"fee": "お茶代 100円", "welcome": "どなたでも。小さいお子さんもどうぞ"}
    listing.propose(group, by=by, at=at - timedelta(days=1), **changed)
    _mend(people.groups["見本のとまり木"], worker, at)


def _words() -> dict:
    return {
        "about": "お茶を飲みながらおしゃべりをします。だれとも話さず、本を読んでいてもかまいません。",
        "welcome": "どなたでも",
        "neighbourhood": "見本町",
        "venue": "見本会館",
        "venue_address": "見本市見本町1-2-3",
        "schedule": "毎月第2土曜日 10時から12時まで",
        "weekdays": [5],
        "fee": "無料",
        "contact": "0422-00-0000（見本の会）",
        "contact_agreed": True,
        "photo_alt": "日のあたる部屋に、丸い机と座布団がならんでいます",
        "photo_agreed": True,
    }


def _mend(group, by, at) -> None:
    """An entry that was written a year too late, and put right."""
    entry = group.changes.get(status=Status.ACTIVE)
    year = FiscalYear.of(day_in_japan(at)).previous
    workflow.correct_status(
        entry,
        by=by,
        at=at - timedelta(days=2),
        why="代表の方の手帳で、初めて開いた日がわかった。",
        status=Status.ACTIVE,
        day=year.first + timedelta(days=14),
        reason="初めて開いた",
    )


def _picture() -> bytes:
    """A drawing in place of a photograph: of an invented place there is none."""
    image = Image.new("RGB", (1200, 800), "#fdf3df")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 560, 1200, 800), fill="#d9c39a")
    draw.rectangle((420, 90, 780, 400), fill="#cfe8f7", outline="#8a6d3b", width=10)
    draw.line((600, 90, 600, 400), fill="#8a6d3b", width=8)
    draw.ellipse((330, 470, 870, 700), fill="#a9764a")
    for left in (140, 300, 800, 960):
        draw.ellipse((left, 620, left + 130, 710), fill="#c4543f")
    out = BytesIO()
    image.save(out, "JPEG", quality=82)
    return out.getvalue()
