"""The snippets of docs/editors.md."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "editors.md").read_text(encoding="utf-8")
SNIPPETS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)

# Prints what the editor shows in the file, and what it looks like after the command of the snippet for newer versions.
PROBE = """
vim.defer_fn(function()
  vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 50)
  for _, found in ipairs(vim.diagnostic.get(0)) do
    io.stdout:write(found.lnum .. ":" .. found.col .. " " .. found.source .. " " .. found.message .. "\\n")
  end
  if vim.fn.exists(":TffixFix") == 2 then
    vim.cmd("TffixFix")
    vim.wait(60000, function() return #vim.diagnostic.get(0) == 0 end, 50)
    io.stdout:write("then " .. vim.api.nvim_buf_get_lines(0, 0, 1, false)[1] .. "\\n")
  end
  vim.cmd("qa!")
end, 0)
"""


@pytest.mark.parametrize("language", ["json", "toml"])
def test_snippets_can_be_read(language: str) -> None:
    texts = [text for name, text in SNIPPETS if name == language]
    assert texts
    for text in texts:
        assert json.loads(text) if language == "json" else tomllib.loads(text)


@pytest.mark.skipif(shutil.which("nvim") is None, reason="Neovim is not installed")
def test_neovim_shows_findings(tmp_path: Path) -> None:
    snippets = [text for name, text in SNIPPETS if name == "lua"]
    version = re.search(r"v0\.(\d+)", subprocess.run(["nvim", "--version"], capture_output=True, text=True).stdout)
    assert version is not None
    is_new = int(version[1]) >= 11
    snippet = snippets[0] if is_new else snippets[1]
    (tmp_path / "init.lua").write_text(snippet + PROBE)
    (tmp_path / "main.tf").write_text('output "x" {\n  value = var.region\n}\n')
    (tmp_path / "tffix").write_text(f'#!/bin/sh\nexec {sys.executable} -m tffix "$@"\n')
    (tmp_path / "tffix").chmod(0o755)
    done = subprocess.run(
        ["nvim", "--headless", "-u", "init.lua", "main.tf", "-c", "set filetype=terraform"],
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "1:10 tffix var.region is not declared." in done.stdout + done.stderr
    assert not is_new or 'then variable "region" {' in done.stdout + done.stderr
