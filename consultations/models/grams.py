"""How words are found in the log: by their letters and pairs of letters, for one letter is a word.

A trigram index finds nothing of one or two letters, which is what most Japanese words are.
"""

from collections.abc import Iterable

from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Func, Q

# Of a folded text: every letter and every pair of letters that stand side by side. The cost tells
# PostgreSQL to find rows by the index of the grams, never by working them out of each row.
FUNCTION = r"""
CREATE OR REPLACE FUNCTION consultations_grams(words text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10000 AS $$
  SELECT array_to_tsvector(array_remove(letters, ' ') || ARRAY(
    SELECT letter || next FROM unnest(letters, letters[2:]) AS pair (letter, next)
    WHERE letter <> ' ' AND next <> ' '
  ))
  FROM string_to_array(words, NULL) AS letters
$$
"""


class Grams(Func):
    """Of a column of folded text; only its index holds them."""

    function = "consultations_grams"
    output_field = SearchVectorField()


@SearchVectorField.register_lookup
class HoldsAll(models.Lookup):
    """`grams__holds_all="'庭' & '庭先'"`: a tsquery as it is, parsed by nobody."""

    lookup_name = "holds_all"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        column, params = self.process_lhs(compiler, connection)
        return f"{column} @@ %s::tsquery", [*params, self.rhs]


def holding(words: Iterable[str]) -> Q:
    """The records in which the pairs of letters of each folded word (without spaces) stand."""
    grams = dict.fromkeys(gram for word in words for gram in _grams(word))
    return Q(grams__holds_all=" & ".join(map(_quoted, grams)))


def _grams(word: str) -> list[str]:
    """Of a long word every other pair and the last: they tell as much as all of them."""
    if len(word) == 1:
        return [word]
    return [word[i : i + 2] for i in (*range(0, len(word) - 2, 1 + (len(word) > 4)), len(word) - 2)]


def _quoted(gram: str) -> str:
    return "'" + gram.replace("\\", "\\\\").replace("'", "''") + "'"
