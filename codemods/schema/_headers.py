"""Headers of API Gateway responses, which are parameters of them."""

from __future__ import annotations

from tffix import templates as t
from tffix.rules import Fix, Level
from tffix.syntax import Attribute
from tffix.syntax import nodes as n
from tffix.syntax.literals import key_name, string_value

from ._walk import Place

_NAMES = frozenset({"headers", "response_headers"})
_TO = "response_parameters"
# API Gateway developer guide, "mapping request and response data": what a header is called, by resource type.
_PREFIXES = {
    "aws_api_gateway_gateway_response": "gatewayresponse.header.",
    "aws_api_gateway_integration_response": "method.response.header.",
    "aws_api_gateway_method_response": "method.response.header.",
}


def as_parameters(place: Place, attribute: Attribute) -> Fix | None:
    """Headers as the parameters of a response: the name with its prefix, a fixed value in quotes."""
    prefix = _PREFIXES.get(place.type)
    value = attribute.expr
    if prefix is None or place.path or attribute.name not in _NAMES or _TO in place.body:
        return None
    if not isinstance(value, n.ObjectCons):
        return None
    fix = Fix(f"Write the headers as {_TO}", Level.SAFE, needs_whole_module=False)
    fix.rename(attribute, _TO)
    for item in value.items:
        name = key_name(item.key)
        if name is None:
            return None
        if not name.startswith(prefix):
            fix.replace(item.key, t.string(prefix + name))
        text = string_value(item.value)
        is_required = place.type == "aws_api_gateway_method_response"
        if text is not None and not is_required and not text.startswith(("'", "integration.", "context.")):
            fix.replace(item.value, t.string(f"'{text}'"))
        elif text is not None and is_required:
            fix.replace(item.value, "true")
    return fix
