"""The addresses of letters."""

from django.urls import path

from ibasho.letters.views import outbox, register, texts, verify

urlpatterns = [
    path("letters/verify/", verify.letter_verify, name="letter_verify"),
    path("letters/<uuid:pk>.pdf", register.letter_pdf, name="letter_pdf"),
    path("letters/reissues/<uuid:pk>.pdf", register.reissue_pdf, name="reissue_pdf"),
    path("staff/letters/", register.letters, name="letters"),
    path("staff/letters/<uuid:pk>/", register.letter, name="letter"),
    path("staff/letters/<uuid:pk>/reissue/", register.reissue, name="letter_reissue"),
    path("staff/letters/templates/", texts.texts, name="letter_texts"),
    path("staff/letters/templates/<slug:kind>/", texts.text, name="letter_text"),
    path("staff/letters/templates/<slug:kind>/preview/", texts.text_preview, name="text_preview"),
    path("staff/letters/mails/", outbox.mails, name="mails"),
    path("staff/letters/mails/<uuid:pk>/again/", outbox.mail_again, name="mail_again"),
    path("staff/letters/mails/<uuid:pk>/shelve/", outbox.mail_shelve, name="mail_shelve"),
]
