"""The addresses of the desk and the reports."""

from django.urls import path

from ibasho.reports import views

urlpatterns = [
    path("staff/", views.desk, name="desk"),
    path("staff/groups/<uuid:pk>/", views.group_record, name="staff_group"),
    path("staff/missing/<slug:what>/", views.missing_groups, name="missing"),
    path("staff/groups/<uuid:pk>/bonds/", views.group_bonds, name="group_bonds"),
    path("staff/reports/", views.reports, name="reports"),
    path("staff/reports/annual/", views.annual_report, name="annual_report"),
]
