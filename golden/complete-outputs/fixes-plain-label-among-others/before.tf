resource "aws_security_group" "web" {
  name = "web"
}

resource "aws_security_group" "app" {
  name = "app"
}

output "web_security_group_id" {
  value = aws_security_group.web.id
}

resource "aws_security_group" "cache" {
  name = "cache"
}

output "cache_security_group_id" {
  value = aws_security_group.cache.id
}
