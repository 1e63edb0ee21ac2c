data "aws_caller_identity" "me" {}

resource "random_password" "db" {
  length = 16
}

resource "aws_guardduty_detector" "main" {}

output "account" {
  value = "${data.aws_caller_identity.me.account_id} ${aws_guardduty_detector.main.id}"
}

output "password" {
  value     = random_password.db.result
  sensitive = true
}
