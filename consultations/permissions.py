"""Who may read what of the log: facts are for all staff, a reflection only for those who reflect."""

from ibasho.accounts.permissions import Capability


def may_write(user) -> bool:
    return user.may(Capability.LISTEN)


def may_reflect(user) -> bool:
    return user.may(Capability.REFLECT)


def readable(records, user):
    """The records as this person may read them: without REFLECT the reflection is not fetched."""
    return records if may_reflect(user) else records.defer("reflection")
