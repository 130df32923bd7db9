"""The forms of the room: what a person types becomes facts for the workflow, or a kind message."""

from consultations.forms.consultation import ConsultationForm
from consultations.forms.filters import ConsultationFilter, MeetingFilter, VoiceFilter
from consultations.forms.meeting import MeetingForm
from consultations.forms.voice import VoiceForm

__all__ = [
    "ConsultationFilter",
    "ConsultationForm",
    "MeetingFilter",
    "MeetingForm",
    "VoiceFilter",
    "VoiceForm",
]
