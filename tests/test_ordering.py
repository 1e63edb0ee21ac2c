"""Rules that want the same place, or build on what another one makes: what all of them together make of it.

A pass looks at one snapshot, and passes go on until nothing is left to write. That is enough where a rule finds
something new to do in what another one wrote. `after` is for rules that change the same text, or copy what another
one changes (`Fix.copies`).
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tffix.config import Config, Profile, Table, validate_sections
from tffix.engine.check import RunOptions
from tffix.engine.fix import fix_configuration
from tffix.rules import Level, registry
from tffix.terraform import Configuration, Module

RULES = registry.load_rules(registry.rule_names())
Settings = Mapping[str, Mapping[str, object]]
SUFFIX: Settings = {"naming": {"suffix_variable": "suffix"}}

ALREADY = """\
terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

provider "aws" {
  region = var.aws_region
}

variable "aws_region" {
  type    = string
  default = "eu-west-1"
}

variable "suffix" {
  type    = string
  default = "dev"
}

"""
ROLE = """\
resource "aws_iam_role" "api" {
  name_prefix = "api-"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "logs" {
  role       = aws_iam_role.api.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

"""
FUNCTION = (
    ROLE
    + """\
resource "aws_lambda_function" "api" {
  function_name = "api"
  role          = aws_iam_role.api.arn
  package_type  = "Image"
  image_uri     = "api:1"
}

"""
)


def repaired(text: str, settings: Settings | None = None) -> Module:
    """The module after all rules, which come to an end and find nothing more to write."""
    sections = {name: Table(options) for name, options in (settings or {}).items()}
    declared = registry.declared_options(RULES)
    options = validate_sections(Config(sections=Table(sections)), declared, Profile.ANSWER)
    run = RunOptions(options, profile=Profile.ANSWER)
    rules = registry.select(("all",), Profile.ANSWER)
    outcome = fix_configuration({"main.tf": ALREADY + text}, rules, Level.UNSAFE, run, other_files={"": frozenset()})
    assert not outcome.failures
    again = fix_configuration(outcome.after, rules, Level.UNSAFE, run, other_files={"": frozenset()})
    assert not again.changed
    return Configuration(outcome.after, {"": frozenset()}).modules[""]


def text_of(module: Module, address: str, argument: str) -> str | None:
    """What an argument of a resource or data source is set to, None where it is not set or not there."""
    element = module.get(address)
    expression = None if element is None else element[argument]  # type: ignore[index]
    return None if expression is None else expression.text


def test_every_rule_that_comes_first_exists() -> None:
    assert {name for rule in RULES for name in rule.after} <= set(registry.rule_names())


# Local values that wait for a use ------------------------------------------------------------------------------------


def test_a_map_gets_its_use_before_unused_locals_go() -> None:
    module = repaired("""\
variable "env" {
  type    = string
  default = "dev"

  validation {
    condition     = contains(["dev", "prod"], var.env)
    error_message = "Use dev or prod."
  }
}

variable "worker_count" {
  type    = number
  default = 2
}

locals {
  workers_by_env = {
    dev  = 2
    prod = 6
  }
  nobodys = 1
}

resource "aws_ecs_service" "worker" {
  name          = "worker"
  desired_count = var.worker_count
}
""")
    count = "coalesce(var.worker_count, lookup(local.workers_by_env, var.env))"
    assert text_of(module, "aws_ecs_service.worker", "desired_count") == count
    assert [local.label for local in module.locals] == ["workers_by_env"]


def test_a_definition_is_read_for_permissions_and_moved_before_unused_locals_go() -> None:
    module = repaired("""\
resource "aws_sns_topic" "done" {
  name = "done"
}

resource "aws_iam_role" "orders" {
  name_prefix = "orders-"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "states.amazonaws.com" } }]
  })
}

