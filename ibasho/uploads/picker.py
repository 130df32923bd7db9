"""The field in which people choose files."""

from django import forms


class SeveralFiles(forms.FileInput):
    """A picker of files; a phone that knows what we read turns its own pictures into that."""

    allow_multiple_selected = True

    def __init__(self):
        super().__init__({"accept": "application/pdf,image/jpeg,image/png"})

    def value_from_datadict(self, data, files, name):
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class FilesField(forms.FileField):
    """One or more files, in the order that they came; what is in them `uploads.look` says."""

    widget = SeveralFiles

    def clean(self, data, initial=None):
        one = super().clean
        return [one(file) for file in data] if data else one(None)
