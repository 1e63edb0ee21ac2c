resource "aws_db_instance" "orders" {
  identifier     = "2nd-orders"
  instance_class = "db.t4g.micro"
}

resource "aws_opensearch_domain" "search" {
  count       = 2
  domain_name = "search-in-all-that-was-ordered-${count.index}"
}

variable "title" {
  type    = string
  default = "Orders (new)"
}

resource "aws_sqs_queue" "orders" {
  name = "${var.title}.fifo"
}
