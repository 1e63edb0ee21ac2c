{
  "StartAt": "Done",
  "States": {
    "Done": {
      "Type": "Pass",
      "First": ${jsonencode(name)},
      "Second": ${jsonencode(name_2)},
      "Third": [${jsonencode(name)}, ${jsonencode(path_module)}, ${jsonencode(terraform_workspace)}],
      "Fourth": ${jsonencode(value_null)},
      "Account": ${jsonencode(caller_identity_account_id)},
      "Queue": ${jsonencode(sqs_queue_0_url)},
      "Queues": ${jsonencode(sqs_queue_url)},
      "Topic": ${jsonencode(value_9_to_5_arn)},
      "TopicArn.$": ${jsonencode(done_topic_arn)},
      "Twice": [${jsonencode(done_twice)}, ${jsonencode(done_twice_2)}],
      "End": true
    }
  }
}
