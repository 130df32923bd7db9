"""The addresses of groups and the public directory."""

from django.urls import path

from ibasho.groups.views import my, public, staff

urlpatterns = [
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
