"""The addresses of the desk and the reports."""

urlpatterns: list = []
