"""The lossless HCL tree: tokens, skeleton, grammar, nodes, visitors. Not a word of Terraform."""

from tffix.syntax import nodes
from tffix.syntax.configfile import ConfigFile, parse
from tffix.syntax.fragments import TemplateFile, parse_expression, parse_template
from tffix.syntax.scanner import Mode, tokenize
from tffix.syntax.structure import Attribute, Block, Body, Item, Label
from tffix.syntax.trivia import Comment, comments_within, leading_comments, trailing_comment
from tffix.syntax.visitors import CSTVisitor, visit

__all__ = [
    "Attribute",
    "Block",
    "Body",
    "CSTVisitor",
    "Comment",
    "ConfigFile",
    "Item",
    "Label",
    "Mode",
    "TemplateFile",
    "comments_within",
    "leading_comments",
    "nodes",
    "parse",
    "parse_expression",
    "parse_template",
    "tokenize",
    "trailing_comment",
    "visit",
]
