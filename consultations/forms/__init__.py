"""The forms of the room: what a person types becomes facts for the workflow, or a kind message."""

from consultations.forms.announcement import AnnouncementForm, CallerForm, HandoutForm, WalkInForm
from consultations.forms.consultation import ConsultationForm
from consultations.forms.filters import ConsultationFilter, MeetingFilter, VoiceFilter
from consultations.forms.meeting import MeetingForm
from consultations.forms.public import CodeForm, QuestionsForm, SignUpForm
from consultations.forms.voice import VoiceForm

__all__ = [
    "AnnouncementForm",
    "CallerForm",
    "CodeForm",
    "ConsultationFilter",
    "ConsultationForm",
    "HandoutForm",
    "MeetingFilter",
    "MeetingForm",
    "QuestionsForm",
    "SignUpForm",
    "VoiceFilter",
    "VoiceForm",
    "WalkInForm",
]