locals {
  definition = {
    StartAt = "Tell"
    States = {
      Tell = {
        Type       = "Task"
        Resource   = "arn:aws:states:::sns:publish"
        Parameters = { TopicArn = aws_sns_topic.done.arn, Message = "done" }
        End        = true
      }
    }
  }
  definition_json = templatefile("${path.module}/orders.json.tpl", { topic = aws_sns_topic.done.arn })
}

resource "aws_sfn_state_machine" "orders" {
  name       = "orders"
  role_arn   = aws_iam_role.orders.arn
  definition = jsonencode(local.definition)
}
""")
    assert text_of(module, "aws_sfn_state_machine.orders", "definition") == "local.definition_json"
    assert [local.label for local in module.locals] == ["definition_json"]
    (policy,) = module.resources_of("aws_iam_role_policy")
    assert "sns:Publish" in policy.node.text


# What new resources need ---------------------------------------------------------------------------------------------


def test_a_new_password_gets_its_provider_its_characters_and_its_keepers() -> None:
    module = repaired("""\
variable "environment" {
  type    = string
  default = "dev"
}

resource "aws_elasticache_replication_group" "sessions" {
  replication_group_id       = "sessions"
  description                = "Sessions"
  transit_encryption_enabled = true
  auth_token                 = "CHANGE_ME_PLEASE"
}
""")
    (password,) = module.resources_of("random_password")
    assert password["keepers"] is not None
    assert (text_of(module, password.address, "special"), password["override_special"]) == ("false", None)
    assert "hashicorp/random" in module.terraform_blocks[0].node.text


def test_keepers_are_not_made_of_variables_that_nobody_has() -> None:
    module = repaired("""\
resource "random_password" "cache" {
  length = 32
}

resource "aws_elasticache_replication_group" "sessions" {
  replication_group_id       = "sessions"
  description                = "Sessions"
  transit_encryption_enabled = true
  auth_token                 = random_password.cache.result
}
""")
    assert text_of(module, "random_password.cache", "keepers") is None
    assert text_of(module, "random_password.cache", "override_special") is not None


def test_a_variable_is_declared_before_keepers_are_made_of_it() -> None:
    module = repaired("""\
resource "random_id" "bucket" {
  byte_length = 4
}

resource "aws_sqs_queue" "orders" {
  name = "orders-${var.environment}-${random_id.bucket.hex}"
}
""")
    assert module.variable("environment") is not None
    assert "var.environment" in (text_of(module, "random_id.bucket", "keepers") or "")


def test_a_package_gets_its_provider() -> None:
    module = repaired(
        FUNCTION.replace("package_type  = ", "runtime = ")
        .replace('"Image"', '"python3.12"\n  handler = "index.handler"')
        .replace('image_uri     = "api:1"', 'filename = "api.zip"')
    )
    assert text_of(module, "aws_lambda_function.api", "filename") == "data.archive_file.api.output_path"
    assert "hashicorp/archive" in module.terraform_blocks[0].node.text


# Names that others copy ----------------------------------------------------------------------------------------------


def test_a_log_group_gets_the_name_that_the_function_has_in_the_end() -> None:
    text = FUNCTION.replace('"api"\n  role', '"orders"\n  role')
    module = repaired(text, SUFFIX)
    (group,) = module.resources_of("aws_cloudwatch_log_group")
    assert text_of(module, group.address, "name") == '"/aws/lambda/orders-${var.suffix}"'
    assert "aws_cloudwatch_log_group.api" in (text_of(module, "aws_lambda_function.api", "depends_on") or "")


def test_a_function_that_keeps_its_name_has_one_log_group() -> None:
    """Where the name stands elsewhere, nobody can tell whether it may change, and the group follows the function."""
    text = FUNCTION + 'output "endpoint" {\n  value = "https://example.com/api"\n}\n'
    module = repaired(text, SUFFIX)
    (group,) = module.resources_of("aws_cloudwatch_log_group")
    assert text_of(module, group.address, "name") == '"/aws/lambda/api"'


def test_a_log_group_copies_a_variable_by_its_new_name() -> None:
    code = FUNCTION.replace('"api"\n  role', '"api-${var.version}"\n  role')
    module = repaired(code + 'variable "version" {\n  type    = string\n  default = "1"\n}\n')
    (group,) = module.resources_of("aws_cloudwatch_log_group")
    name = text_of(module, "aws_lambda_function.api", "function_name")
    assert name is not None
    assert "var.version}" not in name
    assert text_of(module, group.address, "name") == f'"/aws/lambda/{name[1:]}'


def test_a_function_waits_for_its_log_group_without_a_circle() -> None:
    module = repaired(
        FUNCTION
        + """\
