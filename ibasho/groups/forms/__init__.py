"""The forms of the room: register, life, diary, the public directory, and the filters of lists."""

from ibasho.groups.forms.diary import GatheringForm
from ibasho.groups.forms.filters import GroupFilter, PlaceSearch
from ibasho.groups.forms.life import CorrectionForm, StatusForm, TakeOutForm
from ibasho.groups.forms.listing import DeclineForm, ListingForm, StaffListingForm
from ibasho.groups.forms.register import GroupForm, StaffGroupForm

__all__ = [
    "CorrectionForm",
    "DeclineForm",
    "GatheringForm",
    "GroupFilter",
    "GroupForm",
    "ListingForm",
    "PlaceSearch",
    "StaffGroupForm",
    "StaffListingForm",
    "StatusForm",
    "TakeOutForm",
]
