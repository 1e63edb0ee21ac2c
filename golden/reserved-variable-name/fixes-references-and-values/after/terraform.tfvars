# what is deployed
deployment_version = "1.0.0"
other              = 1
