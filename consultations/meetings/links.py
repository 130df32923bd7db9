"""Addresses with a secret in them: a person's own sign-up, and the questions after a meeting.

The secret is made of the id and the house's key, so that every mail can tell it anew and nothing
has to be kept.
"""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.core.validators import ValidationError
from django.urls import reverse

from consultations.models import Meeting, SignUp

OWN = Signer(salt="consultations.signup")
QUESTIONS = Signer(salt="consultations.questions")


def own_token(signup: SignUp) -> str:
    return OWN.sign(signup.pk.hex)


def own_address(signup: SignUp) -> str:
    """The whole address of a person's own page, as a mail tells it."""
    return settings.ADDRESS + reverse("signup_own", args=[own_token(signup)])


def signup_of(token: str) -> SignUp | None:
    """The sign-up of an own address; None for a secret that is none."""
    return _found(SignUp.objects.select_related("announcement__meeting"), OWN, token)


def questions_address(meeting: Meeting) -> str:
    """The whole address of the questions after a meeting."""
    return settings.ADDRESS + reverse("questions", args=[QUESTIONS.sign(meeting.pk.hex)])


def meeting_of(token: str) -> Meeting | None:
    return _found(Meeting.objects.select_related("announcement"), QUESTIONS, token)


def _found(rows, signer, token):
    try:
        return rows.filter(pk=signer.unsign(token)).first()
    except (BadSignature, ValidationError):
        return None
