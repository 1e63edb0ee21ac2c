provider "random" {}

resource "random_pet" "name" {}
