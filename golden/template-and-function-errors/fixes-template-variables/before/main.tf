variable "project" {
  type = string
}

variable "zones" {
  type = list(string)
}

locals {
  names = { zones = var.zones }
}

resource "aws_instance" "node" {
  ami           = "ami-0c55b159cbfafe1f0"
  instance_type = "t3.micro"

  user_data = templatefile("${path.module}/start.tftpl", {
    port = 80
  })

  tags = {
    Name = templatefile("${path.module}/name.tftpl", local.names)
  }
}

output "greeting" {
  value = templatefile("${path.module}/greet.tftpl", { project = var.project })
}
