resource "aws_sns_topic" "news" {
  name = "news"
}

output "topic" {
  value = aws_sns_topic.news.name
}
