"""tffix: auto-fixing codemods for Terraform on a lossless HCL tree."""

__version__ = "0.1.0"
