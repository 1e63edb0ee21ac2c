data "aws_caller_idenity" "me" {}

resource "random_pasword" "db" {
  length = 16
}

resource "aws_guard_duty_detector" "main" {}

output "account" {
  value = "${data.aws_caller_idenity.me.account_id} ${aws_guard_duty_detector.main.id}"
}

output "password" {
  value     = random_pasword.db.result
  sensitive = true
}
