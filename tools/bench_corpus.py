"""Terraform that looks like Terraform: a deterministic corpus for `bench.py`, made of templates of our own.

Module files as people write them: variables, locals, resources with nested blocks and tags, policies in
`jsonencode`, heredocs, `for` expressions, comments. The same seed gives the same bytes on every machine.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

_SERVICES = (
    "billing",
    "ingest",
    "search",
    "catalog",
    "mailer",
    "audit",
    "gateway",
    "ledger",
    "media",
    "reports",
)
_PARTS = ("api", "worker", "queue", "cache", "store", "edge", "events", "batch", "index", "archive", "stream")
_WORDS = ("retries", "window", "capacity", "threshold", "retention", "timeout", "interval", "limit", "weight")
_TYPES = (
    "string",
    "number",
    "bool",
    "list(string)",
    "map(string)",
    "list(object({ name = string, port = number }))",
)
_REGIONS = ("eu-west-1", "eu-central-1", "us-east-1", "ap-southeast-2")
_SENTENCES = (
    "Kept small: the team that owns this pays for it.",
    "See the runbook before changing anything here.",
    "The provider defaults to the wrong value in older regions.",
    "Moved here from the shared module.",
    "Only the edge nodes are allowed to call this.",
)


class _Writer:
    """One file in the making."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.serial = 0

    def name(self) -> str:
        self.serial += 1
        return f"{self.random.choice(_SERVICES)}_{self.random.choice(_PARTS)}_{self.serial}"

    def word(self) -> str:
        return self.random.choice(_WORDS)

    def comment(self) -> str:
        if self.random.random() < 0.6:
            return ""
        return f"# {self.random.choice(_SENTENCES)}\n"

    def variable(self) -> str:
        name = self.name()
        text = f'variable "{name}" {{\n  description = "The {self.word()} of the {name.replace("_", " ")}."\n'
        kind = self.random.choice(_TYPES)
        text += f"  type        = {kind}\n"
        if kind == "number":
            text += f"  default     = {self.random.randrange(1, 9000)}\n"
        elif kind == "bool":
            text += "  default     = false\n"
        if self.random.random() < 0.3:
            text += (
                "\n  validation {\n"
                f"    condition     = length(var.{name}) > 0 && length(var.{name}) <= 64\n"
                f'    error_message = "The value of {name} must have 1 to 64 characters."\n  }}\n'
            )
        return text + "}\n"

    def locals(self) -> str:
        one, two = self.name(), self.name()
        return (
            "locals {\n"
            f'  {one}_prefix = "${{var.project}}-${{var.environment}}-{one}"\n'
            f"  {one}_tags   = merge(var.tags, {{\n"
            f'    Name        = local.{one}_prefix\n    Service     = "{one}"\n'
            "    Environment = var.environment\n  })\n\n"
            f"  {two}_ports = [for s in var.services : s.port if s.enabled]\n"
            f"  {two}_by_name = {{\n    for index, service in var.services :\n"
            "    service.name => merge(service, { index = index })\n"
            "    if service.enabled && !contains(var.disabled, service.name)\n  }\n"
            f'  {two}_size = var.environment == "prod" ? {self.random.randrange(3, 9)} : 1\n'
            f"  {two}_zones = slice(data.aws_availability_zones.all.names, 0, min(3, local.{two}_size))\n"
            "}\n"
        )

    def function(self) -> str:
        name = self.name()
        return (
            f'resource "aws_lambda_function" "{name}" {{\n'
            f'  function_name = "${{local.prefix}}-{name}"\n'
            f"  role          = aws_iam_role.{name}.arn\n"
            '  handler       = "app.handler"\n'
            '  runtime       = "python3.12"\n'
            f"  timeout       = {self.random.randrange(5, 900)}\n"
            f"  memory_size   = {128 * self.random.randrange(1, 24)}\n"
            f'  filename      = "${{path.module}}/build/{name}.zip"\n\n'
            f'  source_code_hash = filebase64sha256("${{path.module}}/build/{name}.zip")\n\n'
            "  environment {\n    variables = {\n"
            f"      QUEUE_URL   = aws_sqs_queue.{name}.url\n"
            f'      TABLE_NAME  = aws_dynamodb_table.{name}[0].name\n      LOG_LEVEL   = "INFO"\n'
            f"      {self.word().upper()} = tostring(var.{self.word()})\n    }}\n  }}\n\n"
            "  vpc_config {\n    subnet_ids         = var.private_subnet_ids\n"
            f"    security_group_ids = [aws_security_group.{name}.id]\n  }}\n\n"
            f"  tags = local.tags\n\n  depends_on = [aws_cloudwatch_log_group.{name}]\n}}\n"
        )

    def policy(self) -> str:
        name = self.name()
        return (
            f'resource "aws_iam_role_policy" "{name}" {{\n'
            f'  name = "{name}"\n  role = aws_iam_role.{name}.id\n\n'
            '  policy = jsonencode({\n    Version = "2012-10-17"\n    Statement = [\n      {\n'
            '        Effect = "Allow"\n        Action = [\n'
            '          "sqs:ReceiveMessage",\n          "sqs:DeleteMessage",\n          "sqs:GetQueueAttributes",\n'
            f"        ]\n        Resource = [aws_sqs_queue.{name}.arn]\n      }},\n      {{\n"
            '        Effect   = "Allow"\n        Action   = ["dynamodb:GetItem", "dynamodb:PutItem"]\n'
            f'        Resource = "${{aws_dynamodb_table.{name}.arn}}/index/*"\n'
            '        Condition = { StringEquals = { "aws:SourceAccount" = local.account_id } }\n'
            "      },\n    ]\n  })\n}\n"
        )

    def security_group(self) -> str:
        name = self.name()
        text = (
            f'resource "aws_security_group" "{name}" {{\n  name        = "${{local.prefix}}-{name}"\n'
            f'  description = "Traffic of {name.replace("_", " ")}"\n  vpc_id      = var.vpc_id\n'
        )
        for _ in range(self.random.randrange(1, 4)):
            port = self.random.randrange(80, 9000)
            text += (
                f'\n  ingress {{\n    description = "from the load balancer" # see the network diagram\n'
                f"    from_port   = {port}\n    to_port     = {port}\n"
                f'    protocol    = "tcp"\n    cidr_blocks = ["10.{port % 200}.0.0/16", "10.0.0.0/8"]\n  }}\n'
            )
        return text + (
            '\n  dynamic "egress" {\n    for_each = var.egress_ports\n    content {\n'
            "      from_port   = egress.value\n      to_port     = egress.value\n"
            '      protocol    = "-1"\n      cidr_blocks = ["0.0.0.0/0"]\n    }\n  }\n\n'
            "  lifecycle {\n    create_before_destroy = true\n  }\n}\n"
        )

    def instance(self) -> str:
        name = self.name()
        return (
            f'resource "aws_instance" "{name}" {{\n  count = var.enabled ? 2 : 0\n\n'
            f'  ami           = data.aws_ami.{name}.id\n  instance_type = var.instance_types["{name}"]\n'
            "  subnet_id     = element(var.subnet_ids, count.index)\n\n"
            "  user_data = <<-EOT\n    #!/bin/bash\n    set -euo pipefail\n"
            f'    echo "SERVICE={name}" >> /etc/environment\n'
            f"    aws s3 cp s3://${{aws_s3_bucket.{name}.bucket}}/start.sh /opt/start.sh --region ${{var.region}}\n"
            "    %{ for user in var.users ~}\n    useradd -m ${user.name}\n    %{ endfor ~}\n"
            "    exec /opt/start.sh\n  EOT\n\n"
            "  root_block_device {\n    volume_size = 50\n    encrypted   = true\n  }\n\n"
            '  tags = merge(local.tags, { Name = format("%s-%02d", local.prefix, count.index + 1) })\n}\n'
        )

    def bucket(self) -> str:
        name = self.name()
        return (
            f'resource "aws_s3_bucket" "{name}" {{\n  bucket        = "{name.replace("_", "-")}"\n'
            "  force_destroy = false\n  tags          = local.tags\n}\n\n"
            f'resource "aws_s3_bucket_versioning" "{name}" {{\n  bucket = aws_s3_bucket.{name}.id\n\n'
            '  versioning_configuration {\n    status = "Enabled"\n  }\n}\n\n'
            f'resource "aws_s3_bucket_lifecycle_configuration" "{name}" {{\n  bucket = aws_s3_bucket.{name}.id\n\n'
            f'  rule {{\n    id     = "expire"\n    status = "Enabled"\n\n    filter {{}}\n\n'
            f"    expiration {{\n      days = {self.random.randrange(7, 400)}\n    }}\n  }}\n}}\n"
        )

    def queue(self) -> str:
        name = self.name()
        return (
            f'resource "aws_sqs_queue" "{name}" {{\n  name                       = "${{local.prefix}}-{name}"\n'
            f"  visibility_timeout_seconds = {self.random.randrange(30, 900)}\n"
            "  message_retention_seconds  = 1209600\n"
            f"  redrive_policy = jsonencode({{\n    deadLetterTargetArn = aws_sqs_queue.{name}_dead.arn\n"
            f"    maxReceiveCount     = {self.random.randrange(3, 12)}\n  }})\n\n  tags = local.tags\n}}\n"
        )

    def module(self) -> str:
        name = self.name()
        return (
            f'module "{name}" {{\n  source  = "terraform-aws-modules/{self.random.choice(_PARTS)}/aws"\n'
            f'  version = "~> {self.random.randrange(1, 9)}.{self.random.randrange(20)}"\n\n'
            f'  name            = "{name}"\n  cidr            = "10.{self.random.randrange(200)}.0.0/16"\n'
            f'  azs             = ["{self.random.choice(_REGIONS)}a", "{self.random.choice(_REGIONS)}b"]\n'
            "  private_subnets = [for k in range(3) : cidrsubnet(var.cidr, 8, k)]\n"
            "  public_subnets  = module.network.public_subnet_ids\n\n"
            '  enable_nat_gateway = true\n  single_nat_gateway = var.environment != "prod"\n\n'
            "  providers = {\n    aws = aws.primary\n  }\n}\n"
        )

    def document(self) -> str:
        name = self.name()
        return (
            f'data "aws_iam_policy_document" "{name}" {{\n  statement {{\n    sid     = "Read"\n'
            '    effect  = "Allow"\n    actions = ["s3:GetObject", "s3:ListBucket"]\n'
            f'    resources = [\n      aws_s3_bucket.{name}.arn,\n      "${{aws_s3_bucket.{name}.arn}}/*",\n    ]\n\n'
            '    principals {\n      type        = "Service"\n      identifiers = ["lambda.amazonaws.com"]\n    }\n'
            "  }\n}\n"
        )

    def output(self) -> str:
        name = self.name()
        return (
            f'output "{name}" {{\n  description = "Where {name.replace("_", " ")} listens"\n'
            f"  value       = try(aws_lb.{name}[0].dns_name, null)\n}}\n\n"
            f'output "{name}_ids" {{\n  value = aws_instance.{name}[*].id\n}}\n'
        )

    def record(self) -> str:
        name = self.name()
        return (
            f'resource "aws_route53_record" "{name}" {{\n'
            "  for_each = { for record in var.records : record.name => record }\n\n"
            "  zone_id = data.aws_route53_zone.main.zone_id\n  name    = each.value.name\n"
            '  type    = each.value.type\n  ttl     = lookup(each.value, "ttl", 300)\n'
            "  records = each.value.values\n}\n"
        )


def generate(size: int = 3_000_000, seed: int = 20) -> dict[str, str]:
    """Files by name, `size` characters in all; from 2 to 40 kB each, small ones being more common."""
    random = Random(seed)
    files: dict[str, str] = {}
    total = 0
    while total < size:
        target = int(2_000 * 20 ** (random.random() ** 1.6))
        writer = _Writer(random)
        pieces: tuple[Callable[[], str], ...] = (
            *(writer.variable, writer.variable, writer.output, writer.output, writer.locals, writer.function),
            *(writer.policy, writer.security_group, writer.instance, writer.bucket, writer.bucket),
            *(writer.queue, writer.module, writer.document, writer.record),
        )
        parts: list[str] = []
        length = 0
        while length < target:
            part = writer.comment() + random.choice(pieces)()
            parts.append(part)
            length += len(part) + 1
        text = "\n".join(parts)
        files[f"module_{len(files):03d}.tf"] = text
        total += len(text)
    return files
