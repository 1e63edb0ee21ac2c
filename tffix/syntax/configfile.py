"""A file and its tree."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from tffix.errors import SyntaxError  # noqa: A004
from tffix.source import Source
from tffix.syntax.node import Node
from tffix.syntax.reuse import Tree
from tffix.syntax.structure import Body

if TYPE_CHECKING:
    from tffix.syntax.visitors import CSTVisitor


class ConfigFile:
    """One parsed file. Parsing never fails: what is wrong is in `error`; `str(file)` is always the text."""

    def __init__(self, source: Source, spare: Tree | None = None, right: frozenset[str] = frozenset()) -> None:
        self.source = source
        self._spare = spare
        self._right = right

    @property
    def path(self) -> str:
        """The path the file is shown by."""
        return self.source.path

    @property
    def text(self) -> str:
        """The text of the file."""
        return self.source.text

    def __str__(self) -> str:
        return self.source.text

    @cached_property
    def _structure(self) -> tuple[Body, SyntaxError | None]:
        # lark and its table are not wanted by who asks for headers only, and the scanner knows every header.
        from tffix.syntax.check import read

        return read(self.source, self._spare, self._right)

    @property
    def body(self) -> Body:
        """The top-level body; of a file that cannot be read, the blocks before the first error."""
        return self._structure[0]

    @property
    def structure_error(self) -> SyntaxError | None:
        """What keeps the file's structure from being read, None for a file whose blocks are known."""
        return self._structure[1]

    @cached_property
    def error(self) -> SyntaxError | None:
        """The first syntax error of the whole file, expressions included; None for a valid file."""
        body, error = self._structure
        if error is not None:
            return error
        from tffix.syntax.check import first_error

        return first_error(body, self._right)

    @property
    def sound_until(self) -> int:
        """An offset before which there are whole top-level items only, with nothing wrong in them."""
        from tffix.syntax.check import sound_until

        return sound_until(self.body, self._right)

    @property
    def right_texts(self) -> frozenset[str]:
        """The texts of top-level items that are known to be right: in this file, and in what it was before."""
        from tffix.syntax.check import right_texts

        return right_texts(self.body, self._spare)

    def visit(self, *visitors: CSTVisitor) -> None:
        """Walk the tree once for all `visitors`."""
        from tffix.syntax.visitors import visit

        visit(self.body, *visitors)

    def path_to(self, node: Node) -> tuple[Node, ...]:
        """The nodes from the body down to the parent of `node`; empty for the body, and for a stranger."""
        from tffix.syntax.visitors import path_to

        return path_to(self.body, node)

    def parent_of(self, node: Node) -> Node | None:
        """The node that `node` is directly inside of; None for the body, and for a stranger."""
        path = self.path_to(node)
        return path[-1] if path else None

    def __repr__(self) -> str:
        return f"<ConfigFile {self.path}>"

    def _given_up(self) -> Tree | None:
        """What another file may take over; who asks this one again has it read again."""
        structure: tuple[Body, SyntaxError | None] | None = vars(self).pop("_structure", None)
        spare, self._spare = self._spare, None
        if structure is None or (structure[1] is not None and spare is not None):
            # While a text is being typed, it does not parse: what was known of the last one that did is kept.
            return spare
        return Tree(self.text, structure[0]._extents, structure[0].items)


def parse(
    source: Source | str, path: str = "", before: ConfigFile | None = None, right: frozenset[str] = frozenset()
) -> ConfigFile:
    """The tree of a file, or of a text; never raises.

    `before` is the file as it was before an edit, which must not be used any more: the top-level items that are
    unchanged become items of the new tree, with all that is known of them. Items with one of the texts in `right` are
    not looked into for errors (see `ConfigFile.right_texts`).
    """
    spare = before._given_up() if before else None
    file = ConfigFile(source if isinstance(source, Source) else Source(path, source), spare, right)
    # At once: until then, the nodes would belong to no tree.
    if file._spare is not None and file.structure_error is None:
        file._spare = None
    return file


__all__ = ["ConfigFile", "parse"]
