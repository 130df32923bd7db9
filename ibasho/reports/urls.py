"""The addresses of the desk, the statistics and the reports."""

from django.urls import path

from ibasho.reports.views import editions, pages, statistics

ONE = "staff/reports/editions/<uuid:pk>/"

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
    path("staff/reports/editions/", editions.edition_list, name="editions"),
    path("staff/reports/editions/new/", editions.begin, name="edition_begin"),
    path(ONE, editions.edition, name="edition"),
    path(f"{ONE}preview/", editions.edition_preview, name="edition_preview"),
    path(f"{ONE}freeze/", editions.freeze, name="edition_freeze"),
    path(f"{ONE}files/", editions.ask, name="edition_ask"),
    path(f"{ONE}files/<uuid:file>/", editions.edition_file, name="edition_file"),
]
