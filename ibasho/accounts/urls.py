"""The addresses of the front door."""

urlpatterns: list = []
