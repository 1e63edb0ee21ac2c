"""Asking: what an element or expression must look like, as a value.

    from tffix import matchers as m

    target = m.Resource("aws_lambda_function", publish=m.Absent())
    m.matches(function, m.Resource("aws_lambda_function", count=m.Absent()))
    m.matches(config["qualifier"], m.Reference("aws_lambda_alias"))

Every test has three answers; `matches` is true only where the text proves the match, and `Not` of what cannot be
known is not known either: `m.Not(m.Constant(True))` does not match `publish = var.publish`.
"""

from tffix.matchers.base import Answer, Matcher, Target
from tffix.matchers.blocks import (
    Attribute,
    Block,
    Data,
    ElementMatcher,
    Ephemeral,
    Local,
    Module,
    ModuleCall,
    Output,
    Provider,
    Resource,
    Terraform,
    Variable,
)
from tffix.matchers.expressions import (
    Absent,
    AllOf,
    Any,
    Call,
    Constant,
    ExpressionMatcher,
    Literal,
    Node,
    Not,
    OneOf,
    Present,
    Reference,
    String,
)
from tffix.matchers.search import findall, first, matches

__all__ = [
    "Absent",
    "AllOf",
    "Answer",
    "Any",
    "Attribute",
    "Block",
    "Call",
    "Constant",
    "Data",
    "ElementMatcher",
    "Ephemeral",
    "ExpressionMatcher",
    "Literal",
    "Local",
    "Matcher",
    "Module",
    "ModuleCall",
    "Node",
    "Not",
    "OneOf",
    "Output",
    "Present",
    "Provider",
    "Reference",
    "Resource",
    "String",
    "Target",
    "Terraform",
    "Variable",
    "findall",
    "first",
    "matches",
]
