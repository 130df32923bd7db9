"""Place of the form fields until they move in."""

from django import forms

NameField = forms.CharField
