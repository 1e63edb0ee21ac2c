resource "demo" "x" {
	name    = "x"
	longest = 1

	inner {
		deep = true
	}
}

resource "demo" "y" {
	v = var.shared
}
