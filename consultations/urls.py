"""The addresses of consultations, meetings and voices."""

from django.urls import path

from consultations.views import consultations, meetings, voices

urlpatterns = [
    path(
        "staff/consultations/", consultations.ConsultationList.as_view(), name="consultation_list"
    ),
    path(
        "staff/consultations/new/", consultations.ConsultationNew.as_view(), name="consultation_new"
    ),
    path(
        "staff/consultations/<uuid:pk>/",
        consultations.ConsultationPage.as_view(),
        name="consultation",
    ),
    path(
        "staff/consultations/<uuid:pk>/edit/",
        consultations.ConsultationEdit.as_view(),
        name="consultation_edit",
    ),
    path(
        "staff/consultations/<uuid:pk>/followed-up/",
        consultations.followed_up,
        name="followed_up",
    ),
    path("staff/meetings/", meetings.MeetingList.as_view(), name="meeting_list"),
    path("staff/meetings/new/", meetings.MeetingNew.as_view(), name="meeting_new"),
    path("staff/meetings/<uuid:pk>/", meetings.MeetingPage.as_view(), name="meeting"),
    path("staff/meetings/<uuid:pk>/edit/", meetings.MeetingEdit.as_view(), name="meeting_edit"),
    path("staff/voices/", voices.VoiceList.as_view(), name="voice_list"),
    path("staff/voices/new/", voices.VoiceNew.as_view(), name="voice_new"),
    path("staff/voices/<uuid:pk>/", voices.VoicePage.as_view(), name="voice"),
    path("staff/voices/<uuid:pk>/edit/", voices.VoiceEdit.as_view(), name="voice_edit"),
    path("staff/voices/<uuid:pk>/withdraw/", voices.withdraw, name="voice_withdraw"),
]
