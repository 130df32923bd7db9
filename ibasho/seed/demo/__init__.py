"""The demonstration: fictional people and groups of two fiscal years, in every state there is."""

from datetime import datetime

from django.db import transaction

from ibasho.accounts.models import User
from ibasho.letters import outbox
from ibasho.seed.demo import intakes, money, stories
from ibasho.seed.demo.afterwards import go_on, tell_last_year
from ibasho.seed.demo.applications import apply_for_all
from ibasho.seed.demo.conversations import talk
from ibasho.seed.demo.editions import write_editions
from ibasho.seed.demo.listening import listen
from ibasho.seed.demo.meetings import meet
from ibasho.seed.demo.people import gather
from ibasho.seed.demo.places import show_places
from ibasho.seed.demo.programmes import offer

PASSWORD = "ibasho-demo"  # noqa: S105 - the demonstration's, published on its sign-in page


class AlreadyThere(Exception):
    """The demonstration was loaded before; what people did in it since then is kept."""


@transaction.atomic
def load(*, at: datetime) -> None:
    """Fill an empty house; `at` (aware) is the present moment of the demonstration."""
    if User.objects.filter(email="resident@example.jp").exists():
        raise AlreadyThere
    people = gather(at=at, password=PASSWORD)
    tell_last_year(people, at=at)
    money.move(people, at=at)
    apply_for_all(people, at=at)
    go_on(people, at=at)
    offer(people, at=at)
    talk(people, at=at)
    stories.tell(people, at=at)
    intakes.take_in(people, at=at)
    listen(people, at=at)
    meet(people, at=at)
    show_places(people, at=at)
    write_editions(people, at=at)
    # Nobody lives at these addresses: the mails stand in the outbox as not to be sent.
    outbox.shelve_all()
