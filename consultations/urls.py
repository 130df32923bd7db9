"""The addresses of consultations, the people around them, meetings and voices."""

from django.urls import path

from consultations.views import (
    attending,
    autosaving,
    consultations,
    founding,
    inviting,
    joining,
    meetings,
    people,
    public,
    readings,
    steps,
    voices,
    writing,
)

LOG = "staff/consultations/"
ONE = "staff/consultations/<uuid:pk>/"
PERSON = "staff/people/<uuid:pk>/"
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
    path(LOG, consultations.ConsultationList.as_view(), name="consultation_list"),
    path(f"{LOG}export/", consultations.export_list, name="consultation_export"),
    path(f"{LOG}readings/", readings.readings, name="readings"),
    path(f"{LOG}new/", writing.ConsultationNew.as_view(), name="consultation_new"),
    path(f"{LOG}drafts/<uuid:pk>/", autosaving.draft, name="consultation_draft"),
    path(f"{LOG}drafts/<uuid:pk>/discard/", autosaving.discard, name="consultation_discard"),
    path(ONE, consultations.ConsultationPage.as_view(), name="consultation"),
    path(f"{ONE}edit/", writing.ConsultationEdit.as_view(), name="consultation_edit"),
    path(f"{ONE}found/", founding.found_group, name="consultation_found"),
    path(f"{ONE}draft/", autosaving.change_draft, name="consultation_change_draft"),
    path(f"{ONE}followed-up/", steps.followed_up, name="followed_up"),
    path(f"{ONE}outcome/", steps.outcome, name="referral_outcome"),
    path(f"{ONE}confidence/", steps.confidence, name="confidence"),
    path(f"{ONE}files/", steps.enclose, name="consultation_enclose"),
    path(f"{ONE}files/<uuid:file>/", steps.file, name="consultation_file"),
    path(f"{ONE}files/<uuid:file>/remove/", steps.remove_file, name="consultation_file_remove"),
    path("staff/people/", people.people, name="known_people"),
    path(PERSON, people.person, name="known_person"),
    path(f"{PERSON}edit/", people.edit, name="known_person_edit"),
    path(f"{PERSON}same-as/", people.choose_other, name="known_person_same_as"),
    path(f"{PERSON}merge/<uuid:other>/", people.merge, name="known_person_merge"),
    path("staff/people/merges/<uuid:pk>/undo/", people.take_apart, name="known_person_take_apart"),
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
