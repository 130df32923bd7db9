"""The addresses of consultations, meetings and voices."""

from django.urls import path

from consultations.views import consents, consultations, intakes, meetings, stories, voices, writing

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
    path("staff/voices/consents/", consents.ending, name="consents"),
    path("staff/voices/<uuid:pk>/consent/", consents.VoiceConsent.as_view(), name="voice_consent"),
    path("staff/voices/<uuid:pk>/withdraw/", consents.withdraw_voice, name="voice_withdraw"),
    path("staff/stories/", stories.story_list, name="story_list"),
    path("staff/stories/new/", stories.StoryNew.as_view(), name="story_new"),
    path("staff/stories/<uuid:pk>/", stories.story, name="story"),
    path("staff/stories/<uuid:pk>/records/", writing.StoryRecords.as_view(), name="story_records"),
    path("staff/stories/<uuid:pk>/text/", writing.StoryText.as_view(), name="story_text"),
    path("staff/stories/<uuid:pk>/conceal/", stories.conceal, name="story_conceal"),
    path("staff/stories/<uuid:pk>/letters/", stories.reletter, name="story_letters"),
    path("staff/stories/<uuid:pk>/names/", stories.name_also, name="story_name"),
    path("staff/stories/<uuid:pk>/names/<uuid:person>/", stories.search_alone, name="story_alone"),
    path("staff/stories/<uuid:pk>/consent/", consents.StoryConsent.as_view(), name="story_consent"),
    path("staff/stories/<uuid:pk>/withdraw/", consents.withdraw_story, name="story_withdraw"),
    path("staff/stories/<uuid:pk>/publish/", stories.publish, name="story_publish"),
    path("staff/stories/<uuid:pk>/revise/", stories.revise, name="story_revise"),
    path("staff/stories/<uuid:pk>/discard/", stories.discard, name="story_discard"),
    path("staff/imports/", intakes.intakes, name="intakes"),
    path(
        "staff/imports/templates/<slug:target>.<slug:ending>",
        intakes.template,
        name="intake_template",
    ),
    path("staff/imports/<uuid:pk>/", intakes.intake, name="intake"),
    path("staff/imports/<uuid:pk>/check/", intakes.check, name="intake_check"),
    path("staff/imports/<uuid:pk>/load/", intakes.load, name="intake_load"),
    path("staff/imports/<uuid:pk>/discard/", intakes.discard, name="intake_discard"),
]
