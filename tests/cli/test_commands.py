"""The command as a user runs it: real processes, real files."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

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
RULE = "lambda-provisioned-concurrency-alias"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def tffix(tmp_path: Path) -> Run:
    """Runs tffix in an empty directory."""

    def run(*arguments: str, stdin: str = "", **environ: str) -> subprocess.CompletedProcess[str]:
        environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")} | environ
        return subprocess.run(
            [sys.executable, "-m", "tffix", *arguments],
            input=stdin,
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            env=environment,
            timeout=60,
            check=False,
        )

    return run


def test_version_and_help(tffix: Run) -> None:
    assert tffix("--version").stdout.startswith("tffix ")
    told = tffix("apply", "--help").stdout
    assert "edits files, never infrastructure" in told
    assert tffix("fix", "--help").stdout.replace(" fix ", " apply ") == told


def test_apply_fixes_a_directory_and_a_second_run_is_clean(tffix: Run, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(LAMBDA)
    done = tffix("apply", "--rule", RULE)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Fixed 1 problem in 1 file (unsafe)." in done.stdout
    after = (tmp_path / "main.tf").read_text()
    assert 'resource "aws_lambda_alias" "api"' in after
    again = tffix("apply", "--rule", RULE)
    assert (again.returncode, (tmp_path / "main.tf").read_text()) == (0, after)


def test_without_rule_only_safe_fixes_are_written(tffix: Run, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(LAMBDA)
    done = tffix("apply", "main.tf")
    assert done.returncode == 1
    assert RULE in done.stdout
    assert 'resource "aws_lambda_alias"' not in (tmp_path / "main.tf").read_text()


def test_safe_restricts_a_named_rule(tffix: Run, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(LAMBDA)
    assert tffix("apply", "--rule", RULE, "--safe").returncode == 1
    assert (tmp_path / "main.tf").read_text() == LAMBDA


def test_check_reports_and_writes_nothing(tffix: Run, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(LAMBDA)
    done = tffix("check", "--rule", RULE)
    assert done.returncode == 1
    assert 'on main.tf line 8, in resource "aws_lambda_provisioned_concurrency_config" "api":' in done.stdout
    assert (tmp_path / "main.tf").read_text() == LAMBDA


def test_clean_code_is_exit_0(tffix: Run, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text('output "x" {\n  value = 1\n}\n')
    done = tffix("check")
    assert (done.returncode, done.stdout) == (0, "No problems found in 1 file.\n")


def test_diff_is_a_patch_that_git_applies(tffix: Run, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(LAMBDA)
    done = tffix("apply", "--rule", RULE, "--diff")
    assert done.returncode == 1
    assert (tmp_path / "main.tf").read_text() == LAMBDA
    assert done.stdout.startswith("--- a/main.tf\n+++ b/main.tf\n")
    assert "Would fix 1 problem" in done.stderr
    subprocess.run(["git", "apply", "-"], input=done.stdout, text=True, cwd=tmp_path, check=True)
    patched = (tmp_path / "main.tf").read_text()
    (tmp_path / "main.tf").write_text(LAMBDA)
    tffix("apply", "--rule", RULE)
    assert (tmp_path / "main.tf").read_text() == patched


def test_check_option_makes_no_changes(tffix: Run, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(LAMBDA)
    assert tffix("apply", "--rule", RULE, "--check").returncode == 1
    assert (tmp_path / "main.tf").read_text() == LAMBDA


def test_json_is_one_document(tffix: Run, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(LAMBDA)
    document = json.loads(tffix("check", "--rule", RULE, "--format", "json").stdout)
    assert [d["rule"] for d in document["diagnostics"]] == [RULE]
    assert document["diagnostics"][0]["start"]["line"] == 8


def test_stdin_goes_to_stdout_and_people_are_told_on_stderr(tffix: Run) -> None:
    done = tffix("apply", "-", "--stdin-filename", "main.tf", "--rule", RULE, stdin=LAMBDA)
    assert done.returncode == 0, done.stderr
    assert 'resource "aws_lambda_alias" "api"' in done.stdout
    assert "Fixed 1 problem" in done.stderr


def test_markdown_answer_is_fixed_in_place(tffix: Run, tmp_path: Path) -> None:
    text = f"# Answer\n\nHere it is.\n\n## main.tf\n\n```hcl\n{LAMBDA}```\n\nThat was it.\n"
    (tmp_path / "answer.md").write_text(text)
    done = tffix("apply", "answer.md", "--rule", RULE)
    assert done.returncode == 0, done.stdout + done.stderr
    after = (tmp_path / "answer.md").read_text()
    assert after.startswith("# Answer\n\nHere it is.\n\n## main.tf\n\n```hcl\n")
    assert after.endswith("```\n\nThat was it.\n")
    assert "aws_lambda_alias.api.name" in after
    assert "answer.md line 15 (main.tf line 8)" in done.stdout


def test_unknown_rule_suggests_the_nearest(tffix: Run) -> None:
    done = tffix("check", "--rule", "random-keeper")
    assert done.returncode == 2
    assert 'did you mean "random-keepers"?' in done.stderr


def test_bad_option_is_exit_2(tffix: Run) -> None:
    assert tffix("apply", "--no-such-option").returncode == 2
    assert tffix("check", "--config", "missing.toml").returncode == 2


def test_missing_path_is_exit_3(tffix: Run) -> None:
    done = tffix("check", "nowhere.tf")
    assert done.returncode == 3
    assert "nowhere.tf" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_syntax_error_is_shown_and_the_file_left_alone(tffix: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.tf").write_text('resource "a" "b" {\n  x = [1,\n')
    (tmp_path / "main.tf").write_text(LAMBDA)
    done = tffix("apply", "--rule", "all")
    assert done.returncode == 3
    assert "on bad.tf line" in done.stdout
    assert (tmp_path / "bad.tf").read_text() == 'resource "a" "b" {\n  x = [1,\n'


def test_configuration_chooses_rules_and_levels(tffix: Run, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(LAMBDA)
    (tmp_path / ".tffix.toml").write_text(f'[levels]\n{RULE} = "manual"\n')
    done = tffix("apply", "--rule", RULE)
    assert done.returncode == 1
    assert (tmp_path / "main.tf").read_text() == LAMBDA
    (tmp_path / ".tffix.toml").write_text(f'ignore = ["{RULE}"]\nexclude = ["other/"]\n')
    assert RULE not in tffix("check").stdout


def test_bad_configuration_names_file_and_line(tffix: Run, tmp_path: Path) -> None:
    (tmp_path / ".tffix.toml").write_text('[sfn]\ndefinitoin = "inline"\n')
    done = tffix("check")
    assert done.returncode == 2
    assert ".tffix.toml line 2" in done.stderr
    assert 'did you mean "definition"?' in done.stderr


def test_ignored_and_terraform_directories_are_skipped(tffix: Run, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", "."], cwd=tmp_path, check=True)
    (tmp_path / ".gitignore").write_text("generated/\n")
    for name in (".terraform/modules/x", "generated"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "main.tf").write_text(LAMBDA)
    assert tffix("check").returncode == 0


def test_no_color_wins_over_force_color(tffix: Run, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(LAMBDA)
    assert "\x1b[" in tffix("check", "--rule", RULE, FORCE_COLOR="1").stdout
    assert "\x1b[" not in tffix("check", "--rule", RULE, FORCE_COLOR="1", NO_COLOR="1").stdout
    assert "\x1b[" not in tffix("check", "--rule", RULE).stdout


def test_rules_and_explain(tffix: Run) -> None:
    listed = tffix("rules").stdout
    assert RULE in listed
    page = tffix("explain", RULE).stdout
    assert page.startswith(f"# {RULE}\n")
    assert "## Fix safety" in page
    assert tffix("explain", "nonsense").returncode == 2


def test_cross_check_passes_for_a_sound_fix(tffix: Run, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(LAMBDA)
    assert tffix("apply", "--rule", RULE, "--cross-check").returncode == 0


def test_unused_ignore_is_reported(tffix: Run, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(f"# tffix: ignore[{RULE}] nothing here\nlocals {{}}\n")
    done = tffix("check")
    assert done.returncode == 1
    assert "[unused-ignore]" in done.stdout


def test_tf_json_is_read_and_reported_as_not_rewritten(tffix: Run, tmp_path: Path) -> None:
    (tmp_path / "main.tf.json").write_text('{"variable": {"x": {}}}')
    (tmp_path / "out.tf").write_text("locals {}\n")
    assert "main.tf.json is read, but never rewritten." in tffix("check").stdout


def test_module_called_by_another_is_one_configuration(tffix: Run, tmp_path: Path) -> None:
    (tmp_path / "modules" / "api").mkdir(parents=True)
    (tmp_path / "main.tf").write_text('module "api" {\n  source = "./modules/api"\n}\n')
    (tmp_path / "modules" / "api" / "main.tf").write_text(LAMBDA)
    done = tffix("apply", "--rule", RULE)
    assert done.returncode == 0, done.stdout
    assert "aws_lambda_alias" in (tmp_path / "modules" / "api" / "main.tf").read_text()


def test_process_pool_gives_the_same_result(tffix: Run, tmp_path: Path) -> None:
    filler = "".join(f'locals {{\n  filler_{i} = "{"x" * 60}"\n}}\n' for i in range(4000))
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "main.tf").write_text(LAMBDA + filler)
    alone = tffix("check", "--rule", RULE, "--jobs", "1")
    assert alone.stdout == tffix("check", "--rule", RULE, "--jobs", "2").stdout
    assert alone.stdout.count("╷") == 3


def test_version_imports_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['tffix', '--version']; from tffix.__main__ import main; main(); "
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'click', 'lark', 'rich', 'hcl2', 'pathspec', 'markdown_it'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[1] == "[]"


@pytest.mark.skipif(shutil.which("script") is None, reason="no script(1) to give the command a terminal")
def test_terminal_gets_colour(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(LAMBDA)
    done = subprocess.run(
        ["script", "-qec", f"{sys.executable} -m tffix check --rule {RULE}", "/dev/null"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "TERM")} | {"TERM": "xterm-256color"},
        timeout=60,
        check=False,
    )
    assert "\x1b[" in done.stdout
