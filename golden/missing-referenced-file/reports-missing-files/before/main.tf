locals {
  script = templatefile("${path.module}/scripts/run.sh", {})
  key    = file("id.pub")
  hash   = filebase64sha256("${path.root}/build/orders.zip")
  names  = "names"
  list   = [for line in split("\n", file("${local.names}.txt")) : trimspace(line)]
}

resource "aws_s3_object" "page" {
  bucket = "pages"
  key    = "index.html"
  source = "site/index.html"
}

resource "aws_s3_object" "style" {
  bucket = "pages"
  key    = "style.css"
  source = "site/style.css"
  etag   = filemd5("site/style.css")
}
