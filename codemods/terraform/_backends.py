"""Where the state of a configuration is kept: backends, and which modules have a state."""

from __future__ import annotations

from tffix.config import Profile
from tffix.rules import RuleContext
from tffix.syntax import Attribute, Block
from tffix.syntax.literals import string_value
from tffix.terraform import Module
from tffix.terraform.files import FileKind, directory_of, kind_of
from tffix.terraform.requirements import LOCK_FILE
from tffix.terraform.schema_versions import Constraints, Version, parse_constraints

# The Terraform that deprecates dynamodb_table of the s3 backend. Source: Terraform release notes.
_DEPRECATES_TABLE = Version(1, 11)


def state_blocks(module: Module) -> list[Block]:
    """The `backend` and `cloud` blocks of a module, those in override files included."""
    return [
        block
        for file in module.files
        for terraform in file.body.blocks_of("terraform")
        for block in terraform.body.blocks
        if block.type in ("backend", "cloud")
    ]


def is_root(module: Module, ctx: RuleContext) -> bool:
    """Whether a module is run by itself.

    Of code that may be deployed that has to be shown (by a backend, a lock file, values of variables), as a module that
    nobody calls may be there for others. Answers are whole configurations, and who asks for a rule by name knows.
    """
    if module.configuration.callers(module) or "modules" in module.directory.split("/"):
        return False
    if not (module.resources or module.data or module.modules):
        return False
    if ctx.is_named or ctx.profile is not Profile.DEFAULT:
        return True
    return bool(state_blocks(module) or module.tfvars) or module.file_exists(LOCK_FILE) is True


def json_words(module: Module) -> str:
    """The text of all JSON files of a module: what they may declare, to the letter."""
    sources = module.configuration.sources
    paths = (p for p in sources if kind_of(p) is FileKind.JSON_CONFIG and directory_of(p) == module.directory)
    return "\n".join(sources[path] for path in paths)


def version_attributes(module: Module) -> list[Attribute]:
    """The `required_version` arguments of a module."""
    found = (block.attribute("required_version") for block in module.terraform_blocks)
    return [attribute for attribute in found if attribute is not None]


def known_versions(module: Module) -> Constraints | None:
    """What a module says about the version of Terraform; None where that is not known."""
    texts = [string_value(attribute.expr) for attribute in version_attributes(module)]
    return None if None in texts else parse_constraints(", ".join(text for text in texts if text))


def is_table_deprecated(module: Module) -> bool:
    """Whether some Terraform that may run the module deprecates `dynamodb_table` of the s3 backend."""
    known = known_versions(module)
    if known is None:
        return False
    boundaries = [one.boundary for one in known.all]
    later = [Version(at.major, at.minor, at.patch + 1) for at in boundaries]
    places = (_DEPRECATES_TABLE, Version(1, 10**6), *boundaries, *later)
    return any(version >= _DEPRECATES_TABLE and known.admits(version) for version in places)
