variable "zones" {
  type = list(string)
}

resource "aws_subnet" "public" {
  count             = length(var.zones)
  vpc_id            = "vpc-1"
  cidr_block        = cidrsubnet("10.0.0.0/16", 8, count.index)
  availability_zone = var.zones[count.index]
}

resource "aws_nat_gateway" "public" {
  count     = length(var.zones)
  subnet_id = aws_subnet.public.id
}

resource "aws_s3_bucket" "each" {
  for_each = toset(var.zones)
}

resource "aws_s3_bucket_versioning" "each" {
  for_each = toset(var.zones)
  bucket   = aws_s3_bucket.each.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_acl" "each" {
  for_each = aws_s3_bucket.each
  bucket   = aws_s3_bucket.each.id
}

resource "aws_eip" "single" {
  count = 1
}

output "address" {
  value = "http://${aws_eip.single.public_ip}/"
}

output "subnet_ids" {
  value = aws_subnet.public.id
}