resource "aws_cloudwatch_log_group" "api" {
  name              = "/aws/lambda/${aws_lambda_function.api.function_name}"
  retention_in_days = 7
}
"""
    )
    assert text_of(module, "aws_cloudwatch_log_group.api", "name") == '"/aws/lambda/api"'
    assert "aws_cloudwatch_log_group.api" in (text_of(module, "aws_lambda_function.api", "depends_on") or "")


def test_a_bucket_policy_has_the_name_that_the_trail_has_in_the_end() -> None:
    module = repaired(
        """\
resource "aws_s3_bucket" "audit" {
  bucket = "audit"
}

resource "aws_cloudtrail" "audit" {
  name           = "audit"
  s3_bucket_name = aws_s3_bucket.audit.id
}
""",
        SUFFIX,
    )
    (policy,) = module.resources_of("aws_s3_bucket_policy")
    assert policy.node.text.count(":trail/audit-${var.suffix}") == 2


# Networks ------------------------------------------------------------------------------------------------------------

NETWORK = """\
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "private" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_route_table" "private" {
  vpc_id = aws_vpc.main.id

  route {
    cidr_block     = "0.0.0.0/0"
    nat_gateway_id = "nat-0123456789abcdef0"
  }
}

resource "aws_route_table_association" "private" {
  subnet_id      = aws_subnet.private.id
  route_table_id = aws_route_table.private.id
}

resource "aws_security_group" "lambda" {
  name   = "lambda"
  vpc_id = aws_vpc.main.id
}

"""


def test_a_function_in_the_vpc_is_let_in_and_out() -> None:
    """The function moves, its role may make interfaces, databases let it in, endpoints and their group are made."""
    module = repaired(
        NETWORK
        + FUNCTION
        + """\
resource "aws_security_group" "database" {
  name   = "database"
  vpc_id = aws_vpc.main.id

  ingress {
    from_port       = 5432
    to_port         = 5432
    protocol        = "tcp"
    security_groups = []
  }
}

resource "aws_rds_cluster" "orders" {
  engine                 = "aurora-postgresql"
  skip_final_snapshot    = true
  vpc_security_group_ids = [aws_security_group.database.id]
}

resource "aws_iam_role_policy" "api" {
  role = aws_iam_role.api.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sns:Publish", Resource = "arn:aws:sns:eu-west-1:111122223333:orders" }]
  })
}

output "lambda_security_group_id" {
  value = aws_security_group.lambda.id
}

output "database_security_group_id" {
  value = aws_security_group.database.id
}
""",
        {"vpc-interface-endpoints": {"services": ("auto",)}, "sg-explicit-egress": {"egress": "vpc"}},
    )
    function = module.resources_of("aws_lambda_function")[0]
    assert function.blocks("vpc_config")
    (attachment,) = (
        one for one in module.resources_of("aws_iam_role_policy_attachment") if "VPCAccess" in one.node.text
    )
    assert attachment.address in (text_of(module, function.address, "depends_on") or "")
    groups = {group.label: group for group in module.resources_of("aws_security_group")}
    assert "[aws_security_group.lambda.id]" in groups["database"].node.text
    assert all(group.blocks("egress") for group in groups.values())
    (added,) = groups.keys() - {"lambda", "database"}
    assert {f"{label}_security_group_id" for label in ("lambda", "database", added)} == {
        output.label for output in module.outputs
    }


def test_route_tables_of_an_endpoint_are_named_in_one_place() -> None:
    module = repaired(
        NETWORK
        + """\
