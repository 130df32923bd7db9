"""Doors of views: a capability opens them, everything else stays shut."""

from functools import wraps

from django.core.exceptions import PermissionDenied

from ibasho.accounts.permissions import Capability


def needs(capability: Capability):
    """Wrap a function view: 403 without the capability (signing in is the middleware's part)."""

    def wrap(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.may(capability):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.capability = capability
        return guarded

    return wrap


class Needs:
    """Mixin for class views: `capability = Capability.READ`."""

    capability: Capability

    def dispatch(self, request, *args, **kwargs):
        if not request.user.may(self.capability):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
