"""Policy documents in all the ways of writing them, the ARNs they name, the roles they are attached to."""

from __future__ import annotations

import pytest
from tffix_codemods.aws._arns import covers
from tffix_codemods.aws._policies import Document, allows_action
from tffix_codemods.aws._policy_reading import read_document
from tffix_codemods.aws._policy_writing import NewStatement, add_statement, new_document
from tffix_codemods.aws._role_policies import policies_of

from tffix.edits import lower
from tffix.edits.layout import tidy
from tffix.rules import Fix, Level
from tffix.terraform import Configuration, Module, Resource


def module_of(text: str) -> Module:
    return Configuration({"main.tf": text}, frozenset()).modules[""]


def resource(module: Module, type_: str, name: str) -> Resource:
    found = module.resource(type_, name)
    assert found is not None
    return found


def policy(text: str) -> tuple[Module, Document]:
    module = module_of(text)
    holder = resource(module, "aws_iam_policy", "p")
    return module, read_document(holder["policy"], holder)


OBJECT = """{
    Version   = "2012-10-17"
    Statement = [{
      Sid       = "Read"
      Effect    = "Allow"
      Action    = ["s3:Get*", "s3:ListBucket"]
      Resource  = "${aws_s3_bucket.b.arn}/*"
      Principal = { Service = "logs.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = "111122223333" } }
    }]
  }"""
WAYS = {
    "jsonencode": f'resource "aws_iam_policy" "p" {{\n  policy = jsonencode({OBJECT})\n}}\n',
    "local": f"locals {{\n  x = {OBJECT}\n  y = jsonencode(local.x)\n}}\n"
    'resource "aws_iam_policy" "p" {\n  policy = local.y\n}\n',
    "heredoc": """resource "aws_iam_policy" "p" {
  policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": {
        "Sid": "Read",
        "Effect": "Allow",
        "Action": ["s3:Get*", "s3:ListBucket"],
        "Resource": "${aws_s3_bucket.b.arn}/*",
        "Principal": { "Service": ["logs.amazonaws.com"] },
        "Condition": { "StringEquals": { "aws:SourceAccount": "111122223333" } }
      }
    }
  EOT
}
""",
    "data": """data "aws_iam_policy_document" "d" {
  statement {
    sid       = "Read"
    actions   = ["s3:Get*", "s3:ListBucket"]
    resources = ["${aws_s3_bucket.b.arn}/*"]
    principals {
      type        = "Service"
      identifiers = ["logs.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = ["111122223333"]
    }
  }
}
data "aws_iam_policy_document" "all" {
  source_policy_documents = [data.aws_iam_policy_document.d.json]
}
resource "aws_iam_policy" "p" {
  policy = data.aws_iam_policy_document.all.json
}
""",
}


@pytest.mark.parametrize("way", WAYS)
def test_a_document_says_the_same_however_it_is_written(way: str) -> None:
    _, document = policy(WAYS[way])
    assert document.is_whole
    (one,) = document.statements
    assert (one.effect, one.sid) == ("Allow", "Read")
    assert [value.text for value in one.actions] == ["s3:Get*", "s3:ListBucket"]
    assert [value.text for value in one.resources] == ["\ue000aws_s3_bucket.b.arn\ue001/*"]
    assert [(p.type, p.value.text) for p in one.principals] == [("Service", "logs.amazonaws.com")]
    assert [(c.operator, c.key, [v.text for v in c.values]) for c in one.conditions] == [
        ("StringEquals", "aws:SourceAccount", ["111122223333"])
    ]
    assert allows_action(one, "s3:getobject") is True
    assert allows_action(one, "s3:PutObject") is False


@pytest.mark.parametrize(
    "written",
    ["var.policy", 'file("x.json")', "jsonencode(merge({}, {}))", '"not json"', "jsonencode({ Statement = var.s })"],
)
def test_what_cannot_be_read_is_not_whole(written: str) -> None:
    _, document = policy(f'resource "aws_iam_policy" "p" {{\n  policy = {written}\n}}\n')
    assert not document.is_whole


def test_statements_of_computed_lists_are_found_but_not_all() -> None:
    _, document = policy(
        """resource "aws_iam_policy" "p" {
  policy = jsonencode({ Statement = concat([{ Effect = "Allow", Action = "sns:*", Resource = "*" }], var.more) })
}
"""
    )
    assert len(document.statements) == 1
    assert not document.is_whole
    assert document.holder is None


COVERS = [
    ('"*"', "", True),
    ("aws_sqs_queue.q.arn", "", True),
    ("aws_sqs_queue.q[0].arn", "", True),
    ("aws_sqs_queue.other.arn", "", False),
    ("[for q in [aws_sqs_queue.other, aws_sqs_queue.q] : q.arn]", "", True),
    ("aws_sqs_queue.other[*].arn", "", False),
    ("var.arn", "", None),
    ("data.aws_sqs_queue.q.arn", "", None),
    ('"arn:aws:sqs:*:*:${var.prefix}-q"', "", True),
    ('"arn:aws:sqs:*:*:${local.prefix}-*"', "", True),
    ('"arn:${data.aws_partition.current.partition}:sqs:eu-west-1:*:*"', "", True),
    ('"arn:aws:sqs:*:*:${var.prefix}-r"', "", False),
    ('"arn:aws:sqs:*:*:${var.other}-q"', "", None),
    ('"arn:aws:sns:*:*:*"', "", False),
    ('"${aws_sqs_queue.q.arn}-suffix"', "", False),
]


