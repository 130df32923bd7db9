"""The tables of consultations and meetings."""

from consultations.models.apart import Confidence, Reflection
from consultations.models.attachment import Attachment
from consultations.models.consultation import Consultation
from consultations.models.draft import Draft
from consultations.models.introduction import Introduction
from consultations.models.meeting import Meeting
from consultations.models.past import CountingRule, PastFigure
from consultations.models.person import Merge, Person
from consultations.models.readlog import How, ReadLog
from consultations.models.story import CaseStory
from consultations.models.voice import Voice

__all__ = [
    "Attachment",
    "CaseStory",
    "Confidence",
    "Consultation",
    "CountingRule",
    "Draft",
    "How",
    "Introduction",
    "Meeting",
    "Merge",
    "PastFigure",
    "Person",
    "ReadLog",
    "Reflection",
    "Voice",
]
