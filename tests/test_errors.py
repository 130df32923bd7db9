"""Each failure is told kindly, with a number that the log carries too, and with nobody's name."""

import logging
import re

import pytest
from django.conf import settings
from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpResponse
from django.test import Client
from django.urls import path

from ibasho import errors
from ibasho.urls import handler400, handler403, handler404, handler429, handler500

RAISED = {}


def fail(request, who):
    raise RAISED["error"]


def read(request):
    return HttpResponse(str(len(request.POST)))


urlpatterns = [path("fail/<str:who>/", fail), path("read/", read)]


@pytest.fixture
def client(settings):
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = [
        "ibasho.errors.reference_middleware",
        "django.middleware.csrf.CsrfViewMiddleware",
    ]
    settings.SECURE_SSL_REDIRECT = False
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


def answer(client, error):
    RAISED["error"] = error
    return client.get("/fail/himitsu@example.jp/?q=himitsu")


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (SuspiciousOperation(), 400, "読み取れませんでした"),
        (PermissionDenied(), 403, "開くことはできません"),
        (Http404(), 404, "見つかりません"),
        (RequestDataTooBig(), 413, "大きすぎます"),
        (TooManyFieldsSent(), 413, "大きすぎます"),
        (TooManyFilesSent(), 413, "大きすぎます"),
        (RuntimeError("himitsu"), 500, "不具合"),
        (OperationalError("himitsu"), 503, "お休みしています"),
        (InterfaceError("himitsu"), 503, "お休みしています"),
    ],
)
def test_each_failure_has_its_page(client, caplog, error, status, words):
    caplog.set_level(logging.WARNING, logger="ibasho.errors")
    response = answer(client, error)
    html = response.content.decode()
    reference = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}", html).group()
    assert [response.status_code, words in html, settings.COUNCIL["phone"] in html] == [
        status,
        True,
        True,
    ]
    assert response["X-Reference"] == reference
    (line,) = [r.getMessage() for r in caplog.records if r.name == "ibasho.errors"]
    assert line == (
        f"reference={reference} status={status} method=GET route=fail/<str:who>/ "
        f"cause={type(error).__name__}"
    )


def test_no_page_shows_what_the_exception_said(client):
    assert "himitsu" not in answer(client, RuntimeError("himitsu")).content.decode()


def test_too_many_fields_before_any_view_are_said_to_be_too_large(client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3
    client.cookies["csrftoken"] = "a" * 32  # so that the check goes on to read the form
    response = client.post("/read/", {str(n): "" for n in range(4)})
    assert response.status_code == 413


def test_a_stale_form_is_told_in_japanese(client):
    response = client.post("/read/", {"name": "見本"})
    assert [response.status_code, "時間がたちました" in response.content.decode()] == [403, True]


def test_a_conflict_keeps_what_was_typed(rf):
    response = errors.conflict(
        rf.post("/"),
        message="佐藤さんが先に決裁しました。",
        kept={"理由": "よい<計画>です"},
        back="/staff/",
    )
    html = response.content.decode()
    shown = ["佐藤さんが先に決裁しました。", "理由", "よい&lt;計画&gt;です", 'href="/staff/"']
    assert [response.status_code, *(words in html for words in shown)] == [409] + [True] * 4


def test_too_many_tries_are_told_when_to_come_back(rf):
    response = errors.too_many_requests(rf.get("/"))
    assert [response.status_code, response["Retry-After"]] == [429, "60"]


def test_error_pages_ask_no_database_and_are_not_kept_by_caches(rf):
    response = errors.server_error(rf.get("/"))  # without the db mark a query would fail
    assert [response.status_code, response["Cache-Control"]] == [500, "no-store"]


def test_every_request_has_one_number_of_its_own(rf):
    request = rf.get("/")
    assert errors.reference_of(request) == errors.reference_of(request)
    assert errors.reference_of(request) != errors.reference_of(rf.get("/"))


def test_every_handler_of_the_house_is_named():
    assert [handler400, handler403, handler404, handler429, handler500] == [
        "ibasho.errors.bad_request",
        "ibasho.errors.permission_denied",
        "ibasho.errors.page_not_found",
        "ibasho.errors.too_many_requests",
        "ibasho.errors.server_error",
    ]
    assert settings.CSRF_FAILURE_VIEW == "ibasho.errors.csrf_failure"
