"""Who may read what of the log: facts are for all staff, what stands apart for few."""

from ibasho.accounts.permissions import Capability


def may_write(user) -> bool:
    return user.may(Capability.LISTEN)


def may_reflect(user) -> bool:
    return user.may(Capability.REFLECT)


def may_confide(user) -> bool:
    return user.may(Capability.CONFIDE)


def was_there(consultation, user) -> bool:
    """Whether it is this person's own record: a worker of it, or who wrote it."""
    return user.pk == consultation.written_by_id or user in consultation.workers.all()
