# what is deployed
version = "1.0.0"
other   = 1
