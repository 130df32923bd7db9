"""The addresses of the desk and the reports."""

from django.urls import path

from ibasho.reports import views

urlpatterns = [
    path("staff/", views.desk, name="desk"),
    path("staff/groups/<uuid:pk>/", views.group_record, name="staff_group"),
    path("staff/reports/", views.reports, name="reports"),
    path("staff/reports/annual/", views.annual_report, name="annual_report"),
]
