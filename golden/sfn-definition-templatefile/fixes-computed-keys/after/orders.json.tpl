{
  "StartAt": ${jsonencode(start_at)},
  "States": {
    ${jsonencode(start_at)}: {
      "Type": "Pass",
      "Result": {
        ${jsonencode(tostring(prefix))}: 1
      },
      ${jsonencode(tostring(prefix))}: 2,
      "End": true
    }
  }
}
