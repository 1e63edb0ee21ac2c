"""Rule `invalid-reference`."""

from __future__ import annotations

import re

from tffix import matchers as m
from tffix.rules import Rule, RuleContext, Severity
from tffix.syntax import Attribute, Block
from tffix.syntax import nodes as n
from tffix.terraform import BlockElement, Module, evaluated_traversals

from ._fixed_values import FIXED
from ._meant_references import meant
from ._undeclared import is_evaluated, top_block

# What `path` and `terraform` have. Terraform, "Filesystem and Workspace Info"; `applying` since 1.10.
_MEMBERS = {"path": ("module", "root", "cwd"), "terraform": ("workspace", "applying")}
# How many names an address needs, the first included.
_LENGTHS = {"var": 2, "local": 2, "module": 2, "data": 3, "resource": 3, "ephemeral": 3}
_REPEATED = frozenset({"resource", "data", "ephemeral", "module"})
_EVALUATED = _REPEATED | {"output", "locals", "provider", "variable", "check", "import"}
_META = {"each": "for_each", "count": "count"}
# Arguments that take a word of their own, by the type of the block they stand in.
_WORDS = {"provisioner": {"when", "on_failure"}, "dynamic": {"iterator"}, "action_trigger": {"events", "actions"}}
_HAS_SELF = frozenset({"provisioner", "connection", "postcondition"})
# Values in which no such name can be: a look at the text is cheaper than at the tree.
_PLAIN = r'"[^"$%]*"|-?[\d.]+|true|false|null|(?:var|local|[a-z]+_\w+)\.[a-z_]\w*(?:\.[a-z_]\w*)*'
_NOT_PLAIN = re.compile(rf"\A(?!(?:{_PLAIN})\Z)")


class InvalidReference(Rule):
    """A name that means nothing where it stands: a word alone, `self`, `each` or `count` out of their place.

    ## Why is this bad?
    Terraform refuses the whole configuration: it takes every name in an expression for a reference, and this one refers
    to nothing.

    A word alone names nothing; `each` and `count` exist with `for_each` and `count` only, and `self` in provisioners,
    connections and postconditions. In a text for a shell, `${NAME}` is read by Terraform first.

    ## Example
    ```hcl
    variable "cluster" {
      type = string
    }

    resource "aws_instance" "node" {
      ami           = "ami-0c55b159cbfafe1f0"
      instance_type = "t3.micro"

      user_data = <<-EOF
        #!/bin/bash
        TOKEN=$(cat /run/token)
        join --cluster ${cluster} --token ${TOKEN}
      EOF
    }
    ```
    Use instead:
    ```hcl
    variable "cluster" {
      type = string
    }

    resource "aws_instance" "node" {
      ami           = "ami-0c55b159cbfafe1f0"
      instance_type = "t3.micro"

      user_data = <<-EOF
        #!/bin/bash
        TOKEN=$(cat /run/token)
        join --cluster ${var.cluster} --token $${TOKEN}
      EOF
    }
    ```
    A name that the text itself sets, or that every shell has, is escaped. The name of the only variable or local value
    of that name gets its prefix. `each` in the content of a `dynamic` block becomes the iterator of that block.
    `self.name` in an output becomes the value of the output of that name, in a resource
    the value of its own argument. Everything else is reported: what was meant is not in the text.

    ## Fix safety
    Safe: Terraform refuses the configuration, and one correction is evident.

    ## References
    Terraform, "References to Named Values"; "Strings and Templates", escape sequences
    """

    name = "invalid-reference"
    subject = "References and dependencies"
    target = m.Attribute(_NOT_PLAIN)
    severity = Severity.ERROR

    def check(self, attribute: Attribute, ctx: RuleContext) -> None:
        """Look at every name in an expression."""
        for traversal in evaluated_traversals(attribute) if _is_value(attribute) else ():
            message = _problem(traversal, attribute, ctx.module)
            if message:
                owner = ctx.module.element_at(attribute.source.path, attribute.start)
                fix = meant(traversal, attribute, ctx.module)
                ctx.report(traversal, message, fix, address="" if owner is None else owner.address)


def _is_value(attribute: Attribute) -> bool:
    """Whether the names in an attribute are references to values."""
    block, top = attribute.parent.parent, top_block(attribute)
    if block is None or top is None or top.type not in _EVALUATED or not is_evaluated(attribute):
        return False
    if attribute.name in _WORDS.get(block.type, ()):
        return False
    if top.type == "variable" and block is top:
        return False
    return not (block is top and attribute.name in FIXED.get(top.type, ()))


def _problem(node: n.Traversal, attribute: Attribute, module: Module) -> str:
    """What is wrong with a name, empty for nothing."""
    names = node.names
    root = names[0]
    if root in _META:
        return _out_of_place(root, attribute, module)
    if root == "self":
        inside = any(block.type in _HAS_SELF for block in _around(attribute))
        return "" if inside else "self exists in provisioners, connections and postconditions only."
    if root in _MEMBERS:
        known = _MEMBERS[root]
        if len(names) > 1 and names[1] in known:
            return ""
        return f"{'.'.join(names[:2])} is no value: {root} has {', '.join(known)}."
    if root in _LENGTHS:
        wanted = "two names" if _LENGTHS[root] == 3 else "a name"
        return f"{node.text} is no value: {wanted} must follow {root}." if len(names) < _LENGTHS[root] else ""
    return f"{root} alone names nothing." if len(names) == 1 else ""


def _out_of_place(root: str, attribute: Attribute, module: Module) -> str:
    """Why there is no `each` or `count` here, empty if there is one."""
    meta = _META[root]
    owner = module.element_at(attribute.source.path, attribute.start)
    block = top_block(attribute)
    message = f"{root} exists in a block with {meta} only."
    if block is None or (attribute.source.path.endswith(".tofu") and block.type in ("provider", "import")):
        return ""
    if block.type == "import":
        return "" if root == "each" and "for_each" in block.body else message
    if block.type == "check" and any(meta in inner.body for inner in _around(attribute)):
        return ""  # it is the `for_each` of the data source that has to go
    if block.type == "provider" and meta in block.body:
        return ""  # it is the argument that has to go
    if block.type not in _REPEATED:
        return message
    if meta in block.body or (isinstance(owner, BlockElement) and owner.is_overridden):
        return ""
    return message


def _around(attribute: Attribute) -> list[Block]:
    """The blocks around an attribute, the innermost first."""
    blocks = []
    block = attribute.parent.parent
    while block is not None:
        blocks.append(block)
        block = block.parent.parent
    return blocks
