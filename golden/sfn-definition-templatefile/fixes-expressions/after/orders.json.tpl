{
  "Comment": ${jsonencode(comment)},
  "StartAt": "Charge",
  "TimeoutSeconds": ${jsonencode(seconds)},
  "States": {
    "Charge": {
      "Type": "Task",
      "Resource": ${jsonencode(charge_arn)},
      "Parameters": ${jsonencode(charge_parameters)},
      "Retry": ${jsonencode(charge_retry)},
      "Catch": ${jsonencode(charge_catch)},
      "Next": "Again"
    },
    "Again": {
      "Type": "Task",
      "Resource": ${jsonencode(charge_arn)},
      "Urls": [
        ${jsonencode(queues_a_b)},
        ${jsonencode(again_urls)},
        ${jsonencode(again_urls_2)}
      ],
      "End": true
    }
  }
}
