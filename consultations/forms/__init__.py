"""The forms of the room: what a person types becomes facts for the workflow, or a kind message."""

from consultations.forms.announcement import (
    AnnouncementForm,
    CallerForm,
    CallOffForm,
    HandoutForm,
    WalkInForm,
)
from consultations.forms.consent import ConsentForm
from consultations.forms.consultation import ConsultationForm
from consultations.forms.filters import ConsultationFilter, MeetingFilter, VoiceFilter
from consultations.forms.intake import IntakeForm, MappingForm
from consultations.forms.meeting import MeetingForm
from consultations.forms.public import CodeForm, QuestionsForm, SignUpForm
from consultations.forms.story import (
    StoryLettersForm,
    StoryNameForm,
    StoryNewForm,
    StoryRecordsForm,
    StoryTextForm,
)
from consultations.forms.voice import VoiceForm, VoiceWordsForm

__all__ = [
    "AnnouncementForm",
    "CallOffForm",
    "CallerForm",
    "CodeForm",
    "ConsentForm",
    "ConsultationFilter",
    "ConsultationForm",
    "HandoutForm",
    "IntakeForm",
    "MappingForm",
    "MeetingFilter",
    "MeetingForm",
    "QuestionsForm",
    "SignUpForm",
    "StoryLettersForm",
    "StoryNameForm",
    "StoryNewForm",
    "StoryRecordsForm",
    "StoryTextForm",
    "VoiceFilter",
    "VoiceForm",
    "VoiceWordsForm",
    "WalkInForm",
]
