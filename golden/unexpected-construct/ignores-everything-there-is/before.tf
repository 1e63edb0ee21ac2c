terraform {
  required_version = ">= 1.5"

  backend "s3" {
    bucket = "state"

    assume_role {
      role_arn = "arn:aws:iam::123456789012:role/state"
    }
  }
}

removed {
  from = aws_s3_bucket.old

  lifecycle {
    destroy = false
  }
}

resource "aws_instance" "node" {
  ami           = "ami-0c55b159cbfafe1f0"
  instance_type = "t3.micro"

  connection {
    host = self.public_ip
  }

  provisioner "remote-exec" {
    inline     = ["true"]
    on_failure = continue
  }

  timeouts {
    create = "5m"
  }
}

check "reachable" {
  data "http" "node" {
    url = "https://example.com"
  }

  assert {
    condition     = data.http.node.status_code == 200
    error_message = "The node does not answer."
  }
}
