resource "nosuch_thing" "unknown_provider" {
  colour {
    name = "blue"
  }
}

resource "random_unheard_of" "type" {
  colour {
    name = "blue"
  }
}
