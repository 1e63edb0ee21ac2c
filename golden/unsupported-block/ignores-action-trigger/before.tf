resource "terraform_data" "release" {
  lifecycle {
    action_trigger {
      events  = [after_create]
      actions = [action.aws_lambda_invoke.notify]
    }
  }
}

action "aws_lambda_invoke" "notify" {
  config {
    function_name = "notify"
  }
}
