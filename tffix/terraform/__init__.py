"""Terraform's view of the files: configurations, modules, what they declare, references, static values."""

from tffix.terraform.configuration import Configuration
from tffix.terraform.elements import (
    BlockElement,
    DataSource,
    Element,
    Local,
    ModuleCall,
    Output,
    Provider,
    Resource,
    TerraformBlock,
    Variable,
)
from tffix.terraform.evaluate import evaluate
from tffix.terraform.module import Module
from tffix.terraform.references import Reference, evaluated_traversals, free_traversals
from tffix.terraform.unknown import UNKNOWN, Unknown

__all__ = [
    "UNKNOWN",
    "BlockElement",
    "Configuration",
    "DataSource",
    "Element",
    "Local",
    "Module",
    "ModuleCall",
    "Output",
    "Provider",
    "Reference",
    "Resource",
    "TerraformBlock",
    "Unknown",
    "Variable",
    "evaluate",
    "evaluated_traversals",
    "free_traversals",
]
