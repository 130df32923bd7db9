"""The address of the hand-over."""

from django.urls import path

from ibasho.duties import views

urlpatterns = [path("staff/hand-over/", views.hand_over, name="hand_over")]
