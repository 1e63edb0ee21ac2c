resource "aws_s3_bucket" "counted" {
  count = 2
}

resource "aws_s3_bucket" "each" {
  for_each = toset(["a"])
}

resource "aws_s3_bucket" "one" {
}

resource "null_resource" "after" {
  depends_on = [aws_s3_bucket.counted, aws_s3_bucket.each]
}

output "fine" {
  value = [
    aws_s3_bucket.counted[0].arn,
    aws_s3_bucket.counted.0.arn,
    aws_s3_bucket.counted[*].arn,
    aws_s3_bucket.counted.*.arn,
    aws_s3_bucket.each["a"].arn,
    values(aws_s3_bucket.each)[*].arn,
    length(aws_s3_bucket.counted),
    aws_s3_bucket.one.arn,
    { for key, bucket in aws_s3_bucket.each : key => bucket.arn },
  ]
}
