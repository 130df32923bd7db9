"""The addresses of consultations and meetings."""

urlpatterns: list = []
