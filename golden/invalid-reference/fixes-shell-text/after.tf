variable "region" {
  type = string
}

resource "aws_instance" "node" {
  ami           = "ami-0c55b159cbfafe1f0"
  instance_type = "t3.micro"

  user_data = <<-EOF
    #!/bin/bash
    TOKEN=$(curl -s http://169.254.169.254/latest/api/token)
    REGION=${var.region}
    for disk in a b; do
      echo "$${disk} $${TOKEN} $${HOME}"
    done
    unset="${unset}"
  EOF
}

resource "local_file" "handler" {
  filename = "index.js"
  content  = <<EOF
exports.handler = async (event) => {
  const name = event.name;
  return `$${event.id} $${name}`;
};
EOF
}
