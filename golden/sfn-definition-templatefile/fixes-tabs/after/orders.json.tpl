{
  "StartAt": "Done",
  "States": {
    "Done": {
      "Type": "Pass",
      "Result": ${jsonencode(done_result)},
      "End": true
    }
  }
}
