"""The tables of consultations and meetings."""

from consultations.models.consultation import Consultation
from consultations.models.introduction import Introduction
from consultations.models.meeting import Meeting
from consultations.models.past import CountingRule, PastFigure
from consultations.models.story import CaseStory
from consultations.models.voice import Voice

__all__ = [
    "CaseStory",
    "Consultation",
    "CountingRule",
    "Introduction",
    "Meeting",
    "PastFigure",
    "Voice",
]
