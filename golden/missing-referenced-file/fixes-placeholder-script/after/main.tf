resource "aws_launch_template" "web" {
  user_data = base64encode(templatefile("${path.module}/scripts/web.sh", {
    region = "eu-west-1"
    "port" = 80
  }))
}

resource "aws_launch_template" "worker" {
  user_data = base64encode(templatefile("${path.module}/scripts/web.sh", { queue = "orders" }))
}

resource "aws_launch_template" "plain" {
  user_data = filebase64("plain.sh")
}
