name   = "prod-logs"
