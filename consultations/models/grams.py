"""How words are found in the log: by their letters and pairs of letters, for one letter is a word.

A trigram index finds nothing of one or two letters, which is what most Japanese words are.
"""

from collections.abc import Iterable
from contextlib import contextmanager

from django.contrib.postgres.search import SearchVectorField
from django.db import connection, models, transaction
from django.db.models import Func, Q

# Of a folded text: every letter and every pair of letters that stand side by side.
FUNCTION = r"""
CREATE OR REPLACE FUNCTION consultations_grams(words text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT COALESCE(array_to_tsvector(array_agg(DISTINCT gram)), '')
  FROM (
    SELECT letter, lead(letter) OVER () AS next FROM string_to_table(words, NULL) AS letter
  ) AS pairs,
  LATERAL (VALUES (letter), (letter || next)) AS each (gram)
  WHERE position(' ' IN gram) = 0
$$
"""


class Grams(models.GeneratedField):
    """Kept by PostgreSQL itself from `search`."""

    def __init__(self, **kwargs):
        own = {
            "expression": Func("search", function="consultations_grams"),
            "output_field": SearchVectorField(),
            "db_persist": True,
        }
        super().__init__(**{**own, **kwargs})


@SearchVectorField.register_lookup
class HoldsAll(models.Lookup):
    """`grams__holds_all="'庭' & '庭先'"`: a tsquery as it is, parsed by nobody."""

    lookup_name = "holds_all"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        column, params = self.process_lhs(compiler, connection)
        return f"{column} @@ %s::tsquery", [*params, self.rhs]


# PostgreSQL thinks that looking into a row is cheap, but the grams lie beside it: only the index is.
BY_INDEX = {
    "enable_seqscan": "off",
    "enable_indexscan": "off",
    "max_parallel_workers_per_gather": "0",
    "jit": "off",
    "work_mem": "'32MB'",
}


@contextmanager
def by_index():
    """What is asked within finds its rows by the index of the grams, not by looking into each."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("; ".join(f"SET LOCAL {name} = {value}" for name, value in BY_INDEX.items()))
        yield
        cursor.execute("; ".join(f"SET LOCAL {name} TO DEFAULT" for name in BY_INDEX))


def holding(words: Iterable[str]) -> Q:
    """The records in which the pairs of letters of each folded word (without spaces) stand.

    One question for all words: asked one by one, PostgreSQL may look into the rows for the rest.
    """
    grams = dict.fromkeys(gram for word in words for gram in _grams(word))
    return Q(grams__holds_all=" & ".join(map(_quoted, grams)))


def _grams(word: str) -> list[str]:
    """Of a long word every other pair and the last: they tell as much as all of them."""
    if len(word) == 1:
        return [word]
    return [word[i : i + 2] for i in (*range(0, len(word) - 2, 1 + (len(word) > 4)), len(word) - 2)]


def is_long(word: str) -> bool:
    """Whether its pairs may stand apart from each other: 東京 and 京都 are not yet 東京都."""
    return len(word) > 2


def _quoted(gram: str) -> str:
    return "'" + gram.replace("\\", "\\\\").replace("'", "''") + "'"
