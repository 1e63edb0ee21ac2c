"""Rule `name-environment-suffix`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import cast

from tffix import matchers as m
from tffix.config import Option
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import nodes as n
from tffix.terraform import Local, Module, Resource, Variable
from tffix.terraform.files import is_override

from ..terraform._environment import ENVIRONMENT, reads
from ..terraform._new_variables import declare_variable
from ._known_pairs import is_log_group_of

# The argument that names what is made, by type. Source: AWS provider documentation, "Argument Reference" of each
# resource; the names are unique in an account and region, S3 buckets everywhere.
_NAMES = {
    "alarm_name": "aws_cloudwatch_metric_alarm",
    "bucket": "aws_s3_bucket",
    "cluster_identifier": "aws_docdb_cluster aws_neptune_cluster aws_rds_cluster aws_redshift_cluster",
    "dashboard_name": "aws_cloudwatch_dashboard",
    "domain_name": "aws_opensearch_domain",
    "function_name": "aws_lambda_function",
    "identifier": "aws_db_instance",
    "layer_name": "aws_lambda_layer_version",
    "name": """
        aws_api_gateway_rest_api aws_apigatewayv2_api aws_autoscaling_group aws_backup_plan aws_backup_vault
        aws_cloudtrail aws_cloudwatch_event_bus aws_cloudwatch_event_rule aws_cloudwatch_log_group
        aws_codebuild_project aws_codepipeline aws_cognito_user_pool aws_db_subnet_group aws_dynamodb_table
        aws_ecr_repository aws_ecs_cluster aws_eks_cluster aws_elasticache_subnet_group aws_glue_catalog_database
        aws_iam_instance_profile aws_iam_policy aws_iam_role aws_kinesis_firehose_delivery_stream aws_kinesis_stream
        aws_kms_alias aws_lb aws_lb_target_group aws_secretsmanager_secret aws_security_group aws_sfn_state_machine
        aws_sns_topic aws_sqs_queue aws_ssm_document aws_ssm_parameter aws_wafv2_web_acl
    """,
    "replication_group_id": "aws_elasticache_replication_group",
}
_NAME_OF = {type_: argument for argument, types in _NAMES.items() for type_ in types.split()}
# What may follow the suffix: queues and topics of this kind have to end so.
_ENDING = re.compile(r"\.fifo$")
# Arguments in which the text of a name means something else, or nothing.
_ELSEWHERE_FINE = frozenset({"description", "alarm_description", "tags", "Name"})

# How many names make a convention.
_CONVENTION = 2
_MAX_LOCALS = 5
_FUNCTION, _LOG_GROUP = "aws_lambda_function", "aws_cloudwatch_log_group"


class NameEnvironmentSuffix(Rule):
    """Name of a resource without the variable that tells deployments apart.

    ## Why is this bad?
    The second deployment in the same account fails: the role, the queue, the function of that name exists already.

    ## Example
    ```toml
    [naming]
    suffix_variable = "environment_suffix"
    ```
    ```hcl
    variable "environment_suffix" {
      type = string
    }

    variable "project" {
      type = string
    }

    resource "aws_sqs_queue" "orders" {
      name = "${var.project}-orders"
    }
    ```
    Use instead:
    ```hcl
    variable "environment_suffix" {
      type = string
    }

    variable "project" {
      type = string
    }

    resource "aws_sqs_queue" "orders" {
      name = "${var.project}-orders-${var.environment_suffix}"
    }
    ```
    Which variable that is, is a convention of yours: without it nothing is said. Names count that have the variable
    directly or through local values; so do those that are made of another resource or of `terraform.workspace`. The
    log group of a function gets the suffix with the function. The variable is declared where the module has none,
    unless others call the module: what these pass may have it already.

    ## Fix safety
    Unsafe: what is deployed is made anew under the new name, with what is in it. Where the same text stands in other
    arguments as well (an ARN that is put together), the edit is only shown; so are names that are computed reported
    only. Limits of length are not looked at.

    ## Options
    * `suffix_variable`: name of the variable. Default: none.
    * `suffix_default`: the default it gets where it has to be declared. Default: none.

    ## References
    AWS provider documentation, "Argument Reference" of each resource.
    """

    name = "name-environment-suffix"
    subject = "Names, regions and placeholders"
    target = m.Resource(*_NAME_OF)
    severity = Severity.INFO
    section = "naming"
    options = (
        Option("suffix_variable", str, None, "variable that names must end in", variables=ENVIRONMENT),
        Option("suffix_default", str, None, "its default where it has to be declared"),
    )

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at the name of one resource."""
        suffix = cast("str | None", ctx.options.get("suffix_variable"))
        module, name = ctx.module, element[_NAME_OF[element.type]]
        if not suffix or name is None or element.is_overridden or is_override(element.path):
            return
        if _is_told_apart(element, name, suffix) or _follows(element):
            return
        declared = module.declares(f"var.{suffix}")
        message = f"The name of {element.address} does not have var.{suffix}."
        if (
            not isinstance(name, n.Template)
            or not name.parts
            or (not declared and module.configuration.callers(module))
        ):
            ctx.report(name, message, address=element.address)
            return
        inner = name.text[1:-1]
        level = Level.MANUAL if _stands_elsewhere(inner, module) else Level.UNSAFE
        fix = Fix("Append the suffix", level)
        if not declared:
            declare_variable(fix, module, suffix, "string", cast("str | None", ctx.options.get("suffix_default")))
        fix.replace(name, f'"{_with_suffix(inner, suffix)}"')
        for follower in _followers(element):
            fix.replace(follower, f'"{_with_suffix(follower.text[1:-1], suffix)}"')
        detail = "The same text stands in other arguments, which may mean it." if level is Level.MANUAL else ""
        ctx.report(name, message, fix, detail=detail, address=element.address)

    def propose(self, module: Module) -> Mapping[str, tuple[object, str]]:
        """The variable that most names end in, if several do."""
        modules = module.configuration.modules.values()
        resources = [one for each in modules for one in each.resources if one.type in _NAME_OF]
        endings = Counter(_ending_variable(one[_NAME_OF[one.type]], one.module) for one in resources)
        del endings[""]
        label, count = max(endings.items(), key=lambda one: (one[1], one[0]), default=("", 0))
        if count < _CONVENTION:
            return {}
        return {"suffix_variable": (label, f"{count} of {len(resources)} names end in var.{label}")}


