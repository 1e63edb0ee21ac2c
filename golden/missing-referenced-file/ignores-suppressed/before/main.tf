locals {
  # tffix: ignore[missing-referenced-file] made by the pipeline
  key = file("id.pub")
}
