"""How a case story comes about: begun, its records chosen, told in other words, published, revised."""

from django.db import transaction
from django.db.models import Max

from consultations.choices import Stage
from consultations.models import CaseStory, Consultation, StoryPart
from consultations.stories.lettering import draft_of, edited, give_letters, guard, hide_names
from consultations.stories.telling import Check, check
from ibasho.dates import day_in_japan

STAGES = Stage.values


class AlreadyDrafted(Exception):
    """The group has a draft; it is `.story`."""

    def __init__(self, story):
        super().__init__(str(story.pk))
        self.story = story


class ChangedMeanwhile(Exception):
    """Somebody else saved the story after this person opened it."""


class HasConsent(Exception):
    """Somebody has agreed to the draft, and the ledger keeps it."""


class NotReady(Exception):
    """Something stops the publication: `.check` says what."""

    def __init__(self, checked: Check):
        super().__init__(checked)
        self.check = checked


@transaction.atomic
def begin(group, *, title, by, at, first_letter=0, order=0, records=None) -> CaseStory:
    """A draft with the group's records that carry a stage, or with those that are given."""
    guard(by)
    type(group).objects.select_for_update().get(pk=group.pk)
    if draft := CaseStory.objects.drafts().filter(group=group).first():
        raise AlreadyDrafted(draft)
    last = CaseStory.objects.filter(group=group).aggregate(last=Max("version"))["last"] or 0
    story = CaseStory.objects.create(
        group=group,
        version=last + 1,
        title=title,
        first_letter=first_letter,
        order=order,
        written_by=by,
        written_at=at,
    )
    _take(story, _staged(group) if records is None else records)
    return story


def _staged(group):
    """Records that carry a stage, from first to last; those of one month in order of the stages."""
    rows = Consultation.objects.filter(group=group).exclude(stage="")
    return sorted(rows, key=in_story_order)


def in_story_order(record):
    stage = STAGES.index(record.stage) if record.stage else -1
    return record.on, str(record.at_time or ""), stage


@transaction.atomic
def choose(story, *, by, at, records) -> None:
    """Take exactly these records, in this order; what was told of those that stay is kept."""
    locked = draft_of(story, by=by)
    locked.parts.filter(record__isnull=False).exclude(record__in=records).delete()
    _take(locked, records)
    edited(locked, at)


def _take(story, records):
    """Put the records first and the episodes after them; new ones come with names concealed."""
    told = {part.record_id: part for part in story.parts.filter(record__isnull=False)}
    episodes = list(story.parts.filter(record=None))
    fresh = [_part(story, record) for record in records if record.pk not in told]
    give_letters(story, [text for part in fresh for text in (part.place, part.told, part.advice)])
    hide_names(story, fresh)
    told |= {part.record_id: part for part in fresh}
    parts = [told[record.pk] for record in records] + episodes
    for position, part in enumerate(parts, start=1):
        part.position = position
        part.save()


def _part(story, record) -> StoryPart:
    return StoryPart(
        story=story,
        record=record,
        month=record.on.replace(day=1),
        stage=record.stage,
        place=record.place,
        told=record.what_happened,
        advice=record.advice,
    )


@transaction.atomic
def tell(story, *, by, at, seen, title, introduction, afterword, parts, episode="") -> CaseStory:
    """Write the text: `parts` are {id: {place, told, advice}}, `episode` is one more without a record."""
    locked = draft_of(story, by=by)
    if locked.seen_version != seen:
        raise ChangedMeanwhile
    locked.title, locked.introduction, locked.afterword = title, introduction, afterword
    for part in locked.parts.all():
        for name, words in parts.get(part.pk, {}).items():
            setattr(part, name, words)
        part.save()
    locked.parts.filter(record=None, told="").delete()
    if episode:
        add_episode(locked, told=episode)
    give_letters(locked)
    return edited(locked, at)


def add_episode(story, *, told) -> StoryPart:
    position = story.parts.next_position()
    return StoryPart.objects.create(story=story, position=position, told=told)


@transaction.atomic
def publish(story, *, by, at) -> CaseStory:
    """Freeze the story; whatever still tells who somebody is, or lacks consent, stops it."""
    locked = draft_of(story, by=by)
    checked = check(locked, on=day_in_japan(at))
    if not checked.may_be_published:
        raise NotReady(checked)
    locked.published_by, locked.published_at = by, at
    locked.save(update_fields=["published_by", "published_at"])
    return locked


@transaction.atomic
def revise(story, *, by, at) -> CaseStory:
    """A new version that begins as this one is; consent is asked for anew."""
    new = begin(
        story.group,
        title=story.title,
        by=by,
        at=at,
        first_letter=story.first_letter,
        order=story.order,
        records=[],
    )
    new.introduction, new.afterword = story.introduction, story.afterword
    new.people.all().delete()
    for row in [*story.parts.all(), *story.people.all()]:
        row.pk, row.story, row._state.adding = row._meta.pk.get_default(), new, True
        row.save()
    return edited(new, at)


@transaction.atomic
def discard(story, *, by) -> None:
    """Throw the draft away; one to which somebody has agreed stays, for its ledger does."""
    locked = draft_of(story, by=by)
    if locked.consents.exists():
        raise HasConsent
    locked.delete()
