locals {
  name = 'logs'
  kind = “plain”
  size = var.large ?
    100 :
    10
  both = var.large
    && var.fast
  open = "logs-${var.name}
  text =
    "later"
  all  = merge(
    { a = 1 b = 2 }
    { c = 3 }
  )
  path = "logs/\${var.name}"
  home = "\${HOME}/logs"
  home_of_user = "arn:aws:s3:::homes/${aws:username}/*"
  script = base64encode(<<-EOF
    echo hello
  EOF)
  plain = <<'END'
hello
END
}
