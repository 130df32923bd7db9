"""The field in which people choose files."""

from django import forms

from ibasho.uploads import phone
from ibasho.uploads.content import KINDS


class SeveralFiles(forms.FileInput):
    """A picker of files that we read; some phones hand their own pictures over as JPEG."""

    allow_multiple_selected = True

    def __init__(self):
        super().__init__({"accept": ",".join([*KINDS, *phone.READERS, *phone.ENDINGS])})

    def value_from_datadict(self, data, files, name):
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class FilesField(forms.FileField):
    """One or more files, in the order that they came; what is in them `uploads.look` says."""

    widget = SeveralFiles

    def clean(self, data, initial=None):
        one = super().clean
        return [one(file) for file in data] if data else one(None)
