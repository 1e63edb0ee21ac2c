variable "buckets" {
  type = set(string)
}

# Of every bucket.
data "aws_s3_bucket" "all" {
  for_each = var.buckets
  bucket   = each.value
}

check "versions" {
  assert {
    condition     = alltrue([for bucket in data.aws_s3_bucket.all : bucket.region != ""])
    error_message = "A bucket has no region."
  }
}
