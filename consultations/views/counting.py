"""Pages of a long list: the rows are counted once, and only those that are shown are fetched."""

from django.core.paginator import Paginator
from django.db.models import BooleanField, ExpressionWrapper
from django.utils.functional import cached_property

from consultations.models.log import due_by

MOST = 500  # rows of a search that are counted and can be leafed through


class CountedOnce(Paginator):
    """`figures` are what the list says of all its rows, `all` among them; one query.

    A page is first looked for by its ids alone: PostgreSQL then passes over what comes before it
    without fetching a word of it.
    """

    def __init__(self, found, per_page, *, on, related):
        super().__init__(found, per_page)
        self.on, self.related = on, related

    @cached_property
    def figures(self) -> dict:
        return self.object_list.figures(self.on)

    @cached_property
    def count(self) -> int:
        return self.figures["all"]

    def ids(self, start: int) -> list:
        """The ids of one page, from row `start` on."""
        return list(self.object_list.values_list("pk", flat=True)[start : start + self.per_page])

    def page(self, number):
        number = self.validate_number(number)
        ids = self.ids((number - 1) * self.per_page)
        rows = self.related.in_bulk(ids)
        return self._get_page([rows[pk] for pk in ids if pk in rows], number, self)


class FirstOnes(CountedOnce):
    """The first rows of a search, at most `MOST`: ids and figures in one pass, then no further.

    `is_cut`: there are more, and nobody knows how many; `figures` then say no more than that.
    """

    @cached_property
    def first(self) -> list:
        due = ExpressionWrapper(due_by(self.on), output_field=BooleanField())
        return list(self.object_list.values_list("pk", "out_of_office", due)[: MOST + 1])

    @cached_property
    def is_cut(self) -> bool:
        return len(self.first) > MOST

    @cached_property
    def figures(self) -> dict:
        if self.is_cut:
            return {"all": MOST}
        out, due = (sum(map(bool, column)) for column in self._columns)
        return {"all": len(self.first), "outreach": out, "due": due}

    @property
    def _columns(self):
        return [[row[place] for row in self.first] for place in (1, 2)]

    def ids(self, start: int) -> list:
        return [row[0] for row in self.first[start : min(start + self.per_page, MOST)]]
