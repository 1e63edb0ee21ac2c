"""Rule `lambda-timeout-range`."""

from __future__ import annotations

from tffix import matchers as m
from tffix.config import Option
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import nodes as n
from tffix.terraform import Resource, Variable, evaluate
from tffix.terraform.values import is_number

# What a function has that says nothing. Source: AWS provider 5.100, `aws_lambda_function`, `timeout`.
_DEFAULT = 3


class LambdaTimeoutRange(Rule):
    """Lambda function whose timeout is not in the range that the project has for it.

    ## Why is this bad?
    A team that asks for timeouts between 30 and 300 seconds has its reasons: slow services behind the functions, or
    what they cost when they hang.

    ## Example
    ```hcl
    resource "aws_lambda_function" "authorizer" {
      function_name = "authorizer"
      role          = var.role_arn
      filename      = "authorizer.zip"
      handler       = "index.handler"
      runtime       = "python3.12"
      timeout       = 1000
    }
    ```
    The nearest value of the range is written: in the function, or in the default of the variable that it reads, if
    nothing else reads it. A function without a timeout has 3 seconds. Without a range in the configuration, only what
    Lambda refuses (more than 900 seconds) is found, and shown.

    ## Fix safety
    Unsafe: functions stop sooner or later than before. A queue that a function reads from has to hide its messages six
    times as long, and API Gateway waits for 29 seconds at most.

    ## Options
    In the section `[lambda-timeout-range]`: `min` and `max`, the range in seconds.

    ## References
    AWS Lambda developer guide, "Configure Lambda function timeout", "Using Lambda with Amazon SQS"
    """

    name = "lambda-timeout-range"
    subject = "Lambda"
    target = m.Resource("aws_lambda_function")
    severity = Severity.WARNING
    options = (
        Option("min", int, None, "the shortest timeout of functions, in seconds"),
        Option("max", int, None, "the longest timeout of functions, in seconds"),
    )

    def check(self, element: Resource, ctx: RuleContext) -> None:
        """Look at the timeout of one function."""
        low, high = ctx.options.get("min"), ctx.options.get("max")
        if element.is_overridden:
            return
        shortest = low if isinstance(low, int) else 1
        longest = high if isinstance(high, int) else 900
        expression = element["timeout"]
        variable = ctx.module.resolve(expression)
        holder = variable if isinstance(variable, Variable) else None
        value = _DEFAULT if expression is None else evaluate(expression, ctx.module, follow_variables=True)
        if not is_number(value) or shortest <= value <= longest or shortest > longest:
            return
        wanted = str(shortest if value < shortest else longest)
        fix = Fix(f"Stop after {wanted} seconds", Level.UNSAFE if (low, high) != (None, None) else Level.MANUAL)
        if holder is not None and len(ctx.module.references_to(holder.address)) == 1 and holder.default is not None:
            fix.replace(holder.default, wanted)
        elif expression is None:
            fix.set_attribute(element, "timeout", wanted, after=("runtime", "handler"))
        elif isinstance(expression, n.Literal):
            fix.replace(expression, wanted)
        ctx.report(
            element if expression is None else expression,
            f"{element.address} stops after {value} seconds, which is not between {shortest} and {longest}.",
            fix if fix.semantic else None,
            address=element.address,
        )
