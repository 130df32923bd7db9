"""The tables of grants."""

from grants.models.answer import Answer
from grants.models.application import Application
from grants.models.attachment import Attachment
from grants.models.keying import Channel, KeyedIn, Means, Told
from grants.models.plan import PlannedGathering
from grants.models.programme import Programme, ProgrammeYear
from grants.models.review import Correction, Finding
from grants.models.step import StepTaken
from grants.models.submission import Submission

__all__ = [
    "Answer",
    "Application",
    "Attachment",
    "Channel",
    "Correction",
    "Finding",
    "KeyedIn",
    "Means",
    "PlannedGathering",
    "Programme",
    "ProgrammeYear",
    "StepTaken",
    "Submission",
    "Told",
]
