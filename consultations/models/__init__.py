"""The tables of consultations and meetings."""

from consultations.models.announcement import Announcement
from consultations.models.answer import Answer, Rating
from consultations.models.apart import Confidence, Reflection
from consultations.models.attachment import Attachment
from consultations.models.consent import Consent
from consultations.models.consultation import Consultation
from consultations.models.draft import Draft
from consultations.models.handout import Handout
from consultations.models.intake import Intake, IntakeRow, IntakeState, Target
from consultations.models.introduction import Introduction
from consultations.models.meeting import Meeting
from consultations.models.past import CountingRule, PastFigure
from consultations.models.person import Merge, Person
from consultations.models.readlog import How, ReadLog
from consultations.models.signup import Place, SignUp, SignUpMail
from consultations.models.story import CaseStory, StoryPart, StoryPerson
from consultations.models.voice import Voice

__all__ = [
    "Announcement",
    "Answer",
    "Attachment",
    "CaseStory",
    "Confidence",
    "Consent",
    "Consultation",
    "CountingRule",
    "Draft",
    "Handout",
    "How",
    "Intake",
    "IntakeRow",
    "IntakeState",
    "Introduction",
    "Meeting",
    "Merge",
    "PastFigure",
    "Person",
    "Place",
    "Rating",
    "ReadLog",
    "Reflection",
    "SignUp",
    "SignUpMail",
    "StoryPart",
    "StoryPerson",
    "Target",
    "Voice",
]
