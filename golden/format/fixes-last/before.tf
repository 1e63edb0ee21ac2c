terraform {
    required_version=">= 1.5"
}

terraform {
    backend "local" {
    path="state"
    }
}
