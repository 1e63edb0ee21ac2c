name = "prod-logs"
