"""Forms of groups: the register, their life, the diary."""

from ibasho.groups.forms.diary import GatheringForm
from ibasho.groups.forms.group import (
    GroupFilter,
    GroupForm,
    PlaceSearch,
    SinceField,
    StaffGroupForm,
    StatusForm,
)

__all__ = [
    "GatheringForm",
    "GroupFilter",
    "GroupForm",
    "PlaceSearch",
    "SinceField",
    "StaffGroupForm",
    "StatusForm",
]
