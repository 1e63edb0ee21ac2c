"""What a declaration says, apart from how it is written: to tell repetitions from contradictions."""

from __future__ import annotations

from dataclasses import dataclass

from tffix.syntax import Attribute, Block
from tffix.syntax import nodes as n
from tffix.syntax.scanner import Mode, tokenize

_SILENT = frozenset({"COMMENT", "NEWLINE", "IGNORED_NEWLINE", "WHITESPACE"})
_Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """The arguments of a declaration by name, as tokens, and its nested blocks in order."""

    arguments: dict[str, _Words]
    blocks: tuple[_Words, ...]

    def covers(self, other: Said) -> bool:
        """Whether it says all that the other says; a description may differ."""
        mine = self.arguments
        same = all(mine.get(name) == value for name, value in other.arguments.items() if name != "description")
        has_description = "description" in mine or "description" not in other.arguments
        return same and has_description and (not other.blocks or self.blocks == other.blocks)

    def differing(self, other: Said) -> list[str]:
        """The names of the arguments and blocks in which two declarations differ, in order."""
        one, two = self.arguments, other.arguments
        names = [name or "the value" for name in dict.fromkeys((*one, *two)) if one.get(name) != two.get(name)]
        if self.blocks != other.blocks:
            names += sorted({block[0] for block in set(self.blocks) ^ set(other.blocks)}) or ["the order of blocks"]
        return names


def said(node: Block | Attribute) -> Said:
    """What a block, or the attribute of a local value, says. The order of arguments says nothing."""
    if isinstance(node, Attribute):
        return Said({"": _words(node.expr)}, ())
    arguments = {name: _words(attribute.expr) for name, attribute in node.body.attributes.items()}
    return Said(arguments, tuple(_words_of_block(block) for block in node.body.blocks))


def _words_of_block(block: Block) -> _Words:
    """A nested block as one run of words, its arguments sorted by name."""
    words: list[str] = [block.type, *block.label_values, "{"]
    todo: list[Block | str] = [block]
    while todo:
        one = todo.pop()
        if isinstance(one, str):
            words.append(one)
            continue
        if one is not block:
            words += [one.type, *one.label_values, "{"]
        for name, attribute in sorted(one.body.attributes.items()):
            words += [name, *_words(attribute.expr)]
        todo.append("}")
        todo += reversed(one.body.blocks)
    return tuple(words)


def _words(node: n.Node) -> _Words:
    text = node.source.text
    tokens = tokenize(text, Mode.BODY, node.start, node.end)
    return tuple(text[token.start : token.end] for token in tokens if token.kind not in _SILENT)
