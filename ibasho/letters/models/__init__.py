"""The tables of letters."""

from ibasho.letters.kinds import Kind
from ibasho.letters.models.letter import Letter
from ibasho.letters.models.mail import STUCK, Mail, MailState
from ibasho.letters.models.register import Register, Series
from ibasho.letters.models.reissue import Reissue
from ibasho.letters.models.template import LetterTemplate

__all__ = [
    "STUCK",
    "Kind",
    "Letter",
    "LetterTemplate",
    "Mail",
    "MailState",
    "Register",
    "Reissue",
    "Series",
]
