variable "policy" {
  type    = string
  default = "AWSConfigRole"
}

resource "aws_iam_policy" "own" {
  name   = "AWSConfigRole"
  policy = "{}"
}

resource "aws_iam_role_policy_attachment" "all" {
  for_each = toset([
    "arn:aws:iam::aws:policy/service-role/AWS_ConfigRole",
    "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
    "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy",
    "arn:aws:iam::aws:policy/NobodyKnowsThis",
    "arn:aws:iam::111122223333:policy/AWSConfigRole",
    "arn:aws:iam::aws:policy/service-role/${var.policy}",
  ])

  role       = "all"
  policy_arn = each.key
}
