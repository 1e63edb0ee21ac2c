"""Semantic edits to text: collected by rules, lowered to splices, tidied where they touched.

Invariants, each tested: characters outside edits are unchanged (but for blanks before `=` and trailing comments of a
run that was in columns, and margins of top-level items that were as `terraform fmt` sets them); `splice` is the only
function that makes new source from old; a node is never edited, only an interval of its text; one pass reads one
snapshot. `transform` is the same with the face of LibCST. `format_text` is `terraform fmt` for a whole file.
"""

from tffix.edits.fmt import format_text
from tffix.edits.lower import Lowered, lower
from tffix.edits.semantic import Edits
from tffix.edits.splice import TextEdit, splice
from tffix.edits.transformer import REMOVE, Change, Changed, CSTTransformer, transform, with_changes

__all__ = [
    "REMOVE",
    "CSTTransformer",
    "Change",
    "Changed",
    "Edits",
    "Lowered",
    "TextEdit",
    "format_text",
    "lower",
    "splice",
    "transform",
    "with_changes",
]
