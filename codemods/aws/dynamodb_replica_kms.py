"""Rule `dynamodb-replica-kms`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tffix import matchers as m
from tffix import templates as t
from tffix.config import Option
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Attribute, Block
from tffix.terraform import Resource

from ..terraform._new_variables import declare_variable

# A replica as a resource of its own. Source: AWS provider, resources
# `aws_dynamodb_table` (`replica`) and `aws_dynamodb_table_replica`.
_REPLICA = "aws_dynamodb_table_replica"
_VARIABLE = "replica_kms_key_arns"


class DynamodbReplicaKms(Rule):
    """Replica of a DynamoDB table that is to be encrypted with the key of another region.

    ## Why is this bad?
    A KMS key exists in one region, and a replica needs one in its own: the apply fails as soon as there is a replica. A
    table with a customer managed key needs one for each of its replicas ("KMSMasterKeyId must be specified for each
    replica").

    ## Example
    ```hcl
    resource "aws_kms_key" "main" {
      description = "Orders"
    }

    resource "aws_dynamodb_table" "orders" {
      name         = "orders"
      billing_mode = "PAY_PER_REQUEST"
      hash_key     = "id"

      server_side_encryption {
        enabled     = true
        kms_key_arn = aws_kms_key.main.arn
      }

      replica {
        region_name = "eu-west-1"
        kms_key_arn = aws_kms_key.main.arn
      }
    }
    ```
    The replica needs the key of its region. Which keys there are is not in the configuration: the fix is to take them
    from a variable, a map of regions to ARNs, `kms_key_arn = var.replica_kms_key_arns["eu-west-1"]`.

    ## Fix safety
    Manual: somebody has to make the keys and set the variable. Unsafe where the variable is configured: the plan fails
    until it holds a key for each region.

    ## Options
    `key_variable` is the variable with the ARNs of the keys of other regions, by region. It is declared if need be,
    empty unless it is set.

    ## References
    DynamoDB developer guide, "Global tables: encryption"; AWS provider, resource `aws_dynamodb_table`;
    hashicorp/terraform-provider-aws issue 17422
    """

    name = "dynamodb-replica-kms"
    subject = "Databases"
    target = m.Resource("aws_dynamodb_table", _REPLICA)
    severity = Severity.ERROR
    options = (Option("key_variable", help="the variable with the ARNs of the keys of other regions, by region"),)

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at the replicas of one table."""
        if element.is_overridden:
            return
        if element.type == _REPLICA:
            self._check_resource(element, ctx)
            return
        own = _table_key(element, ctx)
        for block in _replicas(element):
            attribute = block.body.get("kms_key_arn")
            if attribute is None:
                continue
            key = ctx.module.resolve(attribute.expr)
            # A resource of the table's own provider is in its region, or is the very key of the table.
            is_local = isinstance(key, Resource) and key.type == "aws_kms_key" and _region(key) == _region(element)
            if is_local or (isinstance(key, Resource) and key == own):
                message = "The key of this replica is in the region of the table."
                fix = _fix(attribute, block.body.get("region_name"), ctx)
                ctx.report(attribute.expr, message, fix, address=element.address)

    def _check_resource(self, element: Resource, ctx: RuleContext) -> None:
        table = ctx.module.resolve(element["global_table_arn"])
        key = ctx.module.resolve(element["kms_key_arn"])
        expression = element["kms_key_arn"]
        if expression is None or not isinstance(table, Resource) or not isinstance(key, Resource):
            return
        if key == _table_key(table, ctx) and _region(element) != _region(table):
            ctx.report(expression, "The key of this replica is in the region of the table.", address=element.address)


def _fix(attribute: Attribute, region: Attribute | None, ctx: RuleContext) -> Fix | None:
    """The fix that takes the key of a replica from a variable."""
    if region is None:
        return None
    configured = ctx.options.get("key_variable")
    name = configured if isinstance(configured, str) and re.fullmatch(r"[^\W\d][\w-]*", configured) else _VARIABLE
    fix = Fix("Take the key of the region from a variable", Level.UNSAFE if name == configured else Level.MANUAL)
    fix.replace(attribute.expr, t.expression(f"var.{name}[{region.expr_text}]"))
    if not ctx.module.declares(f"var.{name}"):
        declare_variable(fix, ctx.module, name, "map(string)", "{}")
    return fix


def _table_key(table: Resource, ctx: RuleContext) -> object:
    for block in table.blocks("server_side_encryption"):
        attribute = block.body.get("kms_key_arn")
        if attribute is not None:
            return ctx.module.resolve(attribute.expr)
    return None


def _region(resource: Resource) -> tuple[str, str]:
    """What says where a resource is: its provider configuration, and its own region."""
    attribute = resource.attribute("region")
    return resource.provider_reference, "" if attribute is None else attribute.expr_text


def _replicas(table: Resource) -> Iterator[Block]:
    yield from table.blocks("replica")
    for dynamic in table.blocks("dynamic"):
        if dynamic.label_values[:1] == ("replica",):
            yield from dynamic.body.blocks_of("content")
