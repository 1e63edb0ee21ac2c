resource "aws_sqs_queue" "jobs" {
  for_each = toset(["a"])
  name     = each.key
}

resource "aws_instance" "one" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
}

resource "unknown_thing" "one" {
  name = "one"
}

output "known" {
  value = [aws_instance.one.public_ip, aws_instance.one.root_block_device[0].volume_id, unknown_thing.one.whatever]
}

# A missing key, which is another rule's.
output "without_key" {
  value = aws_sqs_queue.jobs.a
}
