variable "ami" {
  type = string
}

variable "agent_config" {
  type = string
}

resource "aws_instance" "web" {
  ami           = var.ami
  instance_type = "t3.micro"
  user_data     = <<-EOT
    #!/bin/bash
    aws ssm get-parameter --name "/web/agent/config" \
      --query Parameter.Value --output text > /etc/agent.json
    aws ssm get-parameters --with-decryption --names /web/key /web/certificate
  EOT
}

resource "aws_ecs_task_definition" "web" {
  family = "web"
  container_definitions = jsonencode([{
    name    = "web"
    image   = "web"
    secrets = [{ name = "TOKEN", valueFrom = "arn:aws:ssm:eu-west-1:123456789012:parameter/web/token" }]
  }])
}

resource "aws_iam_policy" "web" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "ssm:Get*"
      Resource = "arn:aws:ssm:*:*:parameter/web/size"
    }]
  })
}

# One that is called after the parameter.
resource "local_file" "web" {
  filename = "${path.module}/web.js"
  content  = <<-EOT
    const { SSMClient, GetParameterCommand, GetParametersByPathCommand } = require("@aws-sdk/client-ssm");
    exports.load = (client) => client.send(new GetParameterCommand({ Name: "/web/agent-config" }));
    exports.all = (client) => client.send(new GetParametersByPathCommand({ Path: "/web/sites/", Recursive: true }));
  EOT
}
