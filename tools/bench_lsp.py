"""How long the language server takes from a key to findings, and what it keeps in memory.

    python tools/bench_lsp.py [--lines 2500] [--edits 2000] [--require]

A real session over pipes on one module with a file of so many lines. CPU time is the server's own, from /proc, so what
else the machine does counts little; the ratio is to a cold check of the same text in a process of its own, with the
rules imported before.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from lsprotocol import types as lsp
from pytest_lsp import ClientServerConfig, client_capabilities

ROOT = Path(__file__).resolve().parent.parent
TICK = os.sysconf("SC_CLK_TCK")
# Milliseconds of CPU from a key to findings in a file of 2,500 lines, and growth of memory from 200 edits on.
REACH = 100.0
GROWTH = 0.1

COLD = """
import sys, time
from tffix.config import Config, validate_sections
from tffix.engine.check import RunOptions
from tffix.engine.fix import check_configuration
from tffix.rules import registry
rules = registry.select(["all"])
options = validate_sections(Config(), registry.declared_options(rules))
warm = "locals {\\n  a = [for x in var.y : f(x)]\\n}\\n"
check_configuration({"main.tf": warm}, rules, RunOptions(options))
text = open(sys.argv[1]).read()
began = time.process_time()
check_configuration({"main.tf": text}, rules, RunOptions(options))
print(time.process_time() - began)
"""


HEAD = """\
terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

provider "aws" {
  region = var.region
}

variable "region" {
  description = "Where everything is"
  type        = string
  default     = "eu-west-1"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
"""
GROUP = """
variable "size_@" {
  description = "Memory of function @"
  type        = number
  default     = 256
}

locals {
  name_@ = "service-@-${var.region}"
}

resource "aws_security_group" "s@" {
  name_prefix = local.name_@
  description = "Traffic of service @"
  vpc_id      = aws_vpc.main.id

  egress {
    description = "HTTPS"
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_iam_role" "s@" {
  name = local.name_@
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Action    = "sts:AssumeRole"
        Effect    = "Allow"
        Principal = { Service = "ec2.amazonaws.com" }
      }
    ]
  })

  tags = {
    Name   = "${local.name_@}-role"
    Region = var.region
  }
}

resource "aws_cloudwatch_log_group" "s@" {
  name              = "/services/${local.name_@}"
  retention_in_days = var.size_@ > 512 ? 90 : 30
  tags              = { for key, value in aws_iam_role.s@.tags : lower(key) => value }
}

output "log_group_@" {
  description = "Log group of service @"
  value       = aws_cloudwatch_log_group.s@.arn
}
"""


# Typed into a block in the middle, key by key, and taken away again: most of the time, the file does not parse.
TYPED = '\n  tags = {\n    Name = "${local.name_1}-x"\n  }'
PLACE = "  vpc_id "


def generated(lines: int) -> str:
    """A valid module of about so many lines, of blocks that refer to each other."""
    count = (lines - HEAD.count("\n")) // GROUP.count("\n")
    return HEAD + "".join(GROUP.replace("@", str(number)) for number in range(max(count, 1)))


def cpu(process: int) -> float:
    """CPU seconds that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def memory(process: int) -> float:
    """Megabytes that a process holds."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


async def session(folder: Path, text: str, edits: int) -> tuple[list[float], float, float]:
    """CPU seconds of keys in the middle of the file, and the memory after 200 and after all edits.

    Whenever all was typed and taken away, the document is closed and opened again.
    """
    client = await ClientServerConfig([sys.executable, "-m", "tffix", "lsp"]).start()
    can = client_capabilities("visual-studio-code")
    assert can.text_document
    assert can.workspace
    can.text_document.diagnostic = lsp.DiagnosticClientCapabilities()
    can.workspace.diagnostics = lsp.DiagnosticWorkspaceClientCapabilities(refresh_support=True)
    await client.initialize_session(
        lsp.InitializeParams(can, workspace_folders=[lsp.WorkspaceFolder(folder.as_uri(), "")])
    )
    server = client._server.pid  # pytest-lsp has no other way to it
    uri = (folder / "main.tf").as_uri()
    opened = lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(uri, "terraform", 0, text))
    client.text_document_did_open(opened)
    document = lsp.TextDocumentIdentifier(uri)
    await client.text_document_diagnostic_async(lsp.DocumentDiagnosticParams(document))
    # A person looks before typing.
    await asyncio.sleep(1)
    lines = text.split("\n")
    places = [number for number, one in enumerate(lines) if one.startswith(PLACE)]
    line = places[len(places) // 2]
    start = at = lsp.Position(line, len(lines[line]))
    taken: list[float] = []
    early = 0.0
    for number in range(1, edits + 1):
        typed = number % (len(TYPED) + 1) - 1
        if typed < 0:
            change = lsp.TextDocumentContentChangePartial(lsp.Range(start, at), "")
            at = start
        else:
            change = lsp.TextDocumentContentChangePartial(lsp.Range(at, at), TYPED[typed])
            is_newline = TYPED[typed] == "\n"
            at = lsp.Position(at.line + 1, 0) if is_newline else lsp.Position(at.line, at.character + 1)
        began = cpu(server)
        client.text_document_did_change(
            lsp.DidChangeTextDocumentParams(lsp.VersionedTextDocumentIdentifier(number, uri), [change])
        )
        await client.text_document_diagnostic_async(lsp.DocumentDiagnosticParams(document))
        taken.append(cpu(server) - began)
        if typed < 0:
            client.text_document_did_close(lsp.DidCloseTextDocumentParams(document))
            client.text_document_did_open(opened)
        if number == 200:
            early = memory(server)
    late = memory(server)
    await client.shutdown_session()
    await client.stop()
    return taken, early, late


def main() -> int:
    """Measure and print; with `--require` fail where a reach is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--lines", type=int, default=2500)
    parser.add_argument("--edits", type=int, default=2000, help="edits after which memory is compared (200 at least)")
    parser.add_argument("--require", action="store_true", help="exit 1 if a reach is missed")
    options = parser.parse_args()
    text = generated(options.lines)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "main.tf"
        path.write_text(text)
        # By turns, as a machine that does other things as well is not equally fast all the time.
        colds: list[float] = []
        taken: list[float] = []
        for _ in range(3):
            colds.append(float(subprocess.check_output([sys.executable, "-c", COLD, str(path)], cwd=ROOT)))
            taken += asyncio.run(session(Path(folder), text, 2 * len(TYPED) + 2))[0]
        cold = statistics.median(colds)
        path.write_text(generated(0))
        _, early, late = asyncio.run(session(Path(folder), path.read_text(), max(options.edits, 200)))
    # The clock of a process ticks a hundred times a second: only of many keys does it tell the time of one.
    key = statistics.mean(taken) * 1000
    growth = late / early - 1
    print(f"{text.count(chr(10))} lines, {len(text) / 1000:.0f} kB")
    print(f"cold check of all rules          {cold * 1000:8.0f} ms CPU")
    print(
        f"from a key to findings           {key:8.0f} ms CPU, "
        f"{key / cold / 1000:.2f} of the cold check ({REACH:.0f} ms wanted)"
    )
    print(f"memory after 200 edits           {early:8.0f} MB")
    print(
        f"memory after {max(options.edits, 200):<4} edits          {late:8.0f} MB ({growth:+.1%}, {GROWTH:.0%} allowed)"
    )
    return 1 if options.require and (key > REACH or growth > GROWTH) else 0


if __name__ == "__main__":
    sys.exit(main())
