"""The addresses of grants."""

urlpatterns: list = []
