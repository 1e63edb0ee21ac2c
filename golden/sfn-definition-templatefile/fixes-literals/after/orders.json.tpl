{
  "Comment": "quote \" backslash \\ line \n tab \t $${x} %%{ if } $$.Map.Item.Value 100% $$ <>& é 😀",
  "StartAt": "Done",
  "TimeoutSeconds": 60,
  "Rate": -1.5e3,
  "States": {
    "Done.$": {
      "Type": "Pass",
      "Result": [
        true,
        false,
        null,
        1,
        "$.x",
        []
      ],
      "Nested": [
        [1, 2],
        {},
        {
          "a b": 1
        }
      ],
      "Note": "two\n  lines\n",
      "1": "one",
      "Twice": "second",
      "End": true
    }
  }
}
