"""Rule `api-gateway-account-role`."""

from __future__ import annotations

from tffix import matchers as m
from tffix import templates as t
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.terraform import Module, Resource
from tffix.words import listed

from ._depends_on import wait_for
from ._plain_data import partition
from ._policies import allows_action
from ._policy_reading import read_document
from ._policy_writing import NewStatement, new_document
from ._role_policies import policies_of

_SERVICE = "apigateway.amazonaws.com"
_POLICY = "AmazonAPIGatewayPushToCloudWatchLogs"


class ApiGatewayAccountRole(Rule):
    """REST API that logs to CloudWatch, without a role for API Gateway in the account.

    ## Why is this bad?
    API Gateway writes the logs of REST and WebSocket APIs with one role for the whole account and region. Where none
    is set, the stage cannot be created: "CloudWatch Logs role ARN must be set in account settings to enable logging".

    ## Example
    ```hcl
    resource "aws_api_gateway_method_settings" "all" {
      rest_api_id = "abc"
      stage_name  = "v1"
      method_path = "*/*"

      settings {
        logging_level = "INFO"
      }
    }
    ```
    Use instead:
    ```hcl
    resource "aws_iam_role" "api_gateway_logs" {
      name_prefix = "api-gateway-logs-"

      assume_role_policy = jsonencode({
        Version = "2012-10-17"
        Statement = [
          {
            Sid    = "AssumeRole"
            Effect = "Allow"
            Principal = {
              Service = "apigateway.amazonaws.com"
            }
            Action = "sts:AssumeRole"
          }
        ]
      })
    }

    resource "aws_iam_role_policy_attachment" "api_gateway_logs" {
      role       = aws_iam_role.api_gateway_logs.name
      policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
    }

    resource "aws_api_gateway_account" "main" {
      cloudwatch_role_arn = aws_iam_role.api_gateway_logs.arn
    }

    resource "aws_api_gateway_method_settings" "all" {
      rest_api_id = "abc"
      stage_name  = "v1"
      method_path = "*/*"

      settings {
        logging_level = "INFO"
      }

      depends_on = [aws_api_gateway_account.main]
    }
    ```
    A role of the module that API Gateway may assume and that may write logs is used; without one it is made, with the
    policy that AWS has for it. What logs waits for the setting.

    ## Fix safety
    Unsafe: the setting is one for the account and the region. A second stack that has it overwrites the first one's,
    and a destroyed one takes the logs of all APIs along. Where it is set elsewhere, ignore this rule.

    ## References
    API Gateway developer guide, "Set up CloudWatch logging for REST APIs in API Gateway"; AWS provider,
    `aws_api_gateway_account`
    """

    name = "api-gateway-account-role"
    subject = "API Gateway"
    target = m.Module()
    severity = Severity.ERROR

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look for stages that log, and for the setting."""
        others = [module for module in element.configuration.modules.values() if module is not element]
        if any(module.resources_of("aws_api_gateway_account") for module in others) or _is_said_elsewhere(element):
            return
        if any(module.has_structure_errors for module in (element, *others)):
            return
        accounts = {account.provider_reference for account in element.resources_of("aws_api_gateway_account")}
        users: dict[str, list[Resource]] = {}
        for user in _logging(element):
            if not user.is_overridden and user.provider_reference not in accounts:
                users.setdefault(user.provider_reference, []).append(user)
        if not users:
            return
        every = [user for group in users.values() for user in group]
        names = listed(user.address for user in every)
        message = f"{names} cannot log: API Gateway has no role for CloudWatch Logs in the account."
        ctx.report(min(every, key=_place), message, _fix(element, users))


def _place(resource: Resource) -> tuple[str, int]:
    return resource.path, resource.start


def _fix(module: Module, users: dict[str, list[Resource]]) -> Fix:
    """A role for the account, and the setting for each region that `users`, by provider configuration, log in."""
    fix = Fix("Give API Gateway a role for its logs", Level.UNSAFE)
    role = _role(module)
    codes = _new_role(module) if role is None else []
    address = codes[0].address if role is None else role.address
    for provider, group in sorted(users.items(), key=lambda item: min(map(_place, item[1]))):
        labels = ("main", "this", "logs")
        alias = provider.rpartition(".")[2]
        names = labels if provider == "aws" else (alias, *(f"{name}_{alias}" for name in labels))
        label = next(name for name in names if not module.declares(f"aws_api_gateway_account.{name}"))
        own = () if provider == "aws" else (f"provider = {provider}",)
        account = t.resource("aws_api_gateway_account", label, items=(*own, f"cloudwatch_role_arn = {address}.arn"))
        fix.insert_before(min(group, key=_place), t.items("\n\n".join([*codes, account])))
        codes = []
        for user in group:
            wait_for(fix, user, [account.address])
    return fix


def _logging(module: Module) -> list[Resource]:
    """What makes API Gateway write logs."""
    found = []
    for settings in module.resources_of("aws_api_gateway_method_settings"):
        levels = [block.body.get("logging_level") for block in settings.blocks("settings")]
        if any(level is not None and level.expr_text in ('"INFO"', '"ERROR"') for level in levels):
            found.append(settings)
    return found + [
        stage for stage in module.resources_of("aws_api_gateway_stage") if stage.blocks("access_log_settings")
    ]


def _is_said_elsewhere(module: Module) -> bool:
    """Whether a module from elsewhere may set the role."""
    return any(call.local_source is None for call in module.modules)


def _role(module: Module) -> Resource | None:
    """A role that API Gateway may assume, and that may write logs."""
    for role in module.resources_of("aws_iam_role"):
        if role.is_overridden or role.repeats:
            continue
        trust = read_document(role["assume_role_policy"], role)
        principals = [one.value.text for statement in trust.allows for one in statement.principals]
        policies = policies_of(role)
        statements = [statement for one in policies.attached for statement in one.document.allows]
        may_log = any(allows_action(statement, "logs:PutLogEvents") for statement in statements)
        if _SERVICE in principals and (_POLICY in policies.managed or may_log):
            return role
    return None


def _new_role(module: Module) -> list[t.Code]:
    """A role with the policy of AWS."""
    label, number = "api_gateway_logs", 1
    while module.declares(f"aws_iam_role.{label}"):
        number += 1
        label = f"api_gateway_logs_{number}"
    trust = NewStatement("AssumeRole", ("sts:AssumeRole",), (), {"Service": (f'"{_SERVICE}"',)})
    role = t.resource(
        "aws_iam_role",
        label,
        items=('name_prefix = "api-gateway-logs-"', "", f"assume_role_policy = {new_document((trust,))}"),
    )
    attachment = t.resource(
        "aws_iam_role_policy_attachment",
        label,
        role=f"{role.address}.name",
        policy_arn=f'"{partition(module)}:iam::aws:policy/service-role/{_POLICY}"',
    )
    return [role, attachment]
