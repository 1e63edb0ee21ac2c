"""Rule `missing-ssm-parameter`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from tffix import matchers as m
from tffix import templates as t
from tffix.config import Option, Table
from tffix.errors import TemplateError
from tffix.rules import Fix, Level, Rule, RuleContext
from tffix.syntax import parse_expression
from tffix.terraform import Configuration, DataSource, Module, Resource, evaluate

from ._instances import provider_argument
from ._parameter_reads import ParameterRead, may_be, parameter_reads
from ._policy_text import CLOSE, OPEN, text_of

_TYPE = "aws_ssm_parameter"
# Other types that may make one, of which the names are not told in a way that could be read.
_MAKERS = ("aws_cloudformation_stack", "aws_cloudformation_stack_set", "awscc_ssm_parameter")
_PUT = re.compile(r"put_parameter|[pP]utParameter|put-parameter")
_TOLD = re.compile(r"(?i)param|ssm")
_WORD = re.compile(r"[^a-z0-9]+")
# AWS Systems Manager API reference, `PutParameter`: a value must not hold references to other parameters.
_NESTED = "{{"


class MissingSsmParameter(Rule):
    """Parameter of Systems Manager that is read, and that nothing in the configuration creates.

    ## Why is this bad?
    The apply succeeds, and the code fails when it runs: `ParameterNotFound`. Of containers, the task does not start.

    ## Example
    ```toml
    [missing-ssm-parameter]
    values = { "/orders/rules" = "jsonencode(var.rules)" }
    ```
    ```hcl
    variable "rules" {
      type    = map(string)
      default = { small = "10" }
    }

    data "archive_file" "orders" {
      type        = "zip"
      output_path = "${path.module}/orders.zip"

      source {
        filename = "index.py"
        content  = <<-EOT
          import boto3

          def handler(event, context):
              return boto3.client("ssm").get_parameter(Name="/orders/rules", WithDecryption=True)
        EOT
      }
    }
    ```
    Use instead:
    ```hcl
    variable "rules" {
      type    = map(string)
      default = { small = "10" }
    }

    data "archive_file" "orders" {
      type        = "zip"
      output_path = "${path.module}/orders.zip"

      source {
        filename = "index.py"
        content  = <<-EOT
          import boto3

          def handler(event, context):
              return boto3.client("ssm").get_parameter(Name="/orders/rules", WithDecryption=True)
        EOT
      }
    }

    resource "aws_ssm_parameter" "orders_rules" {
      name  = "/orders/rules"
      type  = "SecureString"
      value = jsonencode(var.rules)
    }
    ```
    Names are read from code in the configuration (boto3, SDK for JavaScript, AWS CLI), from variables of a function's
    environment that are called after parameters, from secrets of containers, and from policies that allow to read one
    parameter. Names that are put together by the code say nothing. Where something else may create the parameter (code
    that puts it, a module that is not here, a stack), or a data source looks it up, nothing is said.

    What the value is, nobody can tell but you. Where nothing is configured the finding is all there is, with a fix that
    is only shown if a variable is called after the parameter. A parameter that is read decrypted, or is called after a
    secret, becomes a `SecureString`.

    ## Fix safety
    Unsafe: the parameter may exist already, made by hand or by another configuration; then the apply fails. A value
    that holds `{{` is refused by Systems Manager, and not written.

    ## Options
    In the section `[missing-ssm-parameter]`: `values`, an expression for each parameter, by its name as it is written
    in the configuration (`"/${var.env}/rules"`); `key_id`, an expression for the key of secure ones, without which they
    have that of AWS.

    ## References
    AWS Systems Manager user guide, "Parameter Store"; AWS Systems Manager API reference, `PutParameter`
    """

    name = "missing-ssm-parameter"
    subject = "Secrets and parameters"
    target = m.Module()
    options = (
        Option("values", dict, Table(), "expressions for the values of parameters, by name"),
        Option("key_id", str, None, "an expression for the key of secure parameters"),
    )

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look for what creates each parameter that a module reads."""
        if element.has_structure_errors:
            return
        seen: dict[str, set[str]] = {}
        fixes: dict[str, tuple[Fix | None, str]] = {}
        taken: set[str] = set()
        reads = list(parameter_reads(element))
        made = _made(element.configuration) if reads else None
        for read in reads:
            addresses = seen.setdefault(read.name, set())
            if read.element.address in addresses or made is None or made.has(read):
                continue
            addresses.add(read.element.address)
            fix, detail = None, ""
            what = f'parameters below "{read.written}"'
            if not read.is_beginning:
                # All readers have the same fix, which is written once.
                if read.name not in fixes:
                    fixes[read.name] = _fix(read, ctx, taken)
                fix, detail = fixes[read.name]
                what = f'the parameter "{read.written}"'
            message = f"{read.reader.format(read.element.address)} {what}, which nothing in the configuration creates."
            ctx.report(read.node, message, fix, detail=detail, address=read.element.address)


