env           = "staging"
alarm_address = ""
