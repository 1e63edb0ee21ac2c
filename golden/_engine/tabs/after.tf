resource "demo" "x" {
	name    = "x"
	longest = 1
	a       = "set"

	inner {
		deep = true
	}
}

resource "demo" "y" {
	v = var.shared
	a = "set"
}

variable "shared" {
	type = string
}
