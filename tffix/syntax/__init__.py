"""The lossless HCL tree: tokens, skeleton, grammar, nodes, visitors. Not a word of Terraform."""

from tffix.syntax.structure import Attribute, Block, Body, ConfigFile, Item, Label, parse

__all__ = ["Attribute", "Block", "Body", "ConfigFile", "Item", "Label", "parse"]
