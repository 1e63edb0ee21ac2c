env          = "prod"
worker_count = 4
