"""The tables of consultations and meetings."""

from consultations.models.announcement import Announcement
from consultations.models.answer import Answer, Rating
from consultations.models.consultation import Consultation
from consultations.models.handout import Handout
from consultations.models.introduction import Introduction
from consultations.models.meeting import Meeting
from consultations.models.past import CountingRule, PastFigure
from consultations.models.signup import Place, SignUp, SignUpMail
from consultations.models.story import CaseStory
from consultations.models.voice import Voice

__all__ = [
    "Announcement",
    "Answer",
    "CaseStory",
    "Consultation",
    "CountingRule",
    "Handout",
    "Introduction",
    "Meeting",
    "PastFigure",
    "Place",
    "Rating",
    "SignUp",
    "SignUpMail",
    "Voice",
]
