"""Drafts: begun once for a group and year, and kept item by item as they are typed.

Both functions take `by` (a User) and `at` (an aware moment).
"""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from grants.models import Answer, Application


class NotAllowed(Exception):
    """A step that cannot be taken: the text says kindly why; nothing was changed."""


class Overtaken(NotAllowed):
    """Saving by itself what was typed on a page that is older than what is kept."""

    def __init__(self):
        super().__init__(_("別の画面で書きかえられています。ページを開きなおしてください。"))


def start(*, group, programme_year, by, at, on_paper=False) -> Application:
    """The draft of this group and programme year, made now unless one stands already."""
    try:
        with transaction.atomic():
            application = Application.objects.create(
                group=group,
                programme_year=programme_year,
                started_by=by,
                started_at=at,
                on_paper=on_paper,
            )
            save_answers(application, _known_of(group), by=by, at=at)
            return application
    except IntegrityError:  # application_once_a_year: somebody of the group was first
        return Application.objects.standing().get(group=group, programme_year=programme_year)


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
def save_answers(application: Application, typed: dict[str, str], *, by, at, seen=None) -> None:
    """Keep what was typed, item by item, right or wrong.

    `seen` is the edition of the answers (assessment.edition) that the page showed; when another
    has been kept since, Overtaken is raised. Without it the last one who saves is right.
    """
    locked = Application.objects.select_for_update().get(pk=application.pk)
    if not locked.editable:
        raise NotAllowed(_("この申請はもう提出されています。書きかえることはできません。"))
    kept = {answer.name: answer for answer in locked.answers.all()}
    if seen is not None and seen != str(sum(answer.version for answer in kept.values())):
        raise Overtaken
    changed = [
        answer for name, answer in kept.items() if typed.get(name, answer.value) != answer.value
    ]
    for answer in changed:
        answer.value, answer.saved_at, answer.saved_by = typed[answer.name], at, by
        answer.version += 1
    Answer.objects.bulk_update(changed, ["value", "saved_at", "saved_by", "version"])
    Answer.objects.bulk_create(
        Answer(application=locked, name=name, value=value, saved_at=at, saved_by=by)
        for name, value in typed.items()
        if name not in kept
    )
