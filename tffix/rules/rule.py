"""What a rule is: a class that looks at one element of a module at a time and reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from tffix.config import Option, Profile
from tffix.edits import Edits, lower
from tffix.rules.claims import Claim, claims
from tffix.rules.diagnostics import Diagnostic, Level, Location, LoweredFix, Related, Severity
from tffix.syntax import nodes as n

if TYPE_CHECKING:
    from tffix.matchers import Target
    from tffix.terraform.elements import Element
    from tffix.terraform.module import Module


_NEVER_APPLIED = "safe, as the code was never applied"


class Fix(Edits):
    """The edits that repair one finding, applied wholly or not at all.

    `title` is an imperative without a full stop. `needs_whole_module` says that the fix relies on something being
    absent from the module (nobody reads this, nobody declares that): such a fix is not offered while a file of the
    module cannot be read. `repairs_syntax` is for a fix that makes a file parse that does not: no other fix may write
    to such a file, and this one only if the first error behind it is a later one. `only_before_apply` is for a safe
    fix that would replace or rename what is deployed: it is unsafe but in the profile `answer`, and says why.
    """

    def __init__(
        self,
        title: str,
        level: Level,
        *,
        needs_whole_module: bool = True,
        repairs_syntax: bool = False,
        only_before_apply: bool = False,
    ) -> None:
        super().__init__()
        self.title = title
        self.level = level
        self.needs_whole_module = needs_whole_module and not repairs_syntax
        self.repairs_syntax = repairs_syntax
        self.only_before_apply = only_before_apply
        self.copied: list[n.Node] = []

    def copies(self, *nodes: n.Node | None) -> None:
        """Say that new code of this fix repeats what stands at these nodes.

        It does not go in together with a fix that changes them, or the copy would be of what was there before.
        """
        self.copied += [node for node in nodes if node is not None]


class Rule:
    """Base of all rules. A subclass states its class variables, documents itself and implements `check`.

    The docstring is the rule's page: a first line naming the pattern found, then the sections `## Why is this bad?`,
    `## Example` (with a fence before and, behind `Use instead:`, a fence after), `## Fix safety`, and, where they
    apply, `## Options`, `## References`.
    """

    name: ClassVar[str]
    """Kebab-case, the only identifier; names the pattern, so that it reads well after `ignore`."""
    target: ClassVar[Target]
    """What `check` is called for, and what decides which files are opened at all."""
    subject: ClassVar[str] = ""
    """What the rule is about, a heading of the table of rules; if empty, what its folder is about."""
    severity: ClassVar[Severity] = Severity.WARNING
    section: ClassVar[str] = ""
    """The section of the configuration that holds the options; the rule's name if empty."""
    options: ClassVar[tuple[Option, ...]] = ()
    after: ClassVar[tuple[str, ...]] = ()
    """Rules whose fixes come first where both want the same place."""
    comes_last: ClassVar[bool] = False
    """Whether its fixes wait until no other rule has one to write."""
    by_name_only: ClassVar[bool] = False
    """Whether `all` leaves the rule out: what teams decide in different ways. The profile `strict` runs it."""

    def check(self, element: Any, ctx: RuleContext) -> None:
        """Look at one match of `target` and report what is wrong with it."""
        raise NotImplementedError

    def propose(self, module: Module) -> Mapping[str, tuple[object, str]]:
        """Values for options that a module and those it calls suggest, each with the reason, for `tffix init`."""
        return {}


class RuleContext:
    """What a rule sees beside the element it is asked about, and where it reports."""

    def __init__(
        self,
        rule: Rule,
        module: Module,
        options: Mapping[str, object],
        *,
        is_named: bool = False,
        profile: Profile = Profile.DEFAULT,
    ) -> None:
        self.rule = rule
        self.module = module
        self.options = options
        self.is_named = is_named
        """Whether the user asked for this very rule by name, not for all rules."""
        self.profile = profile
        self.diagnostics: list[Diagnostic] = []

    def look(self, candidate: object) -> None:
        """Have the rule look at a candidate of its target, if that is a match."""
        if self.rule.target.accepts(candidate):
            self.rule.check(candidate, self)

    def report(
        self,
        where: n.Node | Element | Module,
        message: str,
        fix: Fix | None = None,
        *,
        detail: str = "",
        address: str | None = None,
        severity: Severity | None = None,
        related: Sequence[tuple[n.Node | Element, str]] = (),
    ) -> None:
        """Report a finding at a node, at the header of an element, or at a module as a whole.

        `message` is one sentence naming what is wrong. A fix whose edits leave out a comment of the user is never
        safe: it is taken for unsafe, whatever it says of itself.
        """
        if address is None:
            address = getattr(where, "address", "")
        self.diagnostics.append(
            Diagnostic(
                self.rule.name,
                severity or self.rule.severity,
                message,
                location_of(where),
                address,
                detail,
                tuple(Related(location_of(place), text) for place, text in related),
                self._lowered(fix),
            )
        )

    def _lowered(self, fix: Fix | None) -> LoweredFix | None:
        if fix is None or (fix.needs_whole_module and not self.module.is_complete):
            return None
        lowered = lower(fix.semantic)
        if not lowered.edits and not lowered.new_files:
            return None
        title, level = fix.title, fix.level
        if fix.only_before_apply and level is Level.SAFE:
            deployed = self.profile is not Profile.ANSWER
            title, level = (title, Level.UNSAFE) if deployed else (f"{title} ({_NEVER_APPLIED})", level)
        if lowered.drops_comment and level is Level.SAFE:
            level = Level.UNSAFE
        claimed: tuple[Claim, ...]
        if fix.repairs_syntax:
            # What a file declares that does not parse is not known: the claim is the whole file.
            claimed = tuple((path,) for path in sorted({edit.path for edit in lowered.edits}))
        else:
            claimed = claims(fix.semantic, self.module.configuration.files)
        copied = tuple(sorted({(node.source.path, node.start, node.end) for node in fix.copied}))
        return LoweredFix(title, level, lowered.edits, lowered.new_files, claimed, fix.repairs_syntax, copied)


def location_of(where: n.Node | Element | Module) -> Location:
    """Where a finding is shown: of a block its header, of a module its `main.tf`, else its first file."""
    from tffix.syntax.structure import Block

    node: Any = where if isinstance(where, n.Node) else getattr(where, "node", where)
    if isinstance(node, Block):
        return Location(node.source.path, *node.header_span)
    if isinstance(node, n.Node):
        return Location(node.source.path, node.start, node.end)
    paths = [file.path for file in node.files]
    path = next((one for one in paths if one.rpartition("/")[2] == "main.tf"), paths[0] if paths else node.directory)
    return Location(path, 0, 0)
