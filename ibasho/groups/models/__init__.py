"""The tables of groups."""

from ibasho.groups.models.group import Group
from ibasho.groups.models.life import Status, StatusChange
from ibasho.groups.models.membership import Membership, Part
from ibasho.groups.models.place import Area, District

__all__ = ["Area", "District", "Group", "Membership", "Part", "Status", "StatusChange"]
