zones = ["a"]
