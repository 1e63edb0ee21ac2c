module "a" {
  source = "./m"
  in     = module.b.in
}

module "b" {
  source = "./m"
  in     = module.a.in
}

module "c" {
  source     = "./m"
  in         = ""
  depends_on = [random_id.c]
}

resource "random_id" "c" {
  byte_length = length(module.c.other)
}
