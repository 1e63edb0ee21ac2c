locals {
  # Terraform takes this from where it is run.
  bare = file("main.tf.txt")
  root = file("${path.root}/main.tf.txt")
}
