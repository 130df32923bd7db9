"""What each role may do: one table, asked through `User.may`."""

from enum import StrEnum, auto

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    RESIDENT = "resident", _("住民")
    WORKER = "worker", _("地域担当職員")
    APPROVER = "approver", _("決裁者")
    ACCOUNTANT = "accountant", _("会計")
    AUDITOR = "auditor", _("監事")
    ADMIN = "admin", _("管理者")


class Capability(StrEnum):
    APPLY = auto()  # keep a group and apply for it
    READ = auto()  # enter the staff pages and read them
    REVIEW = auto()  # receive, return, write findings
    RECOMMEND = auto()
    DECIDE = auto()
    PAY = auto()
    LISTEN = auto()  # write consultations, meetings and voices
    REFLECT = auto()  # write reflections of one's own, and read them
    CONFIDE = auto()  # read and write what was told in confidence (機微情報)
    AUDIT = auto()  # ask who has read which record
    TEND_GROUPS = auto()  # register groups and note changes in their life
    KEEP_PROGRAMMES = auto()  # write programmes, their terms and budgets, and what excludes what
    EDIT_LETTERS = auto()  # write the texts that letters follow
    DISPATCH = auto()  # hand a letter out again, settle a mail that did not leave
    WRITE_REPORTS = auto()  # write and arrange an edition of the annual report
    FREEZE_REPORTS = auto()  # freeze an edition for good
    FIX_DATA = auto()  # the admin site


C = Capability
CAPABILITIES: dict[str, frozenset[Capability]] = {
    Role.RESIDENT: frozenset({C.APPLY}),
    Role.WORKER: frozenset(
        {
            C.READ,
            C.REVIEW,
            C.RECOMMEND,
            C.LISTEN,
            C.REFLECT,
            C.CONFIDE,
            C.TEND_GROUPS,
            C.DISPATCH,
            C.WRITE_REPORTS,
        }
    ),
    Role.APPROVER: frozenset(
        {
            C.READ,
            C.REVIEW,
            C.RECOMMEND,
            C.DECIDE,
            C.LISTEN,
            C.TEND_GROUPS,
            C.KEEP_PROGRAMMES,
            C.EDIT_LETTERS,
            C.DISPATCH,
            C.WRITE_REPORTS,
            C.FREEZE_REPORTS,
        }
    ),
    Role.ACCOUNTANT: frozenset({C.READ, C.PAY}),
    Role.AUDITOR: frozenset({C.READ, C.AUDIT}),
    Role.ADMIN: frozenset(
        {C.READ, C.AUDIT, C.FIX_DATA, C.KEEP_PROGRAMMES, C.EDIT_LETTERS, C.DISPATCH}
    ),
}
