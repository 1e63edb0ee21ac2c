"""Rule `sfn-definition-templatefile`."""

from __future__ import annotations

from collections.abc import Sequence

from tffix import matchers as m
from tffix.config import Option
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.terraform import Element, Module

from ._referenced_files import FileCall, file_calls
from ._sfn_definitions import (
    MACHINE,
    Definition,
    Waiting,
    definition_reads,
    definitions,
    follow,
    is_call,
    is_meant,
    pair,
    waiting,
)
from ._sfn_move import Names, fulfil, move_in_place, remove_locals

_INLINE = "inline"
_TEMPLATE = "templatefile"


class SfnDefinitionTemplatefile(Rule):
    """A state machine whose definition is encoded with `jsonencode`, or read from a template file that is missing.

    ## Why is this bad?
    A file that `templatefile`, `file`, `filebase64`, `filemd5` and the like name has to be there: Terraform refuses
    the configuration if it is not, even where nobody reads the value.

    `jsonencode` itself is no defect. Some prefer the definition of a state machine as a file of its own, which
    editors and the Step Functions console understand. Without configuration, `--rule all` moves a definition only
    where the module says that it wants that: it has a `templatefile` call for the definition that nobody uses. Asked
    for by its name, or with `definition = "templatefile"`, the rule moves every definition.

    ## Example
    ```hcl
    resource "aws_sfn_state_machine" "orders" {
      name     = "orders"
      role_arn = var.role_arn

      definition = jsonencode({
        StartAt = "Charge"
        States = {
          Charge = {
            Type     = "Task"
            Resource = aws_lambda_function.charge.arn
            End      = true
          }
        }
      })
    }
    ```
    Use instead:
    ```hcl
    resource "aws_sfn_state_machine" "orders" {
      name     = "orders"
      role_arn = var.role_arn

      definition = templatefile("${path.module}/orders.json.tpl", {
        charge_arn = aws_lambda_function.charge.arn
      })
    }
    ```
    with the new file `orders.json.tpl`, in which `Resource` is `${jsonencode(charge_arn)}`.

    What is literal in the object stands in the file as JSON, in the order of the source; what is computed (a
    reference, a string with interpolations, a function call, a `for`, a conditional, a key) is a variable, put in by
    `jsonencode`, so that quotes, numbers, lists and objects come out right. Comments, which JSON does not have, move
    above the call; where there is no line for them the finding has no fix.

    If a local value calls `templatefile` for the definition, its file is missing and nobody reads it, then that file
    is created, the call gets exactly the variables that the template takes, and `definition` refers to the local
    value. The local value that held the object goes if nobody else reads it. Where it is not clear which call is
    meant for which definition, they stay as they are. A file that exists is never written to; the new one gets
    another name.

    ## Fix safety
    Unsafe: the definition is equal as JSON, but not to the letter: `jsonencode` sorts keys, leaves out blanks and
    escapes `<`, `>` and `&`. The next plan may show one change in place of a state machine that is deployed.

    With `definition = "inline"` an unused `templatefile` local whose file is missing is removed, which is safe:
    Terraform refused it. If a comment goes with it, the fix counts as unsafe. A definition that is read from a
    template is reported and not changed, because the fix would have to know, and to delete, a file that is not
    Terraform.

    A missing file is reported where the path is literal, or begins with `path.module`, and lies in the module's
    directory, unless `fileexists`, `try` or `can` ask for it first. Among all rules this one speaks of the files of
    definitions only, and `missing-referenced-file` of the others; asked for by its name, it speaks of every file.

    ## Options
    In the section `[sfn]`: `definition = "templatefile"` or `"inline"`, how definitions are to be written. Not set by
    default.

    ## References
    Terraform, functions `templatefile`, `jsonencode`, `file`; AWS provider, resource `aws_sfn_state_machine`.
    """

    name = "sfn-definition-templatefile"
    subject = "Messages and workflows"
    target = m.Module()
    section = "sfn"
    options = (
        Option("definition", str, None, "how definitions of state machines are to be written", (_TEMPLATE, _INLINE)),
    )

    def check(self, module: Module, ctx: RuleContext) -> None:
        """Look at the state machines of a module, and at the files that they, or local values meant for them, read."""
        reads = file_calls(module)
        found = [d for d in definitions(module) if not d.is_overridden]
        calls = waiting(module, reads) if found else []
        if ctx.options.get("definition") == _INLINE:
            settled = _check_inline(ctx, found, calls)
        else:
            settled = _check_templates(ctx, found, calls, [read.path for read in reads])
        # `missing-referenced-file` has the others; who asks for this rule alone is told of them all the same.
        for read in reads if ctx.is_named else definition_reads(module, reads):
            if read.is_missing and not read.is_guarded and read not in settled:
                _report_missing(ctx, read)


