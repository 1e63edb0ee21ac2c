"""Rule `undeclared-module-output`."""

from __future__ import annotations

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import nodes as n
from tffix.terraform import Module, ModuleCall, Reference

from ._input_types import nodes_around
from ._meant_outputs import meant_output
from ._outputs import place_outputs
from ._undeclared import names_of, near_miss, takes_values

# Functions that make an error of their arguments a value. Terraform documentation, "try", "can".
_FORGIVING = frozenset({"can", "try"})


class UndeclaredModuleOutput(Rule):
    """Output of a local module that the module does not have.

    ## Why is this bad?
    Terraform refuses the whole configuration, and nothing can be planned or applied: "Unsupported attribute". A module
    hands out what it has an output for, and nothing else.

    ## Example
    ```hcl
    module "this" {
      source = "."
    }

    output "domain" {
      value = module.this.domian
    }
    ```
    Use instead:
    ```hcl
    module "this" {
      source = "."
    }

    output "domain" {
      value = module.this.domain
    }
    ```
    (The module calls itself here to have the example in one file, which Terraform does not allow; usually it is one in
    another directory.) A name that is a slip of one output is corrected, and so is one that differs by the words of the
    module's own name (`module.vpc.vpc_id` for the output `id`). Everything else is reported: which value a new output
    should have is not in the text. What stands inside `try` and `can` is left alone.

    ## Fix safety
    Safe for a slip. Unsafe where the names differ by words.

    ## References
    Terraform documentation, "Output Values"
    """

    name = "undeclared-module-output"
    subject = "Variables, outputs and modules"
    target = m.ModuleCall()
    severity = Severity.ERROR

    def check(self, element: ModuleCall, ctx: RuleContext) -> None:
        """Look at every output that is read from one call of a local module."""
        called = ctx.module.configuration.called(element)
        if called is None or element.is_overridden or called.has_structure_errors:
            return
        for reference in ctx.module.references_to(element.address):
            name = _output_of(reference, element)
            if name is None or called.declares(f"output.{name}") or not takes_values(reference):
                continue
            message = f"The module in {called.directory or '.'} has no output {name}."
            labels = names_of(called.outputs)
            detail = f"It has {', '.join(labels[:8])}." if labels else "It has no outputs."
            fix = _fix(name, reference, element, called)
            where = reference.expression if fix is None else reference.node
            ctx.report(where, message, fix, detail="" if fix is not None else detail, address=element.address)


def _output_of(reference: Reference, call: ModuleCall) -> str | None:
    """The output that a reference reads, None where that cannot be told."""
    node, path = reference.node, reference.attribute_path
    if not path or not isinstance(node, n.Traversal) or reference.attribute is None:
        return None
    around = nodes_around(reference.attribute.expr, reference.expression)
    if any(isinstance(one, n.FunctionCall) and one.name in _FORGIVING for one in around):
        return None
    # With `for_each` a name may be the key of an instance, without a key it is no output in any case.
    repeats = call.repeats
    follows = node.source.text[node.steps[1].end : reference.expression.end].lstrip()
    return path[0] if repeats is follows.startswith(("[", ".*")) else None


def _fix(name: str, reference: Reference, call: ModuleCall, called: Module) -> Fix | None:
    labels = names_of(called.outputs)
    near, level = near_miss(name, labels), Level.SAFE
    if near is None:
        own = set(call.label.split("_"))
        short = {label for label in labels if _without(label, own) == _without(name, own)}
        near, level = (short.pop(), Level.UNSAFE) if len(short) == 1 else (None, level)
    step = _step(name, reference)
    if near is None:
        return _declared(name, called)
    if step is None:
        return None
    fix = Fix(f"Read {near}", level)
    fix.rename(step, near)
    return fix


def _declared(name: str, called: Module) -> Fix | None:
    """The output in the module, where its name says which attribute of which resource is meant."""
    meant = meant_output(name, called)
    if meant is None:
        return None
    resource, code = meant
    fix = Fix(f"Declare the output {name} of {resource.address}", Level.UNSAFE)
    place_outputs(fix, called, [code], called.outputs[-1] if called.outputs else resource)
    return fix


def _without(name: str, words: set[str]) -> str:
    return "_".join(word for word in name.split("_") if word not in words)


def _step(name: str, reference: Reference) -> n.TraverseAttr | n.Identifier | None:
    """The place of the output's name: the first step of that name behind the name of the call."""
    start = reference.node.start
    assert isinstance(reference.node, n.Traversal)
    names: list[n.TraverseAttr | n.Identifier] = []
    names += (step for step in reference.node.steps[2:] if isinstance(step, n.TraverseAttr))
    names += reversed([node.name for node in reference.expression.walk() if isinstance(node, n.GetAttr)])
    found = [one for one in names if one.name == name and one.start > start]
    return found[0] if found else None
