"""Drafts: begun once for a group and year, kept item by item as they are typed, thrown away.

What writes answers takes `by` (a User) and `at` (an aware moment).
"""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from grants.applying import answering, assessment
from grants.models import Application, ReportDraft
from grants.permissions import NotAllowed, why_no_discard, why_not


def start(*, group, programme_year, by, at, on_paper=False, told=None) -> Application:
    """The draft of this group and programme year, made now unless one stands already.

    `told` are answers given elsewhere (the pre-check): they go where nothing is written yet.
    """
    try:
        with transaction.atomic():
            application = Application.objects.create(
                group=group,
                programme_year=programme_year,
                started_by=by,
                started_at=at,
                on_paper=on_paper,
                terms_seen=programme_year.terms,
            )
            save_answers(application, _known_of(group) | (told or {}), by=by, at=at)
            return application
    except IntegrityError:  # application_once_a_year: somebody of the group was first
        return _go_on(group, programme_year, told, by=by, at=at)


@transaction.atomic
def _go_on(group, programme_year, told, *, by, at) -> Application:
    standing = Application.objects.standing().select_for_update()
    application = standing.get(group=group, programme_year=programme_year)
    if told and application.editable:
        answering.fill_in(application, told, by=by, at=at)
    return application


def _known_of(group) -> dict[str, str]:
    """What the register knows already, so that nobody writes it again."""
    return {
        "group_name": group.name,
        "group_reading": group.reading,
        "representative": group.representative,
        "representative_reading": group.representative_reading,
        "postal_code": group.postal_code,
        "address": group.address,
        "phone": group.phone,
        "venue_name": group.venue,
        "venue_address": group.venue_address,
    }


@transaction.atomic
def save_answers(
    application: Application, typed: dict[str, str], *, by, at, seen=None, sent=None
) -> answering.Saved:
    """Keep what was typed, item by item, right or wrong; see grants.applying.answering.write."""
    locked = Application.objects.select_for_update().get(pk=application.pk)
    if not locked.editable:
        raise NotAllowed(_("この申請はもう提出されています。書きかえることはできません。"))
    return answering.write(locked, typed, by=by, at=at, seen=seen, sent=sent)


@transaction.atomic
def see_terms(application: Application, *, terms: str) -> None:
    """The group has read what changed in the terms; `terms` is the checksum of what it read."""
    locked = Application.objects.select_for_update().get(pk=application.pk)
    today = locked.programme_year.terms
    if locked.editable and assessment.checksum(today) == terms:
        locked.terms_seen = today
        locked.save(update_fields=["terms_seen"])


@transaction.atomic
def discard(application: Application, *, by) -> None:
    """Throw a draft away for good, with its answers and papers."""
    locked = Application.objects.select_for_update().get(pk=application.pk)
    if reason := why_no_discard(by, locked):
        raise NotAllowed(reason)
    locked.attachments.all().forget()
    locked.delete()


@transaction.atomic
def keep_report(application: Application, typed: dict[str, str], *, by, at) -> None:
    """Keep what is typed of a report, right or wrong, while the award waits for it."""
    locked = Application.objects.select_for_update().get(pk=application.pk)
    if reason := why_not(by, locked, "report"):
        raise NotAllowed(reason)
    ReportDraft.objects.update_or_create(
        application=locked, defaults={"typed": typed, "saved_at": at, "saved_by": by}
    )


def report_typed(application: Application) -> dict[str, str]:
    """What has been typed of the report so far; empty before anything was."""
    kept = ReportDraft.objects.filter(application=application).first()
    return kept.typed if kept else {}
