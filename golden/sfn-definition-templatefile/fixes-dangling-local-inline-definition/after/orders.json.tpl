{
  "StartAt": "Charge",
  "States": {
    "Charge": {
      "Type": "Task",
      "Resource": ${jsonencode(charge_arn)},
      "End": true
    }
  }
}
