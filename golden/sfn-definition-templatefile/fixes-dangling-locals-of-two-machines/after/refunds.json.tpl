{
  "StartAt": "Refund",
  "States": {
    "Refund": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sqs:sendMessage",
      "End": true
    }
  }
}
