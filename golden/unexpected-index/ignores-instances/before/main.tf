resource "aws_s3_bucket" "one" {
}

resource "aws_s3_bucket" "counted" {
  count = 1
}

resource "aws_s3_bucket" "each" {
  for_each = { a = 1 }
}

module "m" {
  source = "./m"
}

moved {
  from = aws_s3_bucket.one[0]
  to   = aws_s3_bucket.one
}

output "all" {
  value = [
    aws_s3_bucket.one[*].arn,
    aws_s3_bucket.one.*.arn,
    aws_s3_bucket.counted[0].arn,
    aws_s3_bucket.each["a"].arn,
    module.m["out"],
    [for one in [{ one = [1] }] : one.one[0]],
  ]
}
