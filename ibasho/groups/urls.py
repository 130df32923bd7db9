"""The addresses of groups and the public directory."""

urlpatterns: list = []