@pytest.mark.parametrize(("written", "below", "expected"), COVERS)
def test_what_covers_a_queue(written: str, below: str, expected: bool | None) -> None:
    text = f"""locals {{
  prefix = var.prefix
}}
resource "aws_sqs_queue" "q" {{
  name = "${{var.prefix}}-q"
}}
resource "aws_sqs_queue" "other" {{
}}
resource "aws_iam_policy" "p" {{
  policy = jsonencode({{ Statement = [{{ Effect = "Allow", Action = "sqs:*", Resource = {written} }}] }})
}}
"""
    module, document = policy(text)
    (statement,) = document.statements
    (value,) = statement.resources
    assert covers(value, resource(module, "aws_sqs_queue", "q"), below) is expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('"${aws_s3_bucket.b.arn}/*"', True),
        ('"${aws_s3_bucket.b.arn}/in/*"', True),
        ("aws_s3_bucket.b.arn", False),
        ('"arn:aws:s3:::orders/*"', True),
        ('"arn:aws:s3:::${aws_s3_bucket.b.bucket}/in/*"', True),
        ('"arn:aws:s3:::others/*"', False),
    ],
)
def test_what_covers_the_objects_of_a_bucket(written: str, expected: bool) -> None:
    text = f"""resource "aws_s3_bucket" "b" {{
  bucket = "orders"
}}
resource "aws_iam_policy" "p" {{
  policy = jsonencode({{ Statement = [{{ Effect = "Allow", Action = "s3:*", Resource = {written} }}] }})
}}
"""
    module, document = policy(text)
    (value,) = document.statements[0].resources
    assert covers(value, resource(module, "aws_s3_bucket", "b"), "/*") is expected


NEW = NewStatement("Publish", ("sns:Publish",), ("aws_sns_topic.t.arn",))


def added(text: str) -> str:
    module, document = policy(text)
    fix = Fix("", Level.UNSAFE)
    assert add_statement(fix, document, NEW)
    return tidy(module.files[0], lower(fix.semantic).edits).text


def test_a_new_statement_follows_the_others() -> None:
    text = """resource "aws_iam_policy" "p" {
  policy = jsonencode({
    "Version" : "2012-10-17",
    "Statement" : [
      {
        "Effect" : "Allow",
        "Action" : ["s3:GetObject"],
        "Resource" : ["*"]
      }
    ]
  })
}
"""
    wanted = """      },
      {
        "Effect" : "Allow",
        "Action" : ["sns:Publish"],
        "Resource" : [aws_sns_topic.t.arn]
      }
    ]
"""
    assert wanted in added(text)


def test_a_new_statement_makes_a_list_of_a_single_one() -> None:
    text = """resource "aws_iam_policy" "p" {
  policy = jsonencode({
    Statement = {
      Sid      = "A"
      Effect   = "Allow"
      Action   = "s3:GetObject"
      Resource = "*"
    }
  })
}
"""
    result = added(text)
    assert "    Statement = [{\n" in result
    assert '    }, {\n      Sid      = "Publish"\n' in result


def test_a_new_statement_of_a_data_source_is_a_block() -> None:
    text = """data "aws_iam_policy_document" "d" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "p" {
  policy = data.aws_iam_policy_document.d.json
}
"""
    wanted = """  }

  statement {
    actions   = ["sns:Publish"]
    resources = [aws_sns_topic.t.arn]
  }
}
"""
    assert wanted in added(text)


def test_a_new_document_is_laid_out() -> None:
    assert new_document((NEW,)) == (
        'jsonencode({\n  Version = "2012-10-17"\n  Statement = [\n    {\n      Sid      = "Publish"\n'
        '      Effect   = "Allow"\n      Action   = "sns:Publish"\n      Resource = aws_sns_topic.t.arn\n    }\n  ]\n})'
    )


ROLES = """resource "aws_iam_role" "a" {
  name                = "a"
  managed_policy_arns = ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"]
}
resource "aws_iam_role" "b" {
  name = "b"
}
resource "aws_iam_role_policy" "a" {
  role   = "a"
  policy = jsonencode({ Statement = [] })
}
resource "aws_iam_policy" "shared" {
  policy = jsonencode({ Statement = [] })
}
resource "aws_iam_role_policy_attachment" "shared" {
  for_each   = toset([aws_iam_role.a.name, aws_iam_role.b.name])
  role       = each.value
  policy_arn = aws_iam_policy.shared.arn
}
resource "aws_iam_role_policy_attachment" "managed" {
  for_each   = toset(["arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess"])
  role       = aws_iam_role.b.name
  policy_arn = each.value
}
"""


def test_policies_of_roles() -> None:
    module = module_of(ROLES)
    first = policies_of(resource(module, "aws_iam_role", "a"))
    assert [one.resource.address for one in first.attached] == ["aws_iam_role_policy.a", "aws_iam_policy.shared"]
    assert [one.is_shared for one in first.attached] == [False, True]
    assert (first.managed, first.is_whole) == (["AWSLambdaBasicExecutionRole"], True)
    second = policies_of(resource(module, "aws_iam_role", "b"))
    assert (second.managed, second.is_whole) == (["AWSXRayDaemonWriteAccess"], True)


@pytest.mark.parametrize(
    "more",
    [
        'resource "aws_iam_role_policy_attachment" "x" {\n  role = var.role\n  policy_arn = var.policy\n}\n',
        'resource "aws_iam_role_policy_attachment" "x" {\n  role = aws_iam_role.a.name\n  policy_arn = var.policy\n}\n',
        'module "m" {\n  source = "./m"\n  role_name = aws_iam_role.a.name\n}\n',
    ],
)
def test_a_role_that_may_have_more_policies_is_not_whole(more: str) -> None:
    module = module_of(ROLES + more)
    assert not policies_of(resource(module, "aws_iam_role", "a")).is_whole
