resource "aws_sns_topic" "alerts" {
  for_each = toset(["a"])

  # aws_sns_topic.gone.arn is where they went
  name = "alerts-${each.value}-${terraform.workspace}-${path.module}"

  lifecycle {
    ignore_changes = [tags.Owner]
  }
}

resource "aws_security_group" "web" {
  dynamic "ingress" {
    for_each = [80, 443]
    iterator = port

    content {
      from_port = port.value
      to_port   = port.value
      protocol  = "tcp"
    }
  }
}

check "account" {
  data "aws_caller_identity" "here" {}

  assert {
    condition     = data.aws_caller_identity.here.account_id != ""
    error_message = "There is no account."
  }
}

moved {
  from = aws_sns_topic.before
  to   = aws_sns_topic.alerts
}

removed {
  from = aws_sns_topic.removed

  lifecycle {
    destroy = false
  }
}

output "topics" {
  value = [for topic in resource.aws_sns_topic.alerts : topic.arn]
}

output "text" {
  value = "See docs.aws.amazon.com, file.name and $${data.aws_region.gone.name}."
}
