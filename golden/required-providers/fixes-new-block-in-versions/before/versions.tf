# Versions of Terraform and of the providers.
