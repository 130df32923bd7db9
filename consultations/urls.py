"""The addresses of consultations, meetings and voices."""

from django.urls import path

from consultations.views import (
    attending,
    consultations,
    inviting,
    joining,
    meetings,
    public,
    voices,
)

MEETING = "staff/meetings/<uuid:pk>/"

urlpatterns = [
    path("meetings/", public.meetings, name="meetings"),
    path("meetings/<uuid:pk>/", public.public_meeting, name="public_meeting"),
    path("meetings/<uuid:pk>/calendar.ics", public.meeting_calendar, name="meeting_calendar"),
    path("meetings/<uuid:pk>/handouts/<uuid:file>/", public.handout, name="handout"),
    path("meetings/<uuid:pk>/join/", joining.join, name="join"),
    path("meetings/join/<uuid:pk>/code/", joining.signup_code, name="signup_code"),
    path("meetings/mine/<str:token>/", joining.signup_own, name="signup_own"),
    path("meetings/questions/<str:token>/", joining.questions, name="questions"),
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
    path(f"{MEETING}announcement/", inviting.announcement, name="announcement"),
    path(f"{MEETING}people/", inviting.signups, name="signups"),
    path(f"{MEETING}people/new/", inviting.caller, name="signup_caller"),
    path(f"{MEETING}people/<uuid:signup>/cancel/", inviting.signup_cancel, name="signup_cancel"),
    path(f"{MEETING}attendance/", attending.attendance, name="attendance"),
    path(f"{MEETING}attendance/<uuid:signup>/", attending.tick, name="tick"),
    path(f"{MEETING}handouts/", inviting.handout_list, name="handouts"),
    path(f"{MEETING}handouts/<uuid:file>/remove/", inviting.handout_remove, name="handout_remove"),
    path("staff/voices/", voices.VoiceList.as_view(), name="voice_list"),
    path("staff/voices/new/", voices.VoiceNew.as_view(), name="voice_new"),
    path("staff/voices/<uuid:pk>/", voices.VoicePage.as_view(), name="voice"),
    path("staff/voices/<uuid:pk>/edit/", voices.VoiceEdit.as_view(), name="voice_edit"),
    path("staff/voices/<uuid:pk>/withdraw/", voices.withdraw, name="voice_withdraw"),
]
