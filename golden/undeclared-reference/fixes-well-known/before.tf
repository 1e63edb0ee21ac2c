# Where this runs is part of the names.

locals {
  account = data.aws_caller_identity.current.account_id
}

resource "aws_sns_topic" "alerts" {
  name = "alerts-${data.aws_caller_identity.current.account_id}-${data.aws_region.here.name}"
}

# Two zones are enough.
resource "aws_subnet" "public" {
  count = 2

  vpc_id            = "vpc-12345678"
  cidr_block        = cidrsubnet("10.0.0.0/16", 8, count.index)
  availability_zone = data.aws_availability_zones.available.names[count.index]
}

output "partition" {
  value = data.aws_partition.current.partition
}
