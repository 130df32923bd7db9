"""The addresses of the desk and the reports."""

from django.urls import path

from ibasho.reports.views import editions, figures

ONE = "staff/reports/editions/<uuid:pk>/"

urlpatterns = [
    path("staff/", figures.desk, name="desk"),
    path("staff/reports/", figures.reports, name="reports"),
    path("staff/reports/annual/", figures.annual_report, name="annual_report"),
    path("staff/reports/editions/", editions.edition_list, name="editions"),
    path("staff/reports/editions/new/", editions.begin, name="edition_begin"),
    path(ONE, editions.edition, name="edition"),
    path(f"{ONE}preview/", editions.edition_preview, name="edition_preview"),
    path(f"{ONE}freeze/", editions.freeze, name="edition_freeze"),
    path(f"{ONE}files/", editions.ask, name="edition_ask"),
    path(f"{ONE}files/<uuid:file>/", editions.edition_file, name="edition_file"),
]
