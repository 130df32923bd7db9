"""What the tables of an application have in common in the admin: they are looked at only."""

from ibasho.letters.admin import ReadOnlyAdmin

OF_APPLICATION = ["application__receipt_number", "application__group__search"]


class PartAdmin(ReadOnlyAdmin):
    """A part of an application, to be looked at."""

    search_fields = OF_APPLICATION
    list_select_related = ["application__group"]
