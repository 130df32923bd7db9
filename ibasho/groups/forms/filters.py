"""What lists of groups may be narrowed by: read from the address, unknown values filter nothing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ibasho import fields
from ibasho.groups import queries
from ibasho.groups.models import Area, Status, Weekday


class GroupFilter(forms.Form):
    """What stands in the address of the staff's list; unknown values filter nothing."""

    show_markers = False

    q = fields.SearchField(label=_("名前・ふりがな・町名"))
    status = fields.LenientChoiceField(
        label=_("状況"),
        choices=[
            ("", _("すべて")),
            *Status.choices,
            (queries.STILL_SUPPORTED, _("休止・卒業・終了（支えつづける団体）")),
            (queries.UNWRITTEN, _("未記入")),
        ],
    )
    area = fields.LenientChoiceField(label=_("圏域"))
    sort = fields.LenientChoiceField(
        label=_("並び順"),
        fallback="reading",
        choices=[
            ("reading", _("ふりがな順")),
            ("-reading", _("ふりがなの逆順")),
            ("day", _("状況が変わった順")),
            ("new", _("登録が新しい順")),
        ],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        areas = Area.objects.values_list("pk", "name")
        self.fields["area"].choices = [("", _("すべて")), *((str(pk), name) for pk, name in areas)]


class PlaceSearch(forms.Form):
    """The boxes of the public directory; `places` are all that there are."""

    show_markers = False

    q = fields.SearchField(label=_("名前や町名"))
    neighbourhood = fields.LenientChoiceField(label=_("町名でさがす"))
    day = fields.LenientChoiceField(
        label=_("曜日でさがす"), choices=[("", _("すべて")), *Weekday.choices]
    )

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = places
        names = sorted({place.neighbourhood for place in places} - {""})
        self.fields["neighbourhood"].choices = [("", _("すべて")), *((n, n) for n in names)]

    @property
    def found(self) -> list:
        """The places that fit all that was asked."""
        self.full_clean()
        asked = self.cleaned_data
        fitting = [place for place in self.places if place.matches(asked["q"])]
        if asked["neighbourhood"]:
            fitting = [p for p in fitting if p.neighbourhood == asked["neighbourhood"]]
        if asked["day"]:
            fitting = [p for p in fitting if int(asked["day"]) in p.weekdays]
        return fitting
