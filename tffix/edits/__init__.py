"""Semantic edits to text: collected by rules, lowered to splices, tidied where they touched.

Invariants, each tested: characters outside edits are unchanged (but for blanks before `=` and trailing comments of a
run that was in columns); `splice` is the only function that makes new source from old; a node is never edited, only
an interval of its text; one pass reads one snapshot.
"""

from tffix.edits.lower import Lowered, lower
from tffix.edits.semantic import Edits
from tffix.edits.splice import TextEdit, splice

__all__ = ["Edits", "Lowered", "TextEdit", "lower", "splice"]
