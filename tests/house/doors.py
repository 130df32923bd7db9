"""Every address of the house and who may pass it: a literal, so that each new row is a decision."""

from dataclasses import dataclass

ANONYMOUS = "anonymous"
RESIDENTS = frozenset({"resident", "stranger"})
READERS = frozenset({"worker", "approver", "accountant", "auditor", "admin"})
EDITORS = frozenset({"approver", "admin"})
DISPATCHERS = frozenset({"worker", "approver", "admin"})
LISTENERS = TENDERS = REVIEWERS = REPORTERS = frozenset({"worker", "approver"})
DISPATCHERS = frozenset({"worker", "approver", "admin"})
LETTER_EDITORS = frozenset({"approver", "admin"})
DECIDERS = frozenset({"approver"})
SIGNED_IN = RESIDENTS | READERS
EVERYBODY = SIGNED_IN | {ANONYMOUS}


@dataclass(frozen=True)
class Door:
    """Who passes, what GET then answers, and POST at an address with an id.

    The ids belong to nothing. Somebody signed in who may not pass reads 403, somebody anonymous is asked to sign in.
    """

    who: frozenset[str]
    get: int = 200
    post: int = 404

    @property
    def post_only(self) -> bool:
        return self.get == 405


DOORS = {
    # All
    "": Door(EVERYBODY),
    "help/": Door(EVERYBODY),
    "healthz": Door(EVERYBODY),
    "robots.txt": Door(EVERYBODY),
    "places/": Door(EVERYBODY),
    "places/<uuid:pk>/": Door(EVERYBODY, 404),
    "check/": Door(EVERYBODY),
    "papers/": Door(EVERYBODY),
    "papers/<slug:slug>/<int:fiscal_year>.pdf": Door(EVERYBODY, 404),
    "check/begin/": Door(EVERYBODY, 405),
    "letters/verify/": Door(EVERYBODY),
    "invitations/<str:token>/": Door(EVERYBODY, 404),
    # Everybody who has signed in; whose thing it is decides the thing itself: 404
    "home/": Door(SIGNED_IN, 302),
    "letters/reissues/<uuid:pk>.pdf": Door(SIGNED_IN, 404, 405),
    "letters/<uuid:pk>.pdf": Door(SIGNED_IN, 404, 405),
    "my/groups/<uuid:pk>/": Door(SIGNED_IN, 404),
    "my/groups/<uuid:pk>/people/": Door(SIGNED_IN, 404, 405),
    "my/groups/<uuid:pk>/people/invite/": Door(SIGNED_IN, 405),
    "my/groups/<uuid:pk>/people/invitations/<uuid:invitation>/revoke/": Door(SIGNED_IN, 405),
    "my/groups/<uuid:pk>/people/leave/": Door(SIGNED_IN, 404),
    "my/groups/<uuid:pk>/people/hand-over/": Door(SIGNED_IN, 404),
    "my/groups/<uuid:pk>/people/<uuid:person>/part/": Door(SIGNED_IN, 404),
    "my/groups/<uuid:pk>/people/<uuid:person>/remove/": Door(SIGNED_IN, 404),
    "my/applications/<uuid:pk>/": Door(SIGNED_IN, 404),
    "my/applications/<uuid:pk>/group/": Door(SIGNED_IN, 404),
    "my/applications/<uuid:pk>/plan/": Door(SIGNED_IN, 404),
    "my/applications/<uuid:pk>/venue/": Door(SIGNED_IN, 404),
    "my/applications/<uuid:pk>/funding/": Door(SIGNED_IN, 404),
    "my/applications/<uuid:pk>/answers/": Door(SIGNED_IN, 405),
    "my/applications/<uuid:pk>/terms/": Door(SIGNED_IN, 405),
    "my/applications/<uuid:pk>/discard/": Door(SIGNED_IN, 404),
    "my/applications/<uuid:pk>/calculation/": Door(SIGNED_IN, 404),
    "my/applications/<uuid:pk>/documents/": Door(SIGNED_IN, 404),
    "my/applications/<uuid:pk>/files/<uuid:file>/": Door(SIGNED_IN, 404),
    "my/applications/<uuid:pk>/files/<uuid:file>/remove/": Door(SIGNED_IN, 405),
    "my/applications/<uuid:pk>/files/<uuid:file>/reuse/": Door(SIGNED_IN, 405),
    "my/applications/<uuid:pk>/confirm/": Door(SIGNED_IN, 404),
    "my/applications/<uuid:pk>/receipt/": Door(SIGNED_IN, 404),
    "my/applications/<uuid:pk>/receipt.pdf": Door(SIGNED_IN, 404),
    "my/applications/<uuid:pk>/draft.pdf": Door(SIGNED_IN, 404),
    "my/applications/<uuid:pk>/withdraw/": Door(SIGNED_IN, 404),
    "my/applications/<uuid:pk>/messages/": Door(SIGNED_IN, 404),
    # Residents
    "my/": Door(RESIDENTS),
    "my/groups/new/": Door(RESIDENTS),
    "my/applications/new/": Door(RESIDENTS),
    # Staff: reading
    "staff/": Door(READERS),
    "staff/reports/": Door(READERS),
    "staff/reports/annual/": Door(READERS),
    "staff/reports/editions/": Door(READERS),
    "staff/reports/editions/<uuid:pk>/": Door(READERS, 404),
    "staff/reports/editions/<uuid:pk>/preview/": Door(READERS, 404),
    "staff/reports/editions/<uuid:pk>/files/<uuid:file>/": Door(READERS, 404),
    "staff/groups/": Door(READERS),
    "staff/groups/<uuid:pk>/": Door(READERS, 404),
    "staff/letters/": Door(READERS),
    "staff/letters/<uuid:pk>/": Door(READERS, 404),
    "staff/letters/templates/": Door(READERS),
    "staff/letters/mails/": Door(READERS),
    "staff/applications/": Door(READERS),
    "staff/applications/export/": Door(READERS),
    "staff/applications/views/": Door(READERS),
    "staff/applications/views/<uuid:pk>/delete/": Door(READERS, 405),
    "staff/applications/<uuid:pk>/": Door(READERS, 404),
    "staff/applications/<uuid:pk>/remarks/": Door(READERS, 404),
    "staff/applications/<uuid:pk>/messages/": Door(READERS, 404),
    "staff/consultations/": Door(READERS),
    "staff/consultations/<uuid:pk>/": Door(READERS, 404, 405),
    "staff/meetings/": Door(READERS),
    "staff/meetings/<uuid:pk>/": Door(READERS, 404, 405),
    "staff/voices/": Door(READERS),
    "staff/voices/<uuid:pk>/": Door(READERS, 404, 405),
    "staff/programmes/": Door(READERS),
    # Staff: editions of the report
    "staff/reports/editions/new/": Door(REPORTERS, 405),
    "staff/reports/editions/<uuid:pk>/freeze/": Door(DECIDERS, 404),
    "staff/reports/editions/<uuid:pk>/files/": Door(REPORTERS, 405),
    # Staff: letters
    "staff/letters/<uuid:pk>/reissue/": Door(DISPATCHERS, 405),
    "staff/letters/mails/<uuid:pk>/again/": Door(DISPATCHERS, 405),
    "staff/letters/mails/<uuid:pk>/shelve/": Door(DISPATCHERS, 405),
    "staff/letters/templates/<slug:kind>/": Door(LETTER_EDITORS, 404),
    "staff/letters/templates/<slug:kind>/preview/": Door(LETTER_EDITORS, 405),
    # Staff: groups
    "staff/groups/<uuid:pk>/people/": Door(TENDERS, 404),
    "staff/groups/new/": Door(TENDERS),
    "staff/groups/<uuid:pk>/edit/": Door(TENDERS, 404),
    "staff/groups/<uuid:pk>/status/": Door(TENDERS, 405),
    # Staff: applications
    "staff/applications/new/": Door(REVIEWERS),
    "staff/applications/<uuid:pk>/key-in/": Door(REVIEWERS, 404),
    "staff/applications/<uuid:pk>/key-in/group/": Door(REVIEWERS, 404),
    "staff/applications/<uuid:pk>/key-in/plan/": Door(REVIEWERS, 404),
    "staff/applications/<uuid:pk>/key-in/venue/": Door(REVIEWERS, 404),
    "staff/applications/<uuid:pk>/key-in/funding/": Door(REVIEWERS, 404),
    "staff/applications/<uuid:pk>/key-in/answers/": Door(REVIEWERS, 405),
    "staff/applications/<uuid:pk>/key-in/terms/": Door(REVIEWERS, 405),
    "staff/applications/<uuid:pk>/key-in/discard/": Door(REVIEWERS, 404),
    "staff/applications/<uuid:pk>/key-in/calculation/": Door(REVIEWERS, 404),
    "staff/applications/<uuid:pk>/key-in/documents/": Door(REVIEWERS, 404),
    "staff/applications/<uuid:pk>/key-in/files/<uuid:file>/remove/": Door(REVIEWERS, 405),
    "staff/applications/<uuid:pk>/key-in/files/<uuid:file>/reuse/": Door(REVIEWERS, 405),
    "staff/applications/<uuid:pk>/key-in/confirm/": Door(REVIEWERS, 404),
    "staff/applications/<uuid:pk>/key-in/receipt/": Door(REVIEWERS, 404),
    "staff/applications/<uuid:pk>/key-in/receipt.pdf": Door(REVIEWERS, 404),
    "staff/applications/<uuid:pk>/key-in/draft.pdf": Door(REVIEWERS, 404),
    "staff/applications/<uuid:pk>/key-in/withdraw/": Door(REVIEWERS, 404),
    "staff/applications/award/": Door(DECIDERS, 405),
    "staff/applications/award/done/": Door(DECIDERS, 405),
    "staff/applications/assign/": Door(REVIEWERS, 405),
    "staff/applications/assign/done/": Door(REVIEWERS, 405),
    "staff/applications/<uuid:pk>/finding/": Door(REVIEWERS, 405),
    "staff/applications/<uuid:pk>/note/": Door(REVIEWERS, 405),
    "staff/applications/<uuid:pk>/evidence/": Door(REVIEWERS, 405),
    "staff/applications/<uuid:pk>/receive/": Door(REVIEWERS, 405),
    "staff/applications/<uuid:pk>/return/": Door(REVIEWERS, 405),
    "staff/applications/<uuid:pk>/recommend/": Door(REVIEWERS, 405),
    "staff/applications/<uuid:pk>/send_back/": Door(DECIDERS, 405),
    "staff/applications/<uuid:pk>/award/": Door(DECIDERS, 405),
    "staff/applications/<uuid:pk>/decline/": Door(DECIDERS, 405),
    # Staff: letters
    # Staff: listening
    "staff/consultations/new/": Door(LISTENERS),
    "staff/consultations/<uuid:pk>/edit/": Door(LISTENERS, 404),
    "staff/consultations/<uuid:pk>/followed-up/": Door(LISTENERS, 405),
    "staff/meetings/new/": Door(LISTENERS),
    "staff/meetings/<uuid:pk>/edit/": Door(LISTENERS, 404),
    "staff/voices/new/": Door(LISTENERS),
    "staff/voices/<uuid:pk>/edit/": Door(LISTENERS, 404),
    "staff/voices/<uuid:pk>/withdraw/": Door(LISTENERS, 405),
}

# The sign-in pages, which are allauth's: what GET answers (to anonymous, to somebody signed in).
# None is for those who are still strangers: they are sent to sign in.
SIGN_IN = {
    "accounts/login/": (200, 302),
    "accounts/logout/": (302, 200),
    "accounts/inactive/": (200, 200),
    "accounts/signup/": (200, 302),
    "accounts/login/code/": (200, 302),
    "accounts/login/code/confirm/": (302, 302),
    "accounts/confirm-email/": (302, 302),
    "accounts/password/reset/": (200, 200),
    "accounts/password/reset/confirm/": (302, 302),
    "accounts/password/reset/complete/": (302, 302),
    "accounts/password/reset/done/": (200, 200),
    "accounts/email/": (None, 200),
    "accounts/password/change/": (None, 302),
    "accounts/password/set/": (None, 200),
    "accounts/reauthenticate/": (None, 403),
}

# The admin site is one block: whatever Django puts below it is for the administrator alone.
ADMIN = "admin/"
