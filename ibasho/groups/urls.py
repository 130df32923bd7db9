"""The addresses of groups and the public directory."""

from django.urls import path

from ibasho.groups.views import diary, life, listing, my, public, staff

OWN = "my/groups/<uuid:pk>/"
GROUP = "staff/groups/<uuid:pk>/"


def _diary(one: str, door: str):
    """The diary of a group behind one of the two doors."""
    return [
        path(f"{one}diary/", diary.year, name=f"{door}_diary"),
        path(f"{one}diary/new/", diary.new, name=f"{door}_diary_new"),
        path(f"{one}diary/<uuid:gathering>/", diary.one, name=f"{door}_diary_one"),
        path(f"{one}diary/<uuid:gathering>/remove/", diary.remove, name=f"{door}_diary_remove"),
        path(f"{one}diary/receipts/<uuid:receipt>/", diary.receipt, name=f"{door}_diary_receipt"),
        path(
            f"{one}diary/receipts/<uuid:receipt>/remove/",
            diary.receipt_remove,
            name=f"{door}_diary_receipt_remove",
        ),
    ]


urlpatterns = [
    *_diary("my/groups/<uuid:pk>/", "my"),
    *_diary("staff/groups/<uuid:pk>/", "staff"),
    path("places/", public.places, name="places"),
    path("places/<uuid:pk>/", public.place, name="place"),
    path("places/<uuid:pk>/photo/", public.place_photo, name="place_photo"),
    path(f"{OWN}listing/", listing.my_listing, name="my_listing"),
    path(f"{OWN}listing/photo/", listing.my_listing_photo, name="my_listing_photo"),
    path(f"{OWN}listing/withdraw/", listing.my_listing_withdraw, name="my_listing_withdraw"),
    path("staff/listings/", listing.listings, name="listings"),
    path(f"{GROUP}listing/", listing.staff_listing, name="staff_listing"),
    path(f"{GROUP}listing/photo/", listing.staff_listing_photo, name="staff_listing_photo"),
    path(f"{GROUP}listing/edit/", listing.staff_listing_edit, name="staff_listing_edit"),
    path(
        f"{GROUP}listing/withdraw/",
        listing.staff_listing_withdraw,
        name="staff_listing_withdraw",
    ),
    path("my/groups/new/", my.NewGroup.as_view(), name="my_group_new"),
    path(OWN, my.MyGroup.as_view(), name="my_group"),
    path("staff/groups/", staff.groups, name="staff_groups"),
    path("staff/groups/new/", staff.NewGroup.as_view(), name="staff_group_new"),
    path(f"{GROUP}edit/", staff.EditGroup.as_view(), name="staff_group_edit"),
    path(f"{GROUP}status/", life.status, name="group_status"),
    path(f"{GROUP}changes/", life.changes, name="group_changes"),
    path(f"{GROUP}changes/<slug:entry>/", life.change, name="group_change"),
    path(f"{GROUP}changes/<slug:entry>/take-out/", life.take_out, name="group_change_take_out"),
]
