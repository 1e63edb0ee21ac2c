resource "aws_launch_template" "web" {
  user_data = base64encode(templatefile("${path.module}/scripts/web.sh", {
    port = 80
  }))
}

output "page" {
  value = file("page.html")
}