resource "aws_vpc_endpoint" "s3" {
  vpc_id       = aws_vpc.main.id
  service_name = "com.amazonaws.${var.aws_region}.s3"
}

resource "aws_vpc_endpoint" "tables" {
  vpc_id       = aws_vpc.main.id
  service_name = "com.amazonaws.${var.aws_region}.dynamodb"
}

resource "aws_vpc_endpoint_route_table_association" "s3" {
  vpc_endpoint_id = aws_vpc_endpoint.s3.id
  route_table_id  = aws_route_table.private.id
}
"""
    )
    assert text_of(module, "aws_vpc_endpoint.s3", "route_table_ids") is None
    assert text_of(module, "aws_vpc_endpoint.tables", "route_table_ids") == "[aws_route_table.private.id]"


# API Gateway ---------------------------------------------------------------------------------------------------------


def test_a_new_account_role_has_an_output_like_others() -> None:
    module = repaired("""\
resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = "abc"
  stage_name  = "live"
  method_path = "*/*"

  settings {
    logging_level = "INFO"
  }
}

resource "aws_iam_role" "worker" {
  name_prefix        = "worker-"
  assume_role_policy = "{}"
}

output "worker_role_arn" {
  value = aws_iam_role.worker.arn
}
""")
    assert len(module.resources_of("aws_iam_role")) == len(module.outputs) == 2


def test_settings_are_a_block_before_throttling_moves_into_it() -> None:
    module = repaired("""\
resource "aws_api_gateway_rest_api" "main" {
  name = "main"
}

resource "aws_api_gateway_stage" "main" {
  rest_api_id   = aws_api_gateway_rest_api.main.id
  deployment_id = "abc"
  stage_name    = "live"

  throttle_settings {
    rate_limit  = 100
    burst_limit = 50
  }
}

resource "aws_api_gateway_method_settings" "all" {
  rest_api_id = aws_api_gateway_rest_api.main.id
  stage_name  = aws_api_gateway_stage.main.stage_name
  method_path = "*/*"

  settings = {
    metrics_enabled = true
  }
}
""")
    settings = module.resources_of("aws_api_gateway_method_settings")[0].blocks("settings")[0]
    assert list(settings.body.attributes) == ["metrics_enabled", "throttling_rate_limit", "throttling_burst_limit"]


def test_what_cannot_protect_an_http_api_is_not_multiplied() -> None:
    module = repaired("""\
resource "aws_apigatewayv2_api" "main" {
  for_each      = toset(var.versions)
  name          = "main-${each.key}"
  protocol_type = "HTTP"
}

variable "versions" {
  type    = list(string)
  default = ["a", "b"]
}

resource "aws_wafv2_web_acl_association" "main" {
  resource_arn = aws_apigatewayv2_api.main["a"].arn
  web_acl_arn  = "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/main/1"
}
""")
    (association,) = module.resources_of("aws_wafv2_web_acl_association")
    assert (association.for_each, association.count) == (None, None)
    assert text_of(module, association.address, "resource_arn") == 'aws_apigatewayv2_api.main["a"].arn'


# One block, one list of statements -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("quota", "reserved"), [(1000, "400"), (130, "50")], ids=["as it is", "as is provisioned"])
def test_one_function_for_many_rules(quota: int, reserved: str) -> None:
    """An alias for what is provisioned, a log group, a policy for the queue, and concurrency within the quota."""
    module = repaired(
        FUNCTION.replace('"api:1"', '"api:1"\n  reserved_concurrent_executions = 400')
        + """\
