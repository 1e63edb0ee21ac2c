"""Rule `lambda-reserved-environment`."""

from __future__ import annotations

from collections.abc import Iterator

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import Block
from tffix.syntax import nodes as n
from tffix.syntax.literals import key_name
from tffix.terraform import Resource

# What Lambda sets itself, with the value that an author means by it.
# Source: AWS Lambda developer guide, "Defined runtime environment variables", reserved ones.
_SET_BY_LAMBDA = frozenset(
    {"AWS_DEFAULT_REGION", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_VERSION"}
    | {"AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_REGION", "_HANDLER"}
)
_RESERVED = _SET_BY_LAMBDA | {
    "AWS_ACCESS_KEY",
    "AWS_ACCESS_KEY_ID",
    "AWS_EXECUTION_ENV",
    "AWS_LAMBDA_INITIALIZATION_TYPE",
    "AWS_LAMBDA_RUNTIME_API",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "LAMBDA_RUNTIME_DIR",
    "LAMBDA_TASK_ROOT",
    "_X_AMZN_TRACE_ID",
}


class LambdaReservedEnvironment(Rule):
    """Environment variable of a function that Lambda keeps for itself.

    ## Why is this bad?
    Lambda refuses the function when it is made: `Reserved keys used in this request: AWS_REGION`. The plan does not
    tell.

    ## Example
    ```hcl
    resource "aws_lambda_function" "orders" {
      function_name = "orders"
      role          = var.role_arn
      handler       = "orders.handler"
      runtime       = "python3.12"
      filename      = "orders.zip"

      environment {
        variables = {
          AWS_REGION = var.region
          TABLE_NAME = "orders"
        }
      }
    }
    ```
    Use instead:
    ```hcl
    resource "aws_lambda_function" "orders" {
      function_name = "orders"
      role          = var.role_arn
      handler       = "orders.handler"
      runtime       = "python3.12"
      filename      = "orders.zip"

      environment {
        variables = {
          TABLE_NAME = "orders"
        }
      }
    }
    ```
    The code of the function finds the region, and what else Lambda sets, under the same name. Keys of access are
    reported only: what is meant by them is the role's business.

    ## Fix safety
    Unsafe: a function that means to work in another region than its own has to be told by a name that is not reserved.

    ## References
    AWS Lambda developer guide, "Working with Lambda environment variables", defined runtime environment variables
    """

    name = "lambda-reserved-environment"
    subject = "Lambda"
    target = m.Resource("aws_lambda_function")
    severity = Severity.ERROR

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at the variables in the environment of one function."""
        if element.is_overridden:
            return
        for block in element.body.blocks_of("environment"):
            for item, holder in _variables(block):
                name = key_name(item.key)
                if name not in _RESERVED:
                    continue
                fix = None
                if name in _SET_BY_LAMBDA:
                    fix = Fix(f"Leave {name} to Lambda", Level.UNSAFE, needs_whole_module=False)
                    is_alone = len(holder.items) == 1 and len(block.body.items) == 1
                    if is_alone and _is_whole(block, holder):
                        fix.remove(block)
                    else:
                        fix.remove_element(holder, item)
                ctx.report(item, f"{name} is a name that Lambda keeps for itself.", fix, address=element.address)


def _variables(block: Block) -> Iterator[tuple[n.ObjectItem, n.ObjectCons]]:
    """The variables that are written out, with the object they are in: the map itself, or one that is merged."""
    attribute = block.body.get("variables")
    todo = [] if attribute is None else [attribute.expr]
    while todo:
        expression = todo.pop()
        if isinstance(expression, n.ObjectCons):
            yield from ((item, expression) for item in expression.items)
        elif isinstance(expression, n.FunctionCall) and expression.name == "merge":
            todo += expression.arguments


def _is_whole(block: Block, holder: n.ObjectCons) -> bool:
    attribute = block.body.get("variables")
    return attribute is not None and attribute.expr is holder
