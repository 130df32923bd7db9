"""The form field of one file: what is in it, `look` says; here only whether there is one."""

from django import forms
from django.utils.translation import gettext_lazy as _

PICTURES = "image/jpeg,image/png"
PAPERS = f"application/pdf,{PICTURES}"


class UploadField(forms.FileField):
    """`accept`: what the picker offers; a phone then turns its own pictures into that."""

    default_error_messages = dict.fromkeys(
        ("required", "invalid", "missing", "max_length"), _("ファイルを選んでください。")
    )

    def __init__(self, *, accept=PAPERS, **kwargs):
        widget = forms.FileInput({"accept": accept})
        # An empty file is refused by `look`, in words that say what to do.
        super().__init__(widget=widget, max_length=None, allow_empty_file=True, **kwargs)
