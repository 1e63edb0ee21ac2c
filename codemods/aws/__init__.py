"""Codemods shipped with tffix."""