@dataclass(frozen=True, slots=True)
class _Made:
    """What makes or looks up parameters in a configuration: by name, by what they are below, by calls in code.

    `anything` says that something may make any parameter.
    """

    names: tuple[str, ...]
    paths: tuple[str, ...]
    calls: tuple[str, ...]
    anything: bool

    def has(self, read: ParameterRead) -> bool:
        """Whether a parameter is, or may be, made or looked up."""
        if self.anything or any(read.written in text for text in self.calls):
            return True
        if any(read.name.startswith(path) or OPEN in path for path in self.paths):
            return True
        if read.is_beginning:
            # Whatever is behind it.
            return any(may_be(name, f"{read.name.rstrip('/')}{OPEN}{CLOSE}") for name in self.names)
        wanted = read.name.lstrip("/")
        return any(may_be(name.lstrip("/"), wanted) for name in self.names)


def _made(configuration: Configuration) -> _Made:
    names, paths, calls, anything = dict[str, None](), list[str](), list[str](), False
    for module in configuration.modules.values():
        anything = anything or (
            any(address.partition(".")[0] in (_TYPE, *_MAKERS) for address in module.json_addresses)
            or any(module.resources_of(type_) for type_ in _MAKERS)
            or any(configuration.called(call) is None and _TOLD.search(call.text) for call in module.modules)
        )
        known: tuple[Resource | DataSource, ...] = (*module.resources_of(_TYPE), *module.data_of(_TYPE))
        anything = anything or any(one.is_overridden or one["name"] is None for one in known)
        names |= dict.fromkeys(text_of(name, module) for one in known if (name := one["name"]) is not None)
        looked_up = (one["path"] for one in module.data_of("aws_ssm_parameters_by_path"))
        paths += [text_of(path, module) for path in looked_up if path is not None]
    for text in configuration.sources.values():
        lines = text.splitlines() if _PUT.search(text) else []
        calls += ["\n".join(lines[max(i - 5, 0) : i + 6]) for i, line in enumerate(lines) if _PUT.search(line)]
    return _Made(tuple(names), tuple(paths), tuple(calls), anything)


def _fix(read: ParameterRead, ctx: RuleContext, taken: set[str]) -> tuple[Fix | None, str]:
    """What creates a parameter, with the value that is configured, or one to be shown; and what to say beside."""
    module = ctx.module
    values = cast("Mapping[str, str]", ctx.options.get("values") or {})
    label = _label(read)
    value, level = values.get(read.written), Level.UNSAFE
    detail = f'Set `"{read.written}"` in `values` of the section [missing-ssm-parameter] to have it written.'
    if value is None:
        value, level = _guess(label, module), Level.MANUAL
        if value is None:
            return None, detail
    else:
        detail = ""
    try:
        known = evaluate(parse_expression(t.expression(value)), module, follow_variables=True)
    except TemplateError:
        return None, f"What is configured for it is no expression: {value}"
    if isinstance(known, str) and _NESTED in known:
        return None, f"{value} holds {_NESTED}, which Systems Manager refuses; base64encode(...) would not."
    label = _free(label, module, taken)
    provider = provider_argument(read.element) if isinstance(read.element, Resource) else ()
    items = (
        *provider,
        *([""] if provider else []),
        f'name = "{read.written}"',
        *_secure(read, ctx),
        f"value = {value}",
    )
    code = t.resource(_TYPE, label, items=items)
    fix = Fix(f"Create {_TYPE}.{label}", level)
    others = [one for one in module.resources_of(_TYPE) if one.path == read.element.path]
    fix.insert_after(others[-1] if others else read.element, code)
    return fix, detail


def _secure(read: ParameterRead, ctx: RuleContext) -> tuple[str, ...]:
    if not read.is_secret:
        return ('type = "String"',)
    key = ctx.options.get("key_id")
    return ('type = "SecureString"', f"key_id = {key}") if isinstance(key, str) else ('type = "SecureString"',)


def _guess(label: str, module: Module) -> str | None:
    """A variable that is called after the parameter."""
    words = label.split("_")
    for index in range(len(words)):
        variable = module.variable("_".join(words[index:]))
        if variable is not None and not variable.is_overridden and (not index or index < len(words) - 1):
            return variable.address if variable.type_text in ("string", None) else f"jsonencode({variable.address})"
    return None


def _label(read: ParameterRead) -> str:
    """The name of the resource: the last two parts of the parameter's own."""
    parts = re.sub(f"{OPEN}[^{CLOSE}]*{CLOSE}", "", read.name).lower().split("/")
    words = [word for part in parts if (word := _WORD.sub("_", part).strip("_"))]
    label = "_".join(words[-2:]) or "parameter"
    return label if label[0].isalpha() else f"parameter_{label}"


def _free(label: str, module: Module, taken: set[str]) -> str:
    """A name that no other parameter has, neither of the module nor of this pass."""
    number, free = 1, label
    while free in taken or module.declares(f"{_TYPE}.{free}"):
        number += 1
        free = f"{label}_{number}"
    taken.add(free)
    return free
