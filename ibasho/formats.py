"""Place of the template filters until they move in."""

from django.template import Library

register = Library()
