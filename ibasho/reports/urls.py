"""The addresses of the desk, the statistics and the reports."""

from django.urls import path

from ibasho.reports.views import pages, statistics

urlpatterns = [
    path("staff/", pages.desk, name="desk"),
    path("staff/groups/<uuid:pk>/", pages.group_record, name="staff_group"),
    path("staff/missing/<slug:what>/", pages.missing_groups, name="missing"),
    path("staff/groups/<uuid:pk>/bonds/", pages.group_bonds, name="group_bonds"),
    path("staff/reports/", pages.reports, name="reports"),
    path("staff/reports/annual/", pages.annual_report, name="annual_report"),
    path("staff/reports/consultations/", statistics.consultation_statistics, name="statistics"),
    path(
        "staff/reports/consultations/records/",
        statistics.statistics_records,
        name="statistics_records",
    ),
    path("staff/reports/definitions/", statistics.definitions, name="definitions"),
]
