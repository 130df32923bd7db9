"""What stands apart, under seal: who may open it, and how it is written."""

from consultations.models import Confidence, Consultation, Reflection
from consultations.permissions import may_confide, may_reflect, was_there


class NotAllowed(Exception):
    """Somebody wrote what they may not: a reflection without REFLECT, a confidence from afar."""


def reflection_of(consultation: Consultation, user) -> str:
    """The person's own reflection, or what an import brought; nothing of anybody else's."""
    if not may_reflect(user):
        return ""
    rows = consultation.reflections.filter(author__in=[user.pk]) | consultation.reflections.filter(
        author=None
    )
    return "\n\n".join(row.words.reveal() for row in rows)


def own_reflection(consultation: Consultation, user) -> str:
    row = consultation.reflections.filter(author=user).first() if may_reflect(user) else None
    return row.words.reveal() if row else ""


def reflect(consultation: Consultation, words: str, *, by, at) -> None:
    """Write one's own reflection anew, or take it away; `by` is None in an import."""
    if by is not None and not may_reflect(by):
        raise NotAllowed
    if not words:
        consultation.reflections.filter(author=by).delete()
        return
    told = {"words": words, "written_at": at}
    Reflection.objects.update_or_create(consultation=consultation, author=by, defaults=told)


def is_there(consultation: Consultation) -> bool:
    """Whether something was told in confidence; not what."""
    return hasattr(consultation, "confidence")


def confidence_of(consultation: Consultation) -> str:
    """The words told in confidence. Who asks notes the reading first (How.SEALED)."""
    row = Confidence.objects.filter(consultation=consultation).first()
    return row.words.reveal() if row else ""


def confide(consultation: Consultation, words: str, *, by, at) -> None:
    """Write anew what was told in confidence, or take it away; only who was there may."""
    if not (may_confide(by) and was_there(consultation, by)):
        raise NotAllowed
    if words == confidence_of(consultation):
        return
    if not words:
        Confidence.objects.filter(consultation=consultation).delete()
        return
    told = {"words": words, "written_by": by, "written_at": at}
    Confidence.objects.update_or_create(consultation=consultation, defaults=told)
