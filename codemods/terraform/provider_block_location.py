"""Rule `provider-block-location`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence

from tffix import matchers as m
from tffix.config import Profile
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Block, ConfigFile
from tffix.terraform import Module
from tffix.terraform.files import is_override, join_path

from ._settings_merge import move_settings, name_of

# The files that settings are looked for in, by type of block, best first; the first is the one that is made. Source:
# Terraform style guide, "File names", and the names that came before it.
_FILES = {
    "provider": ("providers.tf", "provider.tf", "versions.tf", "terraform.tf"),
    "terraform": ("versions.tf", "terraform.tf", "providers.tf", "provider.tf"),
}
_SETTINGS = frozenset({*_FILES["provider"], "backend.tf", "version.tf", "required_providers.tf"})
# What is left of the line behind a block, with the comment on it, and whether a blank line or the end follows.
_BEHIND = re.compile(r"([ \t]*(?:#|//|/\*)[^\n]*)?[ \t]*(?:\r?\n(?=([ \t]*\r?\n|[ \t]*\Z))?|\Z())")


class ProviderBlockLocation(Rule):
    """Settings of Terraform and of providers in a file of resources.

    ## Why is this bad?
    Which versions, which region, which account: that is looked for in `versions.tf` and `providers.tf`, and is what has
    to be exchanged where the code is used as a module or run by somebody else.

    ## Example
    ```hcl
    provider "aws" {
      region = "eu-west-1"
    }

    resource "aws_sqs_queue" "orders" {
      name = "orders"
    }
    ```
    Use instead:
    ```hcl
    resource "aws_sqs_queue" "orders" {
      name = "orders"
    }
    ```
    The `provider` block goes to `providers.tf`, a `terraform` block to `versions.tf`, or to what the module has for
    them: `providers.tf`, `provider.tf`, `versions.tf` or `terraform.tf`. Comments directly above go along. A
    `terraform` block that is there takes in what the other says; where the two disagree, it is only reported.

    Modules that others call have no settings of their own to speak of. Modules without any of these files (for provider
    blocks: without one that is named for them or has one), in code that may be deployed, have another order, and a
    module of a single file has nothing to keep apart: both are left alone unless the rule is asked for by name or the
    profile is `strict`.

    ## Fix safety
    Safe: it does not matter to Terraform which file of a module a block is in.

    ## References
    Terraform documentation, "Style Guide", file names; "Standard Module Structure".
    """

    name = "provider-block-location"
    subject = "Settings, providers and state"
    target = m.Module()
    severity = Severity.INFO
    # What is said twice is settled first, so that less is left to move.
    after = ("required-providers",)

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look for settings in the files of a module that hold resources."""
        if element.configuration.callers(element):
            return
        files = [file for file in element.files if not is_override(file.path)]
        names = {posixpath.basename(file.path) for file in files}
        is_asked = ctx.is_named or ctx.profile is Profile.STRICT
        # A module that is a single file has nothing to keep apart.
        if not (is_asked or (len(files) > 1 and (ctx.profile is Profile.ANSWER or names & _SETTINGS))):
            return
        for file in files:
            if posixpath.basename(file.path) in _SETTINGS or file.error is not None:
                continue
            if not file.body.blocks_of("resource"):
                continue
            for type_ in _FILES:
                # Versions in a file of their own say nothing of where the module has its providers.
                if type_ != "provider" or is_asked or ctx.profile is Profile.ANSWER or _has_home(files):
                    _report(file, type_, ctx)


def _has_home(files: Sequence[ConfigFile]) -> bool:
    """Whether a module has a file for its provider configurations."""
    return any(
        posixpath.basename(file.path) in _FILES["provider"][:2]
        or (posixpath.basename(file.path) in _SETTINGS and file.body.blocks_of("provider"))
        for file in files
    )


def _report(file: ConfigFile, type_: str, ctx: RuleContext) -> None:
    """Report the blocks of one type in a file, all with one fix."""
    blocks = file.body.blocks_of(type_)
    if not blocks:
        return
    path = _home(ctx.module, type_)
    fix = None
    if path is not None and not any(_shares_line(block) for block in blocks):
        what = "block" if len(blocks) == 1 else "blocks"
        fix = Fix(f"Move the {type_} {what} to {posixpath.basename(path)}", Level.SAFE, needs_whole_module=False)
        if not _move(fix, blocks, path, ctx.module):
            fix = None
    ctx.report(blocks[0], f"A {type_} block stands in a file of resources.", fix)


def _move(fix: Fix, blocks: Sequence[Block], path: str, module: Module) -> bool:
    """Move blocks of one type and file to the file of a path; False where what is there says otherwise."""
    home, type_ = module.files_by_path.get(path), blocks[0].type
    there = home.body.blocks_of(type_) if home is not None else ()
    if type_ == "terraform" and there:
        taken = {name_of(item) for block in there for item in block.body.items}
        return all(move_settings(fix, block, there[0], taken) for block in blocks)
    text = "\n\n".join(_with_comments(block) for block in blocks)
    if home is None:
        newline = blocks[0].source.newline
        fix.new_file(path, f"{text}\n".replace("\r\n", "\n").replace("\n", newline))
    elif type_ == "terraform" and home.body.items:
        fix.prepend(home, text)
    else:
        fix.append(home.body, text)
    for block in blocks:
        fix.remove(block)
    return True


def _home(module: Module, type_: str) -> str | None:
    """The path of the file for blocks of a type; None where it may be there and was not read."""
    paths = [join_path(module.directory, name) for name in _FILES[type_]]
    for path in paths:
        file = module.files_by_path.get(path)
        if file is not None and file.error is None:
            return path
    return paths[0] if module.file_exists(_FILES[type_][0]) is False else None


def _shares_line(block: Block) -> bool:
    text = block.source.text
    return text[text.rfind("\n", 0, block.start) + 1 : block.start] != "" or _BEHIND.match(text, block.end) is None


def _with_comments(block: Block) -> str:
    """A block with the comment on its last line, and with those above if they belong to it alone."""
    text = block.source.text
    behind = _BEHIND.match(text, block.end)
    assert behind is not None
    above = block.leading_comments
    stands_alone = behind[2] is not None or behind[3] is not None
    start = above[0].start if above and stands_alone else block.start
    return text[start : block.end] + (behind[1] or "").rstrip()
