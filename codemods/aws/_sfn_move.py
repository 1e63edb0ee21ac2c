"""The fixes that move the definition of a state machine into a template file."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence

from tffix.rules import Fix, Level
from tffix.syntax import Attribute, Block
from tffix.syntax import nodes as n
from tffix.syntax.scanner import Mode, tokenize
from tffix.terraform import Local, Module

from ._sfn_definitions import Definition, Waiting, is_in_json
from ._sfn_template import Template, comments_in, template_of


class Names:
    """Free names for new files of a module; `reserved` are paths that somebody else waits for."""

    def __init__(self, module: Module, reserved: Iterable[str]) -> None:
        self._module = module
        self._taken = set(reserved)

    def new(self, name: str) -> str | None:
        """A path that does not exist; None where nobody knows what does."""
        number = 1
        while True:
            path = f"{name}.json.tpl" if number == 1 else f"{name}_{number}.json.tpl"
            exists = False if path in self._taken else self._module.file_exists(path)
            if exists is False and path not in self._taken:
                self._taken.add(path)
                return path
            if exists is not False and exists is not True:
                return None
            number += 1


def new_file(fix: Fix, module: Module, definition: Definition, path: str, template: Template) -> None:
    """Add the template file to a fix, with the line endings of the code it comes from."""
    text = template.text.replace("\n", definition.attribute.source.newline)
    fix.new_file(posixpath.join(module.directory, path), text)


def move_in_place(module: Module, definition: Definition, path: str, written: str, waits: Waiting | None) -> Fix | None:
    """Write `templatefile` where `jsonencode` stands.

    `written` is the expression for the path. `waits` is a call that waited for the file in vain, and goes. None where
    a comment would be lost.
    """
    assert definition.object is not None
    template = template_of(definition.call, definition.object)
    fix = Fix(f"Move the definition to {path}", Level.UNSAFE, needs_whole_module=bool(waits or definition.held))
    comments = template.comments
    if waits is not None:
        comments += tuple(comments_in(waits.local.expr))
    if not _write_comments(fix, definition.attribute, comments):
        return None
    fix.replace(definition.call, *_parts(template, written, definition.call))
    new_file(fix, module, definition, path, template)
    remove_locals(fix, [*definition.held, *([waits.local] if waits is not None else [])])
    return fix


def _parts(template: Template, written: str, call: n.FunctionCall) -> tuple[str | n.Node, ...]:
    inside = all(
        v.expression.source is call.source and call.start <= v.expression.start and v.expression.end <= call.end
        for v in template.variables
    )
    return template.parts(written) if inside else (template.arguments(written),)


def fulfil(module: Module, definition: Definition, waits: Waiting) -> Fix | None:
    """Create the file that a call of `templatefile` waits for, and make that call the definition.

    None where a comment would be lost.
    """
    assert definition.object is not None
    template = template_of(definition.call, definition.object)
    call = waits.read.call
    if definition.stays_in_place() or any(variable.has_heredoc for variable in template.variables):
        return move_in_place(module, definition, waits.read.path, call.arguments[0].text, waits)
    fix = Fix(f"Create {waits.read.path} and read the definition from {waits.local.address}", Level.UNSAFE)
    variables = template.variables_map()
    comments = list(template.comments)
    if len(call.arguments) == 2:
        comments += comments_in(call.arguments[1])
        fix.replace(call.arguments[1], variables)
    else:
        comments += comments_in(call)
        fix.replace(call, f"templatefile({call.arguments[0].text}, {variables})")
    if not _write_comments(fix, waits.local.attribute, comments):
        return None
    new_file(fix, module, definition, waits.read.path, template)
    _point(fix, module, definition, waits.local.address)
    return fix


def _point(fix: Fix, module: Module, definition: Definition, address: str) -> None:
    """Have everybody that uses the definition read `address`; remove the locals that nobody needs then."""
    gone = displaced(module, definition)
    if definition.is_local and definition.owner not in gone:
        # Somebody else reads the local too: it goes on to be the definition, by another name.
        fix.replace(definition.call, address)
        remove_locals(fix, definition.held)
    elif definition.is_local or not definition.chain:
        for machine in definition.machines:
            fix.set_attribute(machine, "definition", address)
        remove_locals(fix, [*gone, *definition.held])
    else:
        fix.replace(definition.call, address)
        remove_locals(fix, definition.held)


def displaced(module: Module, definition: Definition) -> list[Local]:
    """The local values on the way to the definition that nobody reads but the machines, and one another."""
    pointed = {id(machine.block.body["definition"]) for machine in definition.machines}
    gone = [] if definition.path else list(definition.chain)
    while True:
        inside = pointed | {id(local.attribute) for local in gone}
        kept = [local for local in gone if not _is_read_outside(module, local, inside)]
        if len(kept) == len(gone):
            return gone
        gone = kept


def _is_read_outside(module: Module, local: Local, inside: set[int]) -> bool:
    native = any(id(reference.attribute) not in inside for reference in module.references_to(local.address))
    return native or is_in_json(module, local)


def remove_locals(fix: Fix, gone: Sequence[Local]) -> None:
    """Remove local values, and the `locals` blocks that hold nothing else."""
    blocks: dict[int, tuple[Block, list[Local]]] = {}
    for local in dict.fromkeys(gone):
        blocks.setdefault(id(local.locals_block), (local.locals_block, []))[1].append(local)
    for block, locals_ in blocks.values():
        if len(locals_) == len(block.body.items) and not _holds_other_comments(block):
            fix.remove(block)
        else:
            for local in locals_:
                fix.remove(local)


def _holds_other_comments(block: Block) -> bool:
    """Whether a block holds comments that belong to none of its items: not above one, not behind one."""
    text = block.source.text
    items = block.body.items
    for token in tokenize(block.text, Mode.BODY):
        if token.kind != "COMMENT":
            continue
        start, end = block.start + token.start, block.start + token.end
        if any(item.start <= start < item.end or _same_line(text, item.end, start) for item in items):
            continue
        below = next((item for item in items if item.start > start), None)
        if below is None or "\n\n" in text[end : below.start].replace("\r", "").replace(" ", "").replace("\t", ""):
            return True
    return False


def _same_line(text: str, end: int, start: int) -> bool:
    return end <= start and "\n" not in text[end:start]


def _write_comments(fix: Fix, above: Attribute, comments: Sequence[str]) -> bool:
    """Put comments on lines of their own above an attribute; False where there is no line for them."""
    if not comments:
        return True
    block = above.parent.parent
    if block is not None and block.is_one_line:
        return False
    name = n.Identifier(above.source, above.start, above.name_end)
    fix.replace(name, "\n".join((*comments, above.name)))
    return True
