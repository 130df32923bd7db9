"""The addresses of groups and the public directory."""

from django.urls import path

from ibasho.groups.views import diary, my, public, staff


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
    path("my/groups/new/", my.NewGroup.as_view(), name="my_group_new"),
    path("my/groups/<uuid:pk>/", my.MyGroup.as_view(), name="my_group"),
    path("staff/groups/", staff.groups, name="staff_groups"),
    path("staff/groups/new/", staff.NewGroup.as_view(), name="staff_group_new"),
    path("staff/groups/<uuid:pk>/", staff.group, name="staff_group"),
    path("staff/groups/<uuid:pk>/edit/", staff.EditGroup.as_view(), name="staff_group_edit"),
    path("staff/groups/<uuid:pk>/status/", staff.status, name="group_status"),
]
