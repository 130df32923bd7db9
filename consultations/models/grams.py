"""How words are found in the log: by their letters and pairs of letters, for one letter is a word.

A trigram index finds nothing of one or two letters, which is what most Japanese words are.
"""

from django.contrib.postgres.search import SearchVectorField
from django.db import models
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


def holding(word: str) -> Q:
    """The records whose folded text holds this folded word (without spaces)."""
    grams = [word] if len(word) == 1 else [word[i : i + 2] for i in range(len(word) - 1)]
    found = Q(grams__holds_all=" & ".join(map(_quoted, dict.fromkeys(grams))))
    # The pairs of a longer word may stand apart from each other.
    return found if len(word) <= 2 else found & Q(search__contains=word)


def _quoted(gram: str) -> str:
    return "'" + gram.replace("\\", "\\\\").replace("'", "''") + "'"
