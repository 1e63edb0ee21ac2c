{
  "StartAt": "Query",
  "States": {
    "Query": {
      "Type": "Task",
      "Resource": "arn:aws:states:::athena:startQueryExecution.sync",
      "Parameters": {
        "QueryString": ${jsonencode(query_query_string)},
        "WorkGroup": ${jsonencode(query_work_group)}
      },
      "End": true
    }
  }
}
