"""The tables of consultations and meetings."""

from consultations.models.consent import Consent
from consultations.models.consultation import Consultation
from consultations.models.intake import Intake, IntakeRow, IntakeState, Target
from consultations.models.introduction import Introduction
from consultations.models.meeting import Meeting
from consultations.models.past import CountingRule, PastFigure
from consultations.models.story import CaseStory, StoryPart, StoryPerson
from consultations.models.voice import Voice

__all__ = [
    "CaseStory",
    "Consent",
    "Consultation",
    "CountingRule",
    "Intake",
    "IntakeRow",
    "IntakeState",
    "Introduction",
    "Meeting",
    "PastFigure",
    "StoryPart",
    "StoryPerson",
    "Target",
    "Voice",
]
