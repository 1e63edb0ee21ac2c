"""Rule `lambda-provisioned-concurrency-alias`."""

from __future__ import annotations

from dataclasses import dataclass

from tffix import matchers as m
from tffix import templates as t
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax.literals import string_value
from tffix.terraform import UNKNOWN, Reference, Resource

from ._instances import instance_key, opening, own_key, repeats_alike, repetition
from ._lambda_invokers import ALIAS_ATTRIBUTES, BY_ARGUMENT

_LATEST = "$LATEST"


class LambdaProvisionedConcurrencyAlias(Rule):
    """Provisioned concurrency on the unpublished version of a Lambda function.

    ## Why is this bad?
    Lambda allocates provisioned concurrency to a published version or to an alias of one, never to `$LATEST`: the
    apply fails. And it serves those callers only that name the alias: what names the function goes past it.

    A function without `publish = true` has no other version than `$LATEST`, so what reads its version, and an alias
    that follows it, mean that as well.

    ## Example
    ```hcl
    resource "aws_lambda_function" "api" {
      function_name = "api"
      role          = var.role_arn
      filename      = "api.zip"
      handler       = "index.handler"
      runtime       = "python3.12"
    }

    resource "aws_lambda_provisioned_concurrency_config" "api" {
      function_name                     = aws_lambda_function.api.function_name
      qualifier                         = aws_lambda_function.api.version
      provisioned_concurrent_executions = 5
    }

    resource "aws_lambda_event_source_mapping" "orders" {
      event_source_arn = var.queue_arn
      function_name    = aws_lambda_function.api.arn
    }
    ```
    Use instead:
    ```hcl
    resource "aws_lambda_function" "api" {
      function_name = "api"
      role          = var.role_arn
      filename      = "api.zip"
      handler       = "index.handler"
      runtime       = "python3.12"
      publish       = true
    }

    resource "aws_lambda_alias" "api" {
      name             = "live"
      function_name    = aws_lambda_function.api.function_name
      function_version = aws_lambda_function.api.version
    }

    resource "aws_lambda_provisioned_concurrency_config" "api" {
      function_name                     = aws_lambda_function.api.function_name
      qualifier                         = aws_lambda_alias.api.name
      provisioned_concurrent_executions = 5
    }

    resource "aws_lambda_event_source_mapping" "orders" {
      event_source_arn = var.queue_arn
      function_name    = aws_lambda_alias.api.arn
    }
    ```

    ## Fix safety
    Unsafe: the next apply publishes a version, creates the alias if there is none, and moves the callers that the
    module declares (event source mappings, API integrations, event rules, subscriptions and notifications, with the
    permissions they need) to the alias. An alias of the function that exists is used, and pointed at the published
    version if it follows `$LATEST`. Callers by way of an IAM role (Step Functions, EventBridge Scheduler) stay where
    they are, because their policies would have to change with them; they are named beside the finding.

    ## References
    AWS Lambda developer guide, "Configuring provisioned concurrency for a function" and "Lambda function aliases";
    AWS provider, resources `aws_lambda_provisioned_concurrency_config`, `aws_lambda_alias`, `aws_lambda_permission`.
    """

    name = "lambda-provisioned-concurrency-alias"
    subject = "Lambda"
    target = m.Resource("aws_lambda_provisioned_concurrency_config")
    severity = Severity.ERROR

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at one provisioned concurrency configuration."""
        found = _diagnose(element, ctx)
        if found is None:
            return
        fix = _Repair(ctx, found).fix() if found.is_certain else None
        related = [
            (reference.expression, "still calls the function past the alias") for reference in _others(ctx, found)
        ]
        ctx.report(element, found.message, fix, related=related if fix is not None else ())


@dataclass(frozen=True, slots=True)
class _Finding:
    """What is wrong with a configuration: its function, the key of the instance, and the alias it uses, if any."""

    config: Resource
    function: Resource
    key: str | None
    alias: Resource | None
    publish: bool
    message: str

    @property
    def is_certain(self) -> bool:
        """Whether the instances are plain enough for a fix."""
        return self.key is not None


def _single_reference(config: Resource, name: str, ctx: RuleContext) -> Reference | None:
    """The one reference that an argument consists of."""
    expression = config[name]
    return None if expression is None else ctx.module.reference_of(expression)


def _diagnose(config: Resource, ctx: RuleContext) -> _Finding | None:
    module = ctx.module
    qualifier = config["qualifier"]
    resolved = module.resolve(qualifier)
    function = module.resolve(config["function_name"])
    if isinstance(function, Resource) and function.type == "aws_lambda_alias":
        function = module.resolve(function["function_name"])
    alias = resolved if isinstance(resolved, Resource) and resolved.type == "aws_lambda_alias" else None
    if alias is not None and not m.matches(function, m.Resource("aws_lambda_function")):
        function = module.resolve(alias["function_name"])
    if not isinstance(function, Resource) or function.type != "aws_lambda_function" or function.is_overridden:
        return None
    literal = string_value(qualifier)
    if alias is None and literal not in (None, _LATEST):
        # A name written out: an alias of this function may have it.
        alias = next((a for a in _aliases(ctx, function) if a.constant("name") == literal), None)
    publish = function.constant("publish", default=False)
    if publish is UNKNOWN:
        return None
    key = _key_of(config, function, ctx)
    if alias is not None:
        return _diagnose_alias(config, function, key, alias, publish, ctx)
    reference = _single_reference(config, "qualifier", ctx)
    is_version = resolved == function and reference is not None and reference.attribute_path == ("version",)
    if literal == _LATEST or (is_version and not publish):
        message = "Provisioned concurrency needs a published version behind an alias, and this is $LATEST."
        return _Finding(config, function, key, None, publish, message)
    return None


def _diagnose_alias(
    config: Resource, function: Resource, key: str | None, alias: Resource, publish: bool, ctx: RuleContext
) -> _Finding | None:
    if alias.is_overridden:
        return None
    if _follows_latest(alias, function, publish, ctx):
        message = f"Provisioned concurrency needs a published version, and the alias {alias.label} follows $LATEST."
        return _Finding(config, function, key, alias, publish, message)
    return None


def _aliases(ctx: RuleContext, function: Resource) -> list[Resource]:
    """The aliases of a function that the module declares."""
    return [
        a for a in ctx.module.resources_of("aws_lambda_alias") if ctx.module.resolve(a["function_name"]) == function
    ]


def _follows_latest(alias: Resource, function: Resource, publish: bool, ctx: RuleContext) -> bool:
    """Whether the version of an alias is `$LATEST`, written out or for want of a published one."""
    version = alias["function_version"]
    if string_value(version) == _LATEST:
        return True
    reference = _single_reference(alias, "function_version", ctx)
    is_version = reference is not None and reference.attribute_path == ("version",)
    return is_version and not publish and ctx.module.resolve(version) == function


def _key_of(config: Resource, function: Resource, ctx: RuleContext) -> str | None:
    """The instance of the function that a configuration is about, None where it cannot be told."""
    for name in ("qualifier", "function_name"):
        reference = _single_reference(config, name, ctx)
        if reference is not None and reference.address == function.address:
            key = instance_key(reference)
            repeated = bool(repetition(function))
            return key if key is not None and bool(key) == repeated else None
    if not repetition(function):
        return ""
    # Only the alias is named: an instance of it that goes with the function's.
    reference = _single_reference(config, "qualifier", ctx)
    return instance_key(reference) if reference is not None else None


def _others(ctx: RuleContext, found: _Finding) -> list[Reference]:
    """References by which the function is called, other than those that the fix moves."""
    out = []
    for reference in ctx.module.references_to(found.function.address):
        container = reference.container
        if (
            isinstance(container, Resource)
            and container.type in ("aws_sfn_state_machine", "aws_scheduler_schedule", "aws_pipes_pipe")
            and reference.attribute_path[:1] in (("arn",), ("function_name",))
        ):
            out.append(reference)
    return out


class _Repair:
    """The edits for one finding."""

    def __init__(self, ctx: RuleContext, found: _Finding) -> None:
        self.ctx = ctx
        self.found = found
        self.function = found.function
        self.alias_address = ""

    def fix(self) -> Fix | None:
        """The fix, None where the instances of an alias that exists do not go with those of the function."""
        found, function = self.found, self.function
        alias = found.alias or self._reusable_alias()
        if alias is not None and not repeats_alike(alias, function):
            return None
        title = "Publish versions and point the provisioned concurrency at an alias"
        if found.alias is not None:
            title = "Publish versions and point the alias at the published one"
        fix = Fix(title, Level.UNSAFE)
        if not found.publish:
            fix.set_attribute(function, "publish", "true")
        if alias is None:
            alias_code = self._new_alias()
            self.alias_address = alias_code.address
            fix.insert_after(function, alias_code)
        else:
            self.alias_address = alias.address
            if string_value(alias["function_version"]) == _LATEST:
                fix.set_attribute(alias, "function_version", f"{function.address}{own_key(function)}.version")
        if found.alias is None:
            fix.set_attribute(found.config, "qualifier", f"{self.alias_address}{found.key}.name")
        if moved := self._move_callers(fix):
            fix.title += f", and {moved} as well"
        return fix

    def _reusable_alias(self) -> Resource | None:
        """An alias of the function to use: one that follows a published version rather than one on `$LATEST`."""
        candidates = [a for a in _aliases(self.ctx, self.function) if repeats_alike(a, self.function)]
        candidates.sort(key=lambda a: _follows_latest(a, self.function, True, self.ctx))
        return candidates[0] if candidates and not candidates[0].is_overridden else None

    def _new_alias(self) -> t.Code:
        function = self.function
        label, number = function.label, 1
        while self.ctx.module.declares(f"aws_lambda_alias.{label}"):
            number += 1
            label = f"{function.label}_live" if number == 2 else f"{function.label}_live_{number - 1}"
        instance = f"{function.address}{own_key(function)}"
        items = [
            *opening(function),
            'name = "live"',
            f"function_name = {instance}.function_name",
            f"function_version = {instance}.version",
        ]
        return t.resource("aws_lambda_alias", label, items=tuple(items))

    def _move_callers(self, fix: Fix) -> str:
        """Callers that name the function name the alias instead, permissions are given on it. Returns what moved."""
        moved: dict[str, str] = {}
        permissions: list[tuple[Resource, str]] = []
        for reference in self.ctx.module.references_to(self.function.address):
            container, attribute = reference.container, reference.attribute
            if not isinstance(container, Resource) or attribute is None or container.is_overridden:
                continue
            key = instance_key(reference)
            if key is None or bool(key) != bool(repetition(self.function)):
                continue
            name = reference.attribute_path[0]
            if container.type == "aws_lambda_permission" and attribute.name == "function_name":
                permissions.append((container, key))
                continue
            invoker = BY_ARGUMENT.get((container.type, attribute.name))
            if invoker is not None and name in ALIAS_ATTRIBUTES:
                fix.replace(reference.expression, f"{self.alias_address}{key}.{ALIAS_ATTRIBUTES[name]}")
                moved[invoker.type] = invoker.principal
        for permission, key in permissions:
            if permission.attribute("qualifier") is None and string_value(permission["principal"]) in moved.values():
                fix.set_attribute(permission, "qualifier", f"{self.alias_address}{key}.name", after="function_name")
        only_mappings = set(moved) == {"aws_lambda_event_source_mapping"}
        return "event source mappings" if only_mappings else "callers" if moved else ""
