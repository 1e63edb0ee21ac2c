name      = "test"
retention = 1
