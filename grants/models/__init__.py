"""The tables of grants."""

from grants.models.answer import Answer
from grants.models.application import Application
from grants.models.attachment import Attachment
from grants.models.interest import ConflictOfInterest
from grants.models.plan import PlannedGathering
from grants.models.programme import Programme, ProgrammeYear
from grants.models.remark import Evidence, Message, Note, Reading
from grants.models.review import Correction, CorrectionItem, Finding
from grants.models.step import StepTaken
from grants.models.submission import Submission

__all__ = [
    "Answer",
    "Application",
    "Attachment",
    "ConflictOfInterest",
    "Correction",
    "CorrectionItem",
    "Evidence",
    "Finding",
    "Message",
    "Note",
    "PlannedGathering",
    "Programme",
    "ProgrammeYear",
    "Reading",
    "StepTaken",
    "Submission",
]