def _ending_variable(name: n.Expression | None, module: Module, depth: int = 0) -> str:
    """The variable that a name ends in, also by way of local values; empty where it ends in something else."""
    last = name.parts[-1] if isinstance(name, n.Template) and name.parts else name
    if isinstance(last, n.TemplateLiteral) and isinstance(name, n.Template) and _ENDING.fullmatch(last.text):
        last = name.parts[-2] if len(name.parts) > 1 else None
    expression = last.expression if isinstance(last, n.Interpolation) else last
    if not isinstance(expression, n.Traversal) or depth > _MAX_LOCALS:
        return ""
    element = module.resolve(expression, follow_locals=False)
    if isinstance(element, Local) and len(expression.names) == 2:
        return _ending_variable(element.expr, module, depth + 1)
    return element.label if isinstance(element, Variable) and len(expression.names) == 2 else ""


def _is_told_apart(element: Resource, name: n.Expression, suffix: str) -> bool:
    """Whether a name has the variable, or something else that differs from one deployment to the next."""
    module = element.module
    for node in (name, element.for_each):
        if node is not None and ("terraform.workspace" in node.text or reads(module, node, [f"var.{suffix}"])):
            return True
    is_called = bool(module.configuration.callers(module)) and not module.declares(f"var.{suffix}")
    todo, seen = [name], set[str]()
    while todo:
        for reference in module.references_in(todo.pop()):
            one = module.get(reference.address)
            if isinstance(one, Local):
                todo += [] if one.address in seen else [one.expr]
                seen.add(one.address)
            elif one is not None and (is_called or not isinstance(one, Variable)):
                return True  # of a module that is called, the variables may have it
    return False


def _follows(element: Resource) -> bool:
    """Whether a name is that of a function, as which Lambda writes logs: it changes with the function's."""
    functions = element.module.resources_of(_FUNCTION) if element.type == _LOG_GROUP else ()
    return any(is_log_group_of(element, function) for function in functions)


def _followers(function: Resource) -> Iterator[n.Template]:
    """The names of log groups of a function that repeat its name, and do not read it."""
    groups = function.module.resources_of(_LOG_GROUP) if function.type == _FUNCTION else ()
    for group in groups:
        name = group["name"]
        if not isinstance(name, n.Template) or not is_log_group_of(group, function):
            continue
        if not any(one.address == function.address for one in function.module.references_in(name)):
            yield name


def _with_suffix(inner: str, suffix: str) -> str:
    ending = _ENDING.search(inner)
    stem = inner[: ending.start()] if ending else inner
    words = re.sub(r"\$\{[^}]*\}", "", stem)
    separator = "_" if "_" in words and "-" not in words else "-"
    if stem.endswith(("-", "_")):
        separator = ""
    return f"{stem}{separator}${{var.{suffix}}}{ending[0] if ending else ''}"


def _stands_elsewhere(inner: str, module: Module) -> bool:
    """Whether the text of a name is part of an argument that names nothing, and is no mere note."""
    literal = re.sub(r"\$\{[^}]*\}", "", inner).strip("-_/")
    if len(literal) < 3:
        return True
    word = re.compile(rf"(?<![\w.-]){re.escape(inner)}(?![\w-])")
    for file in module.files:
        for attribute in file.body.all_attributes():
            block = attribute.parent.parent
            if attribute.name in _ELSEWHERE_FINE or block is None or inner not in attribute.expr_text:
                continue
            type_ = block.label_values[0] if block.type == "resource" and block.label_values else ""
            # Names of other kinds of objects (a policy inside of the role) may well be the same.
            is_name = block.type == "resource" and attribute.name in ("name", _NAME_OF.get(type_))
            if not is_name and word.search(attribute.expr_text):
                return True
    return False
