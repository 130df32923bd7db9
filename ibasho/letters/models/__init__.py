"""The tables of letters."""

from ibasho.letters.models.letter import Kind, Letter
from ibasho.letters.models.mail import Mail
from ibasho.letters.models.register import Register, Series

__all__ = ["Kind", "Letter", "Mail", "Register", "Series"]
