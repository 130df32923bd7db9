"""The addresses of letters."""

from django.urls import path

from ibasho.letters import views

urlpatterns = [
    path("staff/letters/", views.letters, name="letters"),
    path("letters/<uuid:pk>.pdf", views.letter_pdf, name="letter_pdf"),
]
