"""The addresses of the people of a group."""

from django.urls import path

from ibasho.people.views import listings, many, my, public, staff

OWN = "my/groups/<uuid:pk>/people/"

urlpatterns = [
    path("staff/listings/<uuid:pk>/show/", listings.listing_show, name="listing_show"),
    path("staff/listings/<uuid:pk>/decline/", listings.listing_decline, name="listing_decline"),
    path(OWN, my.people, name="people"),
    path(f"{OWN}invite/", my.invite, name="person_invite"),
    path(f"{OWN}invitations/<uuid:invitation>/revoke/", my.revoke, name="invitation_revoke"),
    path(f"{OWN}leave/", my.leave, name="group_leave"),
    path(f"{OWN}hand-over/", my.hand_over, name="group_hand_over"),
    path(f"{OWN}<uuid:person>/part/", my.change_part, name="person_part"),
    path(f"{OWN}<uuid:person>/remove/", my.remove, name="person_remove"),
    path("invitations/<str:token>/", public.invitation, name="invitation"),
    path("staff/groups/suspend/", many.choose, name="suspend"),
    path("staff/groups/suspend/preview/", many.preview, name="suspend_preview"),
    path("staff/groups/suspend/done/", many.done, name="suspend_done"),
    path("staff/groups/<uuid:pk>/people/", staff.add, name="staff_person_add"),
]
