"""Pages of a long list: the rows are counted once, and only those that are shown are fetched."""

from contextlib import nullcontext

from django.core.paginator import Paginator
from django.utils.functional import cached_property

from consultations.models.grams import by_index


class CountedOnce(Paginator):
    """`figures` are what the list says of all its rows, `all` among them; one query.

    A page is first looked for by its ids alone: PostgreSQL then passes over what comes before it
    without fetching a word of it. `by_words`: whether somebody searches.
    """

    def __init__(self, found, per_page, *, on, related, by_words):
        super().__init__(found, per_page)
        self.on, self.related = on, related
        self.quickly = by_index if by_words else nullcontext

    @cached_property
    def figures(self) -> dict:
        with self.quickly():
            return self.object_list.figures(self.on)

    @cached_property
    def count(self) -> int:
        return self.figures["all"]

    def page(self, number):
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        with self.quickly():
            ids = list(self.object_list.values_list("pk", flat=True)[start : start + self.per_page])
        rows = self.related.in_bulk(ids)
        return self._get_page([rows[pk] for pk in ids if pk in rows], number, self)
