"""The language server: what the command line finds and repairs, in an editor. The only floor that imports pygls."""
