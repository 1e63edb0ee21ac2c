"""Random configuration texts, random semantic edits of them, and what each edit should have come to."""

from __future__ import annotations

from collections import Counter
from random import Random

from tffix.edits import Edits, Lowered, lower
from tffix.edits.layout import Tidied, tidy
from tffix.syntax import nodes as n
from tffix.syntax.configfile import ConfigFile, parse
from tffix.syntax.literals import key_name, string_value
from tffix.syntax.scanner import Mode, tokenize
from tffix.syntax.structure import Attribute, Block, Body, Item

NAMES = ("a", "bb", "name", "count", "for_each", "some_longer_name", "x1", "tags", "z-z", "été")
SCALARS = ("1", "true", "null", '"s"', '"a # b"', '"${var.x}-y"', "var.x", "aws_x.y[0].id", "1 + 2", "-x", "f(1, 2)",
           'a ? b : c', "{}", "[]", '"http://x"')  # fmt: skip
COMMENTS = ("# c", "# another one", "// slashes", "# 日本", "#")


class Texts:
    """Makes random texts of which `terraform fmt` may still move blanks."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.counter = 0

    def chance(self, percent: int) -> bool:
        return self.random.randrange(100) < percent

    def file(self) -> str:
        text = "".join(self.row(0) for _ in range(self.random.randint(0, 6)))
        while "\n\n\n" in text:
            text = text.replace("\n\n\n", "\n\n")
        return text.lstrip("\n")

    def name(self) -> str:
        self.counter += 1
        return f"{self.random.choice(NAMES)}{self.counter}" if self.chance(85) else f"n{self.counter}"

    def row(self, depth: int) -> str:
        pad = "  " * depth
        kind = self.random.randrange(100)
        if kind < 14:
            return "\n"
        if kind < 24:
            return f"{pad}{self.comment()}\n"
        if kind < 70 or depth > 3:
            return self.attribute(depth)
        return self.block(depth)

    def comment(self) -> str:
        if self.chance(15):
            return "/* block */"
        if self.chance(8):
            return "/* block\n   of lines */"
        return self.random.choice(COMMENTS)

    def trailing(self) -> str:
        if self.chance(20):
            return " " + self.random.choice(COMMENTS)
        return " /* t */" if self.chance(4) else ""

    def attribute(self, depth: int) -> str:
        pad = "  " * depth
        lead = "/* l */ " if self.chance(2) else ""
        if self.chance(8):
            return f"{pad}{lead}{self.name()} = {self.heredoc(depth)}\n"
        return f"{pad}{lead}{self.name()} = {self.value(depth)}{self.trailing()}\n"

    def block(self, depth: int) -> str:
        pad = "  " * depth
        labels = "".join(f' "l{i}"' for i in range(self.random.randint(0, 2)))
        head = f"{pad}block{self.random.randint(1, 3)}{labels} {{"
        style = self.random.randrange(10)
        if style == 0:
            return f"{head}}}{self.trailing()}\n"
        if style == 1:
            comment = " /* in */" if self.chance(20) else ""
            return f"{head}{comment} {self.name()} = {self.scalar()}{comment} }}{self.trailing()}\n"
        body = "".join(self.row(depth + 1) for _ in range(self.random.randint(0, 5)))
        return f"{head}{self.trailing()}\n{body}{pad}}}{self.trailing()}\n"

    def scalar(self) -> str:
        return self.random.choice(SCALARS)

    def value(self, depth: int) -> str:
        kind = self.random.randrange(100)
        if kind < 60 or depth > 4:
            return self.scalar()
        if kind < 78:
            return self.tuple(depth)
        if kind < 96:
            return self.object(depth)
        return f"merge(\n{'  ' * (depth + 1)}{self.value(depth + 1)},\n{'  ' * (depth + 1)}x\n{'  ' * depth})"

    def heredoc(self, depth: int) -> str:
        if self.chance(50):
            return "<<EOT\ntext # no comment\n  ${var.x}\nEOT"
        pad = "  " * depth
        return f"<<-EOT\n{pad}  text\n\n{pad}    more\n{pad}EOT"

    def tuple(self, depth: int) -> str:
        elements = [self.value(depth + 1) for _ in range(self.random.randint(0, 4))]
        style = self.random.randrange(8)
        pad, outer = "  " * (depth + 1), "  " * depth
        if style < 3 or not elements:
            inside = ", ".join(elements)
            return f"[{inside}{',' if elements and style == 2 else ''}]"
        if style == 3:
            return "[" + f",\n{pad}".join(elements) + "]"
        rows = [f"{pad}{element}," for element in elements]
        if style == 4:
            rows[-1] = rows[-1][:-1]
        if style == 5:
            rows = [f"{pad}{', '.join(elements)}"]
        return "[\n" + "".join(self.spaced(pad, row) for row in rows) + f"{outer}]"

    def spaced(self, pad: str, row: str) -> str:
        before = f"{pad}{self.comment()}\n" if self.chance(12) else ""
        blank = "\n" if self.chance(10) else ""
        return f"{blank}{before}{row}{self.trailing()}\n"

    def object(self, depth: int) -> str:
        separator = " : " if self.chance(15) else " = "
        quote = '"' if self.chance(30) else ""
        items = [
            f"{quote}k{i}{'x' * self.random.randrange(4)}{quote}{separator}{self.value(depth + 1)}"
            for i in range(self.random.randint(0, 4))
        ]
        pad, outer = "  " * (depth + 1), "  " * depth
        style = self.random.randrange(8)
        if style < 2 or not items:
            return "{ " + ", ".join(items) + " }" if items else "{}"
        if style == 2:
            rows = [f"{pad}{item}," for item in items]
        else:
            rows = [f"{pad}{item}" for item in items]
            if self.chance(8):
                rows[-1] = f"{pad}kh = <<-EOT\n{pad}  h\n{pad}EOT"
                return "{\n" + "".join(f"{row}\n" for row in rows) + f"{outer}}}"
        return "{\n" + "".join(self.spaced(pad, row) for row in rows) + f"{outer}}}"


Model = object


def model_of(node: n.Node) -> Model:
    """What a node says, whatever it looks like."""
    match node:
        case Body():
            return [model_of(item) for item in node.items]
        case Attribute():
            return ("attribute", node.name, model_of(node.expr))
        case Block():
            return ("block", node.type, node.label_values, model_of(node.body))
        case n.TupleCons():
            return ("tuple", [model_of(item) for item in node.items])
        case n.ObjectCons():
            return ("object", [(key_name(item.key), model_of(item.value)) for item in node.items])
        case n.FunctionCall():
            return ("call", node.name, [model_of(argument) for argument in node.arguments])
        case n.Heredoc() if string_value(node) is not None:
            return ("heredoc", str(string_value(node)).replace("\r\n", "\n"))
        case _:
            return ("text", node.text.replace("\r\n", "\n"))


def comments_of(text: str) -> Counter[str]:
    """The comments of a text."""
    return Counter(text[t.start : t.end].rstrip() for t in tokenize(text, Mode.BODY) if t.kind == "COMMENT")


NEW_VALUES = ("9", '"new"', "var.new", "[\n  1,\n  2,\n]", "{\n  k = 1\n}", "<<-EOT\n  h\n  i\nEOT", "[{ a = 1 }]")


class Change:
    """Random semantic edits of one file, and the checks of what came of them."""

    def __init__(self, random: Random, file: ConfigFile) -> None:
        self.random = random
        self.file = file
        self.edits = Edits()
        self.log: list[str] = []
        self.checks: list[object] = []
        self.serial = 0
        self.bodies = [file.body, *(i.body for i in file.body.all_items() if isinstance(i, Block))]
        self.items: list[Item] = list(file.body.all_items())
        self.containers: list[n.TupleCons | n.ObjectCons] = [
            node
            for attribute in file.body.all_attributes()
            for node in attribute.expr.walk()
            if isinstance(node, n.TupleCons | n.ObjectCons)
        ]
        # What the model of a changed node is: by interval.
        self.removed: set[n.Node] = set()
        self.values: dict[n.Node, str] = {}
        self.new_items: dict[Body, list[str]] = {}
        self.new_elements: dict[n.Node, list[str]] = {}
        self.names: dict[n.Node, str] = {}

    def make(self) -> None:
        """One more edit."""
        kinds = ["set_new", "append", "append_block"]
        if self.items:
            kinds += ["set", "remove", "remove", "before", "after", "before_block", "after_block", "rename"]
        if self.containers:
            kinds += ["element", "element", "remove_element", "remove_element"]
        getattr(self, "_" + self.random.choice(kinds))()

    def _new_name(self) -> str:
        self.serial += 1
        return f"new_{'x' * self.random.randrange(8)}{self.serial}"

    def _value(self) -> str:
        return self.random.choice(NEW_VALUES)

    def _set_new(self) -> None:
        body, name, value = self.random.choice(self.bodies), self._new_name(), self._value()
        self.log.append(f"set_attribute {body} {name} = {value!r}")
        self.edits.set_attribute(body, name, value)
        self.new_items.setdefault(body, []).append(name)

    def _set(self) -> None:
        item, value = self.random.choice(self.items), self._value()
        if isinstance(item, Block) or item in self.removed or item in self.values or item in self.names:
            return
        if any(container in set(item.expr.walk()) for container in self.new_elements) or self._touched_inside(item):
            return
        self.log.append(f"set_attribute {item} {value!r}")
        self.edits.set_attribute(item.parent, item.name, value)
        self.values[item] = value

    def _touched_inside(self, item: Attribute) -> bool:
        return any(item.start <= node.start and node.end <= item.end for node in self.removed | set(self.new_elements))

    def _rename(self) -> None:
        item = self.random.choice(self.items)
        if isinstance(item, Block) or item in self.values or item in self.names:
            return
        name = self._new_name()
        self.log.append(f"rename {item} {name}")
        self.edits.rename(item, name)
        self.names[item] = name

    def _remove(self) -> None:
        item = self.random.choice(self.items)
        if item in self.values or item in self.names:
            return
        self.log.append(f"remove {item}")
        self.edits.remove(item)
        self.removed.add(item)

    def _insert(self, where: str, block: bool) -> None:
        item, name = self.random.choice(self.items), self._new_name()
        new = f"{name} {{\n  a = 1\n}}" if block else f"{name} = {self._value()}"
        self.log.append(f"insert_{where} {item} {new!r}")
        getattr(self.edits, f"insert_{where}")(item, new)
        self.new_items.setdefault(item.parent, []).append(name)

    def _before(self) -> None:
        self._insert("before", False)

    def _after(self) -> None:
        self._insert("after", False)

    def _before_block(self) -> None:
        self._insert("before", True)

    def _after_block(self) -> None:
        self._insert("after", True)

    def _append(self) -> None:
        body, name = self.random.choice(self.bodies), self._new_name()
        self.edits.append(body, f"{name} = {self._value()}")
        self.log.append(f"append {body} {name}")
        self.new_items.setdefault(body, []).append(name)

    def _append_block(self) -> None:
        body, name = self.random.choice(self.bodies), self._new_name()
        self.edits.append(body, f"{name} {{\n  a = 1\n}}")
        self.log.append(f"append block {body} {name}")
        self.new_items.setdefault(body, []).append(name)

    def _is_free(self, node: n.Node) -> bool:
        return not any(item.start <= node.start and node.end <= item.end for item in self.values)

    def _element(self) -> None:
        container = self.random.choice(self.containers)
        if not self._is_free(container):
            return
        name = self._new_name()
        self.log.append(f"add {container} {name}")
        if isinstance(container, n.ObjectCons):
            self.edits.set_item(container, name, self._value())
        else:
            value = self._value()
            self.edits.append_element(container, f"{name}(\n  1,\n  2\n)" if value.startswith("[") else name)
        self.new_elements.setdefault(container, []).append(name)

    def _remove_element(self) -> None:
        container = self.random.choice(self.containers)
        if container.items and self._is_free(container):
            element = self.random.choice(container.items)
            self.log.append(f"remove_element {element}")
            self.edits.remove_element(container, element)
            self.removed.add(element)

    # -- what should have come of it

    def expected(self, node: n.Node) -> Model:
        """The model of a node after the edits, new items and elements left out."""
        match node:
            case Body():
                return [self.expected(item) for item in node.items if item not in self.removed]
            case Attribute():
                if node in self.values:
                    value = parse(f"a = {self.values[node]}\n").body["a"].expr
                    return ("attribute", self.names.get(node, node.name), model_of(value))
                return ("attribute", self.names.get(node, node.name), self.expected(node.expr))
            case Block():
                return ("block", node.type, node.label_values, self.expected(node.body))
            case n.TupleCons():
                return ("tuple", [self.expected(item) for item in node.items if item not in self.removed])
            case n.ObjectCons():
                kept = [item for item in node.items if item not in self.removed]
                return ("object", [(key_name(item.key), self.expected(item.value)) for item in kept])
            case n.FunctionCall():
                return ("call", node.name, [self.expected(argument) for argument in node.arguments])
            case _:
                return model_of(node)

    def check(self) -> tuple[Lowered, Tidied]:
        """Make the edits and check everything that can be checked without `terraform`."""
        lowered = lower(self.edits.semantic)
        tidied = tidy(self.file, lowered.edits)
        before, after = self.file.text, tidied.text
        told = "\n".join((*self.log, "--- before", before, "--- after", after))
        result = parse(after)
        assert result.error is None, f"{result.error}\n{told}"
        for stage in tidied.edits[1:]:
            assert all(not edit.text.strip(" ") for edit in stage), told
        renamed = set(self.names.values())
        assert _without_new(model_of(result.body), renamed) == self.expected(self.file.body), told
        missing = comments_of(before) - comments_of(after)
        assert bool(missing) == lowered.drops_comment, f"{missing}\n{told}"
        if len(self.log) == 1:
            assert "\n\n\n" not in after or "\n\n\n" in before, told
        return lowered, tidied


def _without_new(model: Model, renamed: set[str]) -> Model:
    match model:
        case list():
            return [_without_new(item, renamed) for item in model if not _is_new(item, renamed)]
        case ("attribute", name, value):
            return ("attribute", name, _without_new(value, renamed))
        case ("block", type_, labels, body):
            return ("block", type_, labels, _without_new(body, renamed))
        case ("tuple", items):
            return ("tuple", [_without_new(item, renamed) for item in items if not _is_new_element(item)])
        case ("object", items):
            return ("object", [(k, _without_new(v, renamed)) for k, v in items if not str(k).startswith("new_")])
        case ("call", name, items):
            return ("call", name, [_without_new(item, renamed) for item in items])
        case _:
            return model


def _is_new(item: Model, renamed: set[str]) -> bool:
    assert isinstance(item, tuple)
    return item[1].startswith("new_") and item[1] not in renamed


def _is_new_element(item: Model) -> bool:
    match item:
        case ("text", text):
            return str(text).startswith("new_")
        case ("call", name, _):
            return str(name).startswith("new_")
    return False
