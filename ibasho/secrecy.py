"""Words that the database keeps under seal: a column of ciphertext, and the keys that open it.

`IBASHO_FIELD_KEYS` holds the keys: the first one seals, every one of them opens. So a key is
changed by putting a new one in front, running `rotate_keys`, and taking the old one away.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import pgtrigger
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

DOTS = "••••"
ROWS_A_PIECE = 200
# Beside whether there is something: what triggers of histories ask, whether the seal is another.
ASKABLE = {"isnull", "df", "ndf"}


class Unreadable(Exception):
    """No key that we hold opens this seal: a key is missing, or the words were tampered with."""


@lru_cache(maxsize=4)
def _opened(keys: tuple[str, ...]) -> tuple[MultiFernet, Fernet]:
    ring = [Fernet(key) for key in keys]
    return MultiFernet(ring), ring[0]


def _keys() -> tuple[MultiFernet, Fernet]:
    """All keys as one, and the first of them alone."""
    return _opened(tuple(settings.FIELD_KEYS))


class Secret:
    """Words under seal. Wherever it is put by mistake it shows dots; only `reveal` opens it.

    Who calls `reveal` for a person writes down that this person has read it.
    """

    __slots__ = ("token",)

    def __init__(self, token: str) -> None:
        self.token = token

    @classmethod
    def of(cls, words: str) -> "Secret":
        return cls(_keys()[0].encrypt(words.encode()).decode())

    def reveal(self) -> str:
        """The words; raises Unreadable."""
        try:
            return _keys()[0].decrypt(self.token).decode()
        except InvalidToken as error:
            raise Unreadable(_("いまある鍵では開けません。")) from error

    def renewed(self) -> "Secret | None":
        """The same words under the first key, or None when they are already; raises Unreadable."""
        every, first = _keys()
        try:
            first.decrypt(self.token)
        except InvalidToken:
            self.reveal()
            return Secret(every.rotate(self.token).decode())
        return None

    def __str__(self) -> str:
        return DOTS

    def __repr__(self) -> str:
        return f"Secret({DOTS})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self.token == other.token

    def __hash__(self) -> int:
        return hash(self.token)


class SecretField(models.TextField):
    """A text column that holds ciphertext: its value is a Secret, or None where there is nothing.

    Plain words that are assigned are sealed on their way to the database. Nothing can be looked
    up by it, for the same words are sealed differently each time; forms leave it out.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{**kwargs, "editable": False})

    def from_db_value(self, value, expression, connection):
        return None if value is None else Secret(value)

    def to_python(self, value):
        return Secret.of(value) if isinstance(value, str) else value

    def pre_save(self, model_instance, add):
        """The instance keeps what was written, so that no plain words stay behind in it."""
        sealed = self.to_python(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, sealed)
        return sealed

    def get_prep_value(self, value):
        sealed = self.to_python(value)
        return sealed.token if isinstance(sealed, Secret) else sealed

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj))

    def get_lookup(self, lookup_name):
        if lookup_name not in ASKABLE:
            raise FieldError(f"{self.name} is under seal: only isnull can be asked of it")
        return super().get_lookup(lookup_name)


@dataclass
class Renewal:
    """What became of one column: how many seals are new, and the ids of rows that nothing opens."""

    model: type[models.Model]
    column: str
    renewed: int = 0
    unreadable: list = field(default_factory=list)


def sealed_columns() -> Iterator[tuple[type[models.Model], str]]:
    """Every column under seal, those of the histories too."""
    for model in apps.get_models():
        for each in model._meta.local_concrete_fields:
            if isinstance(each, SecretField):
                yield model, each.name


def renew(model: type[models.Model], column: str) -> Renewal:
    """Bring every row under the first key, piece by piece; a second run finds nothing to do."""
    done, last = Renewal(model, column), None
    while rows := _piece(done, last):
        last = rows[-1].pk
    return done


def _piece(done: Renewal, last) -> list[models.Model]:
    """Renew the rows after `last`. A seal tells nothing new: guards and histories look away."""
    rows = done.model._base_manager.exclude(**{f"{done.column}__isnull": True}).order_by("pk")
    rows = rows if last is None else rows.filter(pk__gt=last)
    with transaction.atomic(), pgtrigger.ignore():
        piece = list(rows.only("pk", done.column).select_for_update(of=["self"])[:ROWS_A_PIECE])
        changed = [row for row in piece if _renew_row(done, row)]
        done.model._base_manager.bulk_update(changed, [done.column])
    done.renewed += len(changed)
    return piece


def _renew_row(done: Renewal, row: models.Model) -> bool:
    try:
        fresh = getattr(row, done.column).renewed()
    except Unreadable:
        done.unreadable.append(row.pk)
        return False
    if fresh:
        setattr(row, done.column, fresh)
    return bool(fresh)
