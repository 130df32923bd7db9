"""What a person reads when something fails: kind words, a reference number, the council's phone."""

from __future__ import annotations

import logging
import secrets
import sys
from collections.abc import Callable, Mapping
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

log = logging.getLogger(__name__)

# Read out on the phone: no 0 and O, no 1, I and L.
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
RETRY_AFTER = {HTTPStatus.TOO_MANY_REQUESTS: "60", HTTPStatus.SERVICE_UNAVAILABLE: "60"}


def reference_of(request: HttpRequest) -> str:
    """The number of this request, such as K7MP-3Q9X; made up once, tells nothing about anybody."""
    if not hasattr(request, "reference"):
        letters = "".join(secrets.choice(LETTERS) for _ in range(8))
        request.reference = f"{letters[:4]}-{letters[4:]}"
    return request.reference


def reference_middleware(get_response: Callable) -> Callable:
    """Give each request its number first, and each answer the same number as a header."""

    def middleware(request: HttpRequest) -> HttpResponse:
        reference = reference_of(request)
        response = get_response(request)
        response["X-Reference"] = reference
        return response

    return middleware


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400. Django calls too large a body suspicious; for people it is simply too large."""
    if isinstance(exception, TOO_LARGE):
        return _page(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, cause=exception)
    return _page(request, HTTPStatus.BAD_REQUEST, cause=exception)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler403."""
    return _page(request, HTTPStatus.FORBIDDEN, cause=exception)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """settings.CSRF_FAILURE_VIEW: most often a page that stood open for too long."""
    return _page(request, HTTPStatus.FORBIDDEN, template="403_csrf.html")


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler404."""
    return _page(request, HTTPStatus.NOT_FOUND, cause=exception)


def conflict(
    request: HttpRequest, *, message: str, kept: Mapping[str, str] | None = None, back: str = ""
) -> HttpResponse:
    """409: somebody was first. `kept` is label → what this person had typed, shown to copy."""
    return _page(
        request,
        HTTPStatus.CONFLICT,
        extra={"message": message, "kept": (kept or {}).items(), "back": back},
    )


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler429, which allauth calls when an address tries too often."""
    return _page(request, HTTPStatus.TOO_MANY_REQUESTS, cause=exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500: a database that cannot be reached is a pause (503), all else is our mistake."""
    cause = sys.exc_info()[1]
    if isinstance(cause, OperationalError | InterfaceError):
        return _page(request, HTTPStatus.SERVICE_UNAVAILABLE, cause=cause)
    return _page(request, HTTPStatus.INTERNAL_SERVER_ERROR, cause=cause)


def _page(
    request: HttpRequest,
    status: HTTPStatus,
    *,
    cause: BaseException | None = None,
    template: str = "",
    extra: Mapping | None = None,
) -> HttpResponse:
    """Rendered without the request, so that no context processor and no database is asked."""
    reference = reference_of(request)
    _write_down(request, status, reference=reference, cause=cause)
    context = {"council": settings.COUNCIL, "reference": reference, **(extra or {})}
    html = render_to_string(template or f"{status.value}.html", context)
    headers = {"Cache-Control": "no-store", "X-Reference": reference}
    if status in RETRY_AFTER:
        headers["Retry-After"] = RETRY_AFTER[status]
    return HttpResponse(html, status=status, headers=headers)


def _write_down(
    request: HttpRequest, status: HTTPStatus, *, reference: str, cause: BaseException | None
) -> None:
    """One line with the route and the kind of failure: an address or a message may name people."""
    match = getattr(request, "resolver_match", None)
    log.log(
        logging.ERROR if status >= HTTPStatus.INTERNAL_SERVER_ERROR else logging.WARNING,
        "reference=%s status=%s method=%s route=%s cause=%s",
        reference,
        status.value,
        request.method,
        match.route if match else "-",
        type(cause).__name__ if cause else "-",
    )
