"""The addresses of the desk, the statistics and the reports."""

from django.urls import path

from ibasho.reports.views import dashboard, editions, pages, statistics

ONE = "staff/reports/editions/<uuid:pk>/"

urlpatterns = [
    path("staff/", pages.desk, name="desk"),
    path("staff/groups/<uuid:pk>/", pages.group_record, name="staff_group"),
    path("staff/missing/<slug:what>/", pages.missing_groups, name="missing"),
    path("staff/groups/<uuid:pk>/bonds/", pages.group_bonds, name="group_bonds"),
    path("staff/reports/", dashboard.reports, name="reports"),
    path("staff/reports/figures/<slug:key>/", dashboard.figure_records, name="figure_records"),
    path("staff/reports/open-data.csv", dashboard.open_data, name="open_data"),
    path("staff/reports/annual/", pages.annual_report, name="annual_report"),
    path("staff/reports/annual/tables/<int:number>/", pages.annual_table, name="annual_table"),
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
