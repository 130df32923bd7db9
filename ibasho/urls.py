"""The addresses of the house: every room brings its own."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("ibasho.accounts.urls")),
    path("", include("ibasho.groups.urls")),
    path("", include("ibasho.letters.urls")),
    path("", include("ibasho.people.urls")),
    path("", include("grants.urls")),
    path("", include("consultations.urls")),
    path("", include("ibasho.duties.urls")),
    path("", include("ibasho.reports.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "ibasho.errors.bad_request"
handler403 = "ibasho.errors.permission_denied"
handler404 = "ibasho.errors.page_not_found"
handler429 = "ibasho.errors.too_many_requests"
handler500 = "ibasho.errors.server_error"
