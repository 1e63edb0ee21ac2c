resource "aws_sns_topic" "peer" {
  provider = aws.peer

  name = "alerts"
}

resource "aws_sns_topic" "dns" {
  provider = aws.dns

  name = "alerts"
}
