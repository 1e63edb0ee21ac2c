resource "aws_s3_bucket" "logs" {
  bucket = "logs"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "logs" {
  count  = 1
  bucket = aws_s3_bucket.logs.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_appautoscaling_target" "api" {
  min_capacity       = 1
  max_capacity       = 2
  resource_id        = "service/main/api"
  scalable_dimension = "ecs:service:DesiredCount"
  service_namespace  = "ecs"

  depends_on = [aws_s3_bucket_server_side_encryption_configuration.logs]
}

output "encryption" {
  value = "${aws_s3_bucket_server_side_encryption_configuration.logs[0].id} for ${aws_appautoscaling_target.api.resource_id}"
}
