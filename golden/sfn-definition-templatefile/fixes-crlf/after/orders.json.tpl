{
  "StartAt": "Charge",
  "States": {
    "Charge": {
      "Type": "Task",
      "Resource": ${jsonencode(charge_arn)},
      "Parameters": ${jsonencode(charge_parameters)},
      "End": true
    }
  }
}
