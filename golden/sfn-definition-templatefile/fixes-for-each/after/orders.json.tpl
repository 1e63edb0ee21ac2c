{
  "StartAt": "Done",
  "States": {
    "Done": {
      "Type": "Pass",
      "Result": {
        "key": ${jsonencode(each_key)},
        "queue": ${jsonencode(each_value_queue)},
        "twice": ${jsonencode(each_key)}
      },
      "End": true
    }
  }
}
