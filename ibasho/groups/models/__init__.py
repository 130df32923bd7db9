"""The tables of groups."""

from ibasho.groups.models.charge import Charge
from ibasho.groups.models.gathering import Form, Gathering, Receipt
from ibasho.groups.models.group import Group
from ibasho.groups.models.life import StatusChange
from ibasho.groups.models.listing import Listing, ListingState, Weekday
from ibasho.groups.models.membership import Membership, Part
from ibasho.groups.models.place import Area, District
from ibasho.groups.models.status import Status

__all__ = [
    "Area",
    "Charge",
    "District",
    "Form",
    "Gathering",
    "Group",
    "Listing",
    "ListingState",
    "Membership",
    "Part",
    "Receipt",
    "Status",
    "StatusChange",
    "Weekday",
]
