{
  "StartAt": "Charge",
  "States": {
    "Charge": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sqs:sendMessage",
      "End": true
    }
  }
}
