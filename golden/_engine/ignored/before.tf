resource "demo" "x" { # tffix: ignore[set-a] on the same line
}

# tffix: ignore[set-a] alone above
resource "demo" "y" {
}

# tffix: ignore[set-a] with a comment between
# about z
resource "demo" "z" {
  v = "quiet" // tffix: ignore[shout, set-a]
}

/* tffix: ignore[set-a] */
resource "demo" "block_comment" {
}

resource "demo" "not_ignored" {
  v = "# tffix: ignore[shout]"
}

# tffix: ignore
resource "demo" "unnamed" {
}

# tffix: ignore[set-b] does not run
resource "demo" "other_rule" {
  a = 1
}
