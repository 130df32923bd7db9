"""The demonstration grown large: of everything that a page may list, as many more as are asked for.

Rows are copied as they stand, beside their parents; triggers look away, constraints do not.
"""

import copy
import uuid
from datetime import timedelta
from itertools import count

import pgtrigger
from django.apps import apps
from django.db import IntegrityError, models, transaction
from pghistory.models import Event

from grants.models import Answer, Application
from ibasho.accounts.models import User
from ibasho.dates import FiscalYear
from ibasho.groups.models import Group
from ibasho.letters.models import Letter, Register, Series

OURS = ("accounts", "groups", "letters", "people", "grants", "consultations", "reports")
# These come with their group or application, or there is one of them and no more.
APART = {Group, Application, Answer, Letter, Register}
EACH = 2  # rows of each kind that are copied


class Crowd:
    def __init__(self):
        self.serial = count(1)
        kinds = [model for model in apps.get_models() if model._meta.app_label in OURS]
        kinds = [m for m in kinds if not (m in APART or m._meta.proxy or issubclass(m, Event))]
        self.rows = {model: list(model._base_manager.order_by("pk")[:EACH]) for model in kinds}
        self.applications = list(Application.objects.order_by("pk"))

    def grow(self, number: int) -> None:
        with pgtrigger.ignore():
            for serial in (next(self.serial) for _n in range(number)):
                for application in self.applications:
                    self._application(application, serial)
                for rows in self.rows.values():
                    for row in rows:
                        self._beside(row, serial)

    def many(self, number: int) -> set[str]:
        """Of what there are as many rows now."""
        kinds = [Application, Group, Letter, *self.rows]
        return {model.__name__ for model in kinds if model.objects.count() >= number}

    def _application(self, row, serial):
        """The same once more for another group of the same people, with what was sent."""
        group = _copied(row.group, name=f"{row.group.name}{serial}")
        for membership in row.group.memberships.all()[:1]:
            _copied(membership, group=group)
        told = {"group": group, "receipt_number": row.receipt_number and f"{row.pk}"[:8]}
        if row.receipt_number:
            told["receipt_number"] += f"-{serial}"
        letters = {field: getattr(row, field) for field in ("letter", "settlement_letter")}
        told |= {field: self._letter(one, group) for field, one in letters.items() if one}
        made = _copied(row, **told)
        for part in row.submissions.all():
            _copied(part, application=made)

    def _letter(self, row, group):
        number = Register.objects.take(Series.ISSUED, FiscalYear(row.fiscal_year))
        return _copied(row, number=number, group=group)

    def _apart(self, row, serial) -> dict:
        told = {}
        for name in _unique_names(row):
            field, value = row._meta.get_field(name), getattr(row, name)
            if field.related_model is Letter and value:
                told[name] = self._letter(value, value.group)
            else:
                told[name] = _differing(field, value, serial)
        return told

    def _beside(self, row, serial):
        try:
            with transaction.atomic():
                _copied(row, **self._apart(row, serial))
        except IntegrityError:  # there can be but one of it
            return


def _differing(field, value, serial):
    """Another value for what must differ between two rows; the same where that cannot be."""
    if field.related_model is User:
        return User.objects.create(email=f"{uuid.uuid4()}@example.jp", name="見本")
    if isinstance(field, models.DateField):
        return value + timedelta(days=serial)
    if isinstance(field, models.CharField) and not field.choices:
        return f"{serial}{value}"[: field.max_length]
    if isinstance(field, models.IntegerField) and field.name in ("round", "fiscal_year"):
        return value + serial
    return value


def _unique_names(row) -> set[str]:
    fields = [field for field in row._meta.fields if not field.primary_key]
    names = {f.name for f in fields if f.unique or isinstance(f, models.EmailField)}
    for constraint in row._meta.constraints:
        names |= set(getattr(constraint, "fields", ()))
    return names


def _copied(row, **changes):
    again = copy.copy(row)
    again._state = copy.copy(row._state)
    again._state.adding = True
    again.pk = uuid.uuid4() if isinstance(row._meta.pk, models.UUIDField) else None
    for name, value in changes.items():
        setattr(again, name, value)
    again.save(force_insert=True)
    return again