def _check_templates(
    ctx: RuleContext, found: Sequence[Definition], calls: Sequence[Waiting], reserved: Sequence[str]
) -> list[FileCall]:
    """Report definitions that are to be templates; the calls that these findings speak of."""
    asked = ctx.is_named or ctx.options.get("definition") == _TEMPLATE
    pairs = pair(ctx.module, found, [call for call in calls if call.read.is_missing])
    existing = pair(ctx.module, found, [call for call in calls if call.read.exists is True])
    names = Names(ctx.module, reserved)
    settled = []
    for definition in found:
        waits, unread = pairs.get(definition), existing.get(definition)
        if waits is not None and definition.object is not None:
            settled.append(waits.read)
            _report_waiting(ctx, definition, waits)
        elif asked:
            _report_asked(ctx, definition, names)
        elif unread is not None:
            _report_unread(ctx, definition, unread)
    return settled


def _report(
    ctx: RuleContext,
    definition: Definition,
    message: str,
    fix: Fix | None,
    detail: str = "",
    severity: Severity | None = None,
    waits: Waiting | None = None,
) -> None:
    machine, *others = definition.machines
    related: list[tuple[Element, str]] = [(other, "uses this definition, too") for other in others]
    if waits is not None:
        related.insert(0, (waits.local, "nobody reads this"))
    where = machine.block.body["definition"]
    ctx.report(where, message, fix, detail=detail, address=machine.address, severity=severity, related=related)


_NO_LINE = "It holds comments, and there is no line to move them to: give the block lines of its own first."


def _report_waiting(ctx: RuleContext, definition: Definition, waits: Waiting) -> None:
    fix = fulfil(ctx.module, definition, waits)
    message = (
        f'The definition is built with jsonencode while {waits.local.address} reads it from "{waits.read.shown}", '
        "which does not exist."
    )
    _report(ctx, definition, message, fix, "" if fix is not None else _NO_LINE, Severity.ERROR, waits)


def _report_asked(ctx: RuleContext, definition: Definition, names: Names) -> None:
    if definition.object is None:
        message = "The definition is encoded from a value that cannot move to a template file."
        shared = definition.shared
        detail = (
            "Only an object that is written out in full can become the text of a file."
            if shared is None
            else f"{shared.address} holds the object and is read elsewhere, too."
        )
        _report(ctx, definition, message, None, detail)
        return
    path = names.new(definition.name)
    fix = None
    detail = "Which files there are is not known here, so none can be created."
    if path is not None:
        fix = move_in_place(ctx.module, definition, path, f'"${{path.module}}/{path}"', None)
        detail = "" if fix is not None else _NO_LINE
    _report(ctx, definition, "The definition is built with jsonencode, not read from a template file.", fix, detail)


def _report_unread(ctx: RuleContext, definition: Definition, unread: Waiting) -> None:
    message = (
        f'The definition is built with jsonencode although {unread.local.address} reads it from "{unread.read.shown}".'
    )
    detail = f"Let the definition be {unread.local.address} if the file says the same, or remove that local value."
    _report(ctx, definition, message, None, detail, waits=unread)


def _check_inline(ctx: RuleContext, found: Sequence[Definition], calls: Sequence[Waiting]) -> list[FileCall]:
    """Report templates that are not to be; the calls that these findings speak of."""
    settled = []
    for call in calls:
        if not call.read.is_missing or not any(is_meant(ctx.module, definition, call) for definition in found):
            continue
        settled.append(call.read)
        fix = Fix(f"Remove {call.local.address}", Level.SAFE)
        remove_locals(fix, [call.local])
        message = f'{call.local.address} reads "{call.read.shown}", which does not exist, and nobody uses it.'
        where = call.read.call.arguments[0]
        ctx.report(where, message, fix, address=call.local.address, severity=Severity.ERROR)
    for machine in ctx.module.resources_of(MACHINE):
        attribute = machine.attribute("definition")
        reached = None if attribute is None or machine.is_overridden else follow(ctx.module, attribute)
        if attribute is not None and reached is not None and is_call(reached.call, _TEMPLATE):
            message = "The definition is read from a template file, not built with jsonencode."
            detail = "What the file says has to be written into the configuration by hand."
            ctx.report(attribute, message, detail=detail, address=machine.address)
    return settled


def _report_missing(ctx: RuleContext, read: FileCall) -> None:
    element = ctx.module.element_at(read.call.source.path, read.call.start)
    ctx.report(
        read.call.arguments[0],
        f'The file "{read.shown}", read by {read.name}(), does not exist.',
        address="" if element is None else element.address,
        severity=Severity.ERROR,
    )
