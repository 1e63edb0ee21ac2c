"""Several `required_providers` blocks in one module: one of them takes in the others."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence

from tffix.rules import Fix, Level, RuleContext, Severity
from tffix.syntax import Attribute, Block, comments_within, trailing_comment
from tffix.syntax import nodes as n
from tffix.terraform import Module
from tffix.terraform.files import is_override
from tffix.terraform.requirements import narrower_constraint

from ._provider_entries import Entry, entries_of, new_entry, short_source

_MESSAGE = "A module may have only one required_providers block."
# Where the block is looked for, best first.
_NAMES = ("versions.tf", "terraform.tf", "providers.tf", "provider.tf")


def kept_block(blocks: Sequence[Block], module: Module) -> Block:
    """The block that stays: the one in a conventional file, else the one with most entries, else the first."""
    for name in _NAMES:
        for block in blocks:
            if posixpath.basename(block.source.path) == name:
                return block
    return max(blocks, key=lambda block: len(block.body.attributes))


def report_duplicates(blocks: Sequence[Block], ctx: RuleContext) -> None:
    """Report every block but the first, which is where Terraform sees them, all with the same fix."""
    kept = kept_block(blocks, ctx.module)
    others = [block for block in blocks if block is not kept]
    disagreements = _disagreements(blocks)
    for block in blocks[1:]:
        related: list[tuple[n.Node, str]] = [(kept, "the block that stays")]
        if block is kept:
            related = [(blocks[0], "the first block")]
        detail, fix = "", None
        if disagreements:
            names = ", ".join(pair[0].name for pair in disagreements)
            detail = f"They cannot be merged, because they do not agree on {names}."
            related = [(entry.attribute, _shown(entry)) for pair in disagreements for entry in pair]
        elif all(file.error is None for file in ctx.module.files):
            fix = _merged(kept, others)
        ctx.report(block, _MESSAGE, fix, detail=detail, severity=Severity.ERROR, related=related)
    if ctx.module.json_required_providers and not _has_json_override(ctx.module):
        ctx.report(kept, _MESSAGE, detail="A JSON file of the module has another.", severity=Severity.ERROR)


def _has_json_override(module: Module) -> bool:
    """Whether the entries in JSON may be those of an override file, which are merged."""
    paths = module.configuration.sources
    return any(path.endswith(".json") and is_override(path) for path in paths)


def _shown(entry: Entry) -> str:
    return f"{entry.name} is declared here"


def _disagreements(blocks: Sequence[Block]) -> list[tuple[Entry, Entry]]:
    """Entries of one provider that cannot both hold: the first pair for each provider."""
    found: dict[str, tuple[Entry, Entry]] = {}
    first: dict[str, list[Entry]] = {}
    for block in blocks:
        for entry in entries_of(block):
            for earlier in first.setdefault(entry.name, []):
                if not _agree(earlier, entry):
                    found.setdefault(entry.name, (earlier, entry))
            first[entry.name].append(entry)
    return list(found.values())


def _agree(one: Entry, other: Entry) -> bool:
    """Whether two entries say the same, or one of them says what the other leaves open: settings, or versions."""
    if one.fields is None or other.fields is None:
        return False
    differing = [name for name in one.fields.keys() & other.fields.keys() if _plain(one, name) != _plain(other, name)]
    return not differing or (differing == ["version"] and _narrower(one, other) is not None)


def _narrower(one: Entry, other: Entry) -> Entry | None:
    """Of two entries with versions the one whose versions the other admits all, None where that is neither."""
    if one.version is None or other.version is None:
        return None
    narrow = narrower_constraint(one.version, other.version)
    return None if narrow is None else one if narrow == one.version else other


def _plain(entry: Entry, name: str) -> str:
    """A setting without the differences that make none."""
    assert entry.fields is not None
    value = entry.version if name == "version" else entry.field_text(name)
    if value is None:
        return " ".join(entry.fields[name].text.split())
    return short_source(value) if name == "source" else value


def _merged(kept: Block, others: Sequence[Block]) -> Fix | None:
    """The fix that moves everything into one block; None where the entries of three blocks would have to be mixed."""
    here = {entry.name: entry for entry in entries_of(kept)}
    there: dict[str, list[Entry]] = {}
    for block in others:
        for entry in entries_of(block):
            there.setdefault(entry.name, []).append(entry)
    versions = {
        name: {e.version for e in (*entries, *([here[name]] if name in here else ()))} - {None}
        for name, entries in there.items()
    }
    level = Level.UNSAFE if any(len(found) > 1 for found in versions.values()) else Level.SAFE
    fix = Fix(f"Merge the required_providers blocks into the one in {kept.source.path}", level)
    for name, entries in there.items():
        best = max(entries, key=lambda entry: len(entry.fields or ()))
        if any((entry.fields or {}).keys() - (best.fields or {}).keys() for entry in entries):
            return None
        if any(_narrower(entry, best) is entry for entry in entries if entry.version != best.version):
            return None
        if name in here:
            _complete(fix, kept, here[name], best)
        elif kept.body.items:
            fix.insert_after(kept.body.items[-1], _moved(best.attribute))
        else:
            fix.append(kept, _moved(best.attribute))
    for block in others:
        around = block.parent.parent
        alone = around is not None and around is not kept.parent.parent and around.body.items == (block,)
        fix.remove(around if alone and around is not None else block)
    return fix


def _complete(fix: Fix, block: Block, entry: Entry, other: Entry) -> None:
    """Add what another entry of the same provider says more."""
    assert entry.fields is not None and other.fields is not None  # noqa: PT018 - both agree, so both are plain
    more = {name: value.text for name, value in other.fields.items() if name not in entry.fields}
    if entry.version != other.version and "version" not in more and _narrower(entry, other) is other:
        more["version"] = other.fields["version"].text
    if not more:
        return
    if isinstance(entry.attribute.expr, n.ObjectCons):
        for name, text in more.items():
            fix.set_item(entry.attribute.expr, name, text)
    else:
        own = {name: value.text for name, value in entry.fields.items()}
        fix.set_attribute(block, entry.name, new_entry({**more, **own, **more}, block))


def _moved(attribute: Attribute) -> str:
    """An entry with its comments, written for the left margin."""
    source, text = attribute.source, attribute.source.text
    items = attribute.parent.items
    index = items.index(attribute)
    before = attribute.parent.start if index == 0 else items[index - 1].end
    behind = trailing_comment(items[index - 1]) if index else None
    above = comments_within(source, behind.end if behind is not None else before, attribute.start)
    own = trailing_comment(attribute)
    lines = [comment.text for comment in above]
    lines.append(attribute.text + (f" {own.text}" if own is not None else ""))
    if index == len(items) - 1:
        lines += [c.text for c in comments_within(source, own.end if own else attribute.end, attribute.parent.end)]
    margin = text[text.rfind("\n", 0, attribute.start) + 1 : attribute.start]
    code = (
        "\n".join(lines).replace("\r\n", "\n").replace("\n" + margin, "\n") if not margin.strip() else "\n".join(lines)
    )
    return code.replace("\t", "  ")
