"""Elements of tuples and items of objects: adding, setting and removing them with their separators."""

from __future__ import annotations

from tffix.edits import semantic as s
from tffix.edits.lines import indent_at, indent_unit, indented, line_end, line_start, next_line
from tffix.edits.splice import TextEdit
from tffix.syntax import nodes as n
from tffix.syntax.literals import key_name, quote
from tffix.syntax.patterns import is_identifier
from tffix.syntax.scanner import Mode, scan


def _comma_after(container: s.Container, index: int) -> int | None:
    """Offset of the comma behind the element `index`, None if there is none."""
    elements = container.items
    stop = elements[index + 1].start if index + 1 < len(elements) else container.end - 1
    for kind, start, _ in scan(container.source.text, Mode.EXPRESSION, elements[index].end, stop):
        if kind == "COMMA":
            return start
    return None


def append_element(edit: s.AppendElement) -> list[TextEdit]:
    """The text edits of `AppendElement`."""
    container = edit.container
    source, text = container.source, container.source.text
    unit, newline = indent_unit(text), source.newline
    outer = indent_at(text, container.start)
    is_object = isinstance(container, n.ObjectCons)
    key = ("element", str(container.start), *edit.key)
    if not container.items:
        inside = text[container.start + 1 : container.end - 1]
        if "\n" in inside:
            at = line_end(text, container.start)
            new = indented(edit.text, outer + unit, unit, newline)
            ending = "" if is_object else ","
            return [TextEdit(source.path, at, at, newline + outer + unit + new + ending, key, 5)]
        new = indented(edit.text, outer, unit, newline)
        # Without a key: two elements put side by side into an empty container would lack their comma.
        return [TextEdit(source.path, container.start + 1, container.end - 1, f" {new} " if is_object else new)]
    last = container.items[-1]
    comma = _comma_after(container, len(container.items) - 1)
    if line_start(text, last.end) == line_start(text, container.end - 1):
        new = indented(edit.text, outer, unit, newline)
        return [TextEdit(source.path, last.end, last.end, f", {new}", key, 5)]
    indent = indent_at(text, last.start)
    new = indented(edit.text, indent, unit, newline)
    at = line_end(text, last.end if comma is None else comma)
    ending = "," if not is_object or comma is not None else ""
    edits = [TextEdit(source.path, at, at, newline + indent + new + ending, key, 6)]
    between = len(container.items) > 1 and _comma_after(container, len(container.items) - 2) is not None
    if comma is None and (not is_object or between):
        edits.insert(0, TextEdit(source.path, last.end, last.end, ",", ("comma", str(container.start)), 4))
    return edits


def set_item(edit: s.SetItem) -> list[TextEdit]:
    """The text edits of `SetItem`."""
    source = edit.object.source
    for item in edit.object.items:
        if key_name(item.key) == edit.name:
            indent = indent_at(source.text, item.start)
            new = indented(edit.expression, indent, indent_unit(source.text), source.newline)
            if new == item.value.text:
                return []
            return [TextEdit(source.path, item.value.start, item.value.end, new)]
    items = edit.object.items
    quoted = bool(items) and all(isinstance(item.key, n.Template) for item in items)
    name = quote(edit.name) if quoted or not is_identifier(edit.name) else edit.name
    # The object's own way to write the separator: `=`, `:` or ` :`.
    written = source.text[items[-1].key.end : items[-1].value.start] if items else " = "
    separator = " = " if "=" in written else written if written.strip() == ":" else " : "
    return append_element(s.AppendElement(edit.object, f"{name}{separator}{edit.expression}", ("item", edit.name)))


def remove_element(edit: s.RemoveElement) -> list[TextEdit]:
    """The text edits of `RemoveElement`."""
    container, element = edit.container, edit.element
    source, text = container.source, container.source.text
    index = next(i for i, e in enumerate(container.items) if e is element)
    comma = _comma_after(container, index)
    end = element.end if comma is None else comma + 1
    before = text[line_start(text, element.start) : element.start]
    rest = text[end : line_end(text, end)].strip()
    if not before.strip() and (not rest or rest.startswith(("#", "//"))):
        return [TextEdit(source.path, line_start(text, element.start), next_line(text, end), "")]
    if len(container.items) == 1:
        return [TextEdit(source.path, container.start + 1, container.end - 1, "")]
    if index + 1 < len(container.items):
        return [TextEdit(source.path, element.start, container.items[index + 1].start, "")]
    return [TextEdit(source.path, container.items[index - 1].end, element.end, "")]
