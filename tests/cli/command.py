from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

LAMBDA = """\
resource "aws_lambda_function" "api" {
  function_name = "api"
  role          = "arn:aws:iam::111122223333:role/api"
  package_type  = "Image"
  image_uri     = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/api:1"
}

resource "aws_lambda_provisioned_concurrency_config" "api" {
  function_name                     = aws_lambda_function.api.function_name
  qualifier                         = aws_lambda_function.api.version
  provisioned_concurrent_executions = 5
}
"""
ALIAS = 'resource "aws_lambda_alias" "api"'
RULE = "lambda-provisioned-concurrency-alias"

Tffix = Callable[..., "Ended"]
Files = dict[str, str | bytes]
LayOut = Callable[[Files], None]


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    status: int
    out: bytes
    err: bytes

    @property
    def stdout(self) -> str:
        return self.out.decode()

    @property
    def stderr(self) -> str:
        return self.err.decode()

    @property
    def said(self) -> str:
        return self.stdout + self.stderr

    @property
    def flat(self) -> str:
        """Everything on one line, without the frame."""
        return " ".join(self.said.replace("\u2502", "").split())


def environment(**changes: str) -> dict[str, str]:
    """The environment without what changes the looks of output."""
    kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "PYTHONIOENCODING")}
    return kept | changes
