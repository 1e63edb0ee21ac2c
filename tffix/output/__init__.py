"""Diagnostics and outcomes as text for a terminal, as a diff, as JSON, as one sentence.

Pure: values in, text out. Nothing here reads a file, looks at a clock or prints.
"""
