{
  "StartAt": "Query",
  "States": {
    "Query": {
      "Type": "Pass",
      "Result": ${jsonencode(query_result)},
      "End": true
    }
  }
}
