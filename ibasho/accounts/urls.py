"""The addresses of the front door."""

from django.urls import path

from ibasho.accounts import views

urlpatterns = [
    path("", views.front, name="front"),
    path("help/", views.help_page, name="help"),
    path("home/", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    # Before allauth's own: the code by mail comes first on ours.
    path("accounts/login/", views.SignIn.as_view(), name="account_login"),
]
