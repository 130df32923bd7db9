"""How often and how long a group meets: numbers that known and own criteria ask alike."""

from django import forms
from django.utils.translation import gettext_lazy

from ibasho.fields import CountField


class Rhythm(forms.Form):
    every_months = CountField(
        label=gettext_lazy("何か月ごとに"), min_value=1, max_value=12, required=False, unit="か月"
    )
    times = CountField(
        label=gettext_lazy("そのあいだに何回以上"),
        min_value=1,
        max_value=31,
        required=False,
        unit="回",
    )
    minutes = CountField(
        label=gettext_lazy("1回の時間（分）"),
        min_value=1,
        max_value=1_440,
        required=False,
        unit="分",
    )
    about_minutes = CountField(
        label=gettext_lazy("この時間からは人が確かめる（分）"),
        min_value=1,
        max_value=1_440,
        required=False,
        unit="分",
    )