resource "aws_lambda_provisioned_concurrency_config" "api" {
  function_name                     = aws_lambda_function.api.function_name
  qualifier                         = "$LATEST"
  provisioned_concurrent_executions = 50
}

resource "aws_sqs_queue" "work" {
  name              = "work"
  kms_master_key_id = "alias/aws/sqs"
}

resource "aws_lambda_event_source_mapping" "work" {
  event_source_arn = aws_sqs_queue.work.arn
  function_name    = aws_lambda_function.api.arn
}
""",
        {"lambda-reserved-concurrency": {"account_concurrency": quota}},
    )
    function = module.resources_of("aws_lambda_function")[0]
    assert text_of(module, function.address, "publish") == "true"
    assert text_of(module, function.address, "reserved_concurrent_executions") == reserved
    (alias,) = module.resources_of("aws_lambda_alias")
    provisioned = "aws_lambda_provisioned_concurrency_config.api"
    assert text_of(module, provisioned, "qualifier") == f"{alias.address}.name"
    waits = text_of(module, function.address, "depends_on") or ""
    (policy,) = module.resources_of("aws_iam_role_policy")
    assert "aws_cloudwatch_log_group.api" in waits
    assert policy.address in waits
    assert text_of(module, "aws_sqs_queue.work", "sqs_managed_sse_enabled") is None


def test_one_policy_for_many_rules() -> None:
    """A statement that is missing is added, one is narrowed, and one is about the own account."""
    module = repaired(
        FUNCTION
        + """\
data "aws_caller_identity" "current" {}

resource "aws_sns_topic" "orders" {
  name = "orders"
}

resource "aws_sqs_queue" "work" {
  name                    = "work"
  sqs_managed_sse_enabled = true
}

resource "aws_lambda_event_source_mapping" "work" {
  event_source_arn = aws_sqs_queue.work.arn
  function_name    = aws_lambda_function.api.arn
}

resource "aws_iam_role_policy" "api" {
  role = aws_iam_role.api.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "sns:Publish"
        Resource = "*"
      },
      {
        Effect   = "Allow"
        Action   = "ssm:GetParameter"
        Resource = "arn:aws:ssm:eu-west-1:*:parameter/orders/*"
      },
    ]
  })
}
"""
    )
    policy = text_of(module, "aws_iam_role_policy.api", "policy") or ""
    assert "Resource = aws_sns_topic.orders.arn" in policy
    assert "${data.aws_caller_identity.current.account_id}:parameter/orders/*" in policy
    assert "sqs:ReceiveMessage" in "".join(one.node.text for one in module.resources_of("aws_iam_role_policy"))


def test_a_key_lets_logs_in_before_groups_use_it() -> None:
    module = repaired(
        FUNCTION
        + """\
resource "aws_kms_key" "logs" {
  description         = "Logs"
  enable_key_rotation = true
}

resource "aws_cloudwatch_log_group" "jobs" {
  name              = "/jobs"
  retention_in_days = 7
  kms_key_id        = aws_kms_key.logs.arn
}
"""
    )
    assert "logs.${var.aws_region}.amazonaws.com" in (text_of(module, "aws_kms_key.logs", "policy") or "")
    assert len(module.resources_of("aws_cloudwatch_log_group")) == 2


def test_an_input_that_nobody_reads_stays() -> None:
    module = repaired('variable "masking_rules" {\n  type    = map(string)\n  default = {}\n}\n')
    assert module.variable("masking_rules") is not None


def test_a_snapshot_that_is_made_after_all_gets_a_name() -> None:
    module = repaired(
        """\
resource "aws_db_instance" "orders" {
  engine              = "postgres"
  skip_final_snapshot = true
}
""",
        {"destroy": {"direction": "protected"}},
    )
    assert text_of(module, "aws_db_instance.orders", "skip_final_snapshot") == "false"
    assert text_of(module, "aws_db_instance.orders", "final_snapshot_identifier") == '"orders-final-snapshot"'
