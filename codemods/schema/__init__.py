"""Codemods that hold code against the schemas of its providers."""
