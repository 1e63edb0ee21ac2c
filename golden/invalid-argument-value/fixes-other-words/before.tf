resource "aws_glue_crawler" "raw" {
  name          = "raw"
  database_name = "raw"
  role          = "arn:aws:iam::111122223333:role/glue"

  schema_change_policy {
    update_behavior = "UPDATE"
  }
}

resource "aws_cognito_user_pool" "users" {
  name = "users"

  schema {
    name                = "tenant"
    attribute_data_type = "string"
  }
}
