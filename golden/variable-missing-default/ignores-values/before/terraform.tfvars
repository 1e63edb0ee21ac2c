environment = "dev"
owner = "me"
