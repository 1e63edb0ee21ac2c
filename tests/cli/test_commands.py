"""The commands and their options, as a user types them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from command import ALIAS, LAMBDA, RULE, LayOut, Tffix, environment

FIX = ("apply", "--rule", RULE)
MACHINE = 'resource "aws_sfn_state_machine" "x" {\n  definition = jsonencode({ StartAt = "a" })\n}\n'
TEMPLATEFILE = "sfn-definition-templatefile"


def test_version_and_help(quick: Tffix) -> None:
    assert quick("--version").stdout.startswith("tffix ")
    told = quick("apply", "--help").stdout
    assert "edits files, never infrastructure" in told
    assert quick("fix", "--help").stdout.replace("tffix fix ", "tffix apply ") == told
    assert "never infrastructure" in quick("-h").stdout
    for name in ("check", "apply", "rules", "explain", "golden"):
        assert quick(name, "--help").status == 0


def test_apply_and_a_second_run(quick: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    lay_out({"main.tf": LAMBDA})
    done = quick(*FIX)
    assert "Fixed 1 problem in 1 file (unsafe)." in done.stdout
    after = (tmp_path / "main.tf").read_text()
    assert ALIAS in after
    again = quick(*FIX)
    assert (again.status, again.stdout) == (0, "No problems found in 1 file.\n")
    assert (tmp_path / "main.tf").read_text() == after


def test_safe_fixes_without_rule_or_with_safe(quick: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    lay_out({"main.tf": LAMBDA})
    assert RULE in quick("apply", "main.tf").stdout
    assert quick(*FIX, "--safe").status == 1
    assert ALIAS not in (tmp_path / "main.tf").read_text()
    quick("fix", "--rule", "all")
    assert ALIAS in (tmp_path / "main.tf").read_text()


def test_check_and_diff_write_nothing(quick: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    lay_out({"main.tf": LAMBDA})
    done = quick("check", "--rule", RULE)
    assert 'on main.tf line 8, in resource "aws_lambda_provisioned_concurrency_config" "api":' in done.flat
    diff = quick(*FIX, "--diff")
    assert diff.stdout.startswith("--- a/main.tf\n+++ b/main.tf\n")
    assert "Would fix 1 problem" in diff.stderr
    both = quick(*FIX, "--diff", "--check")
    assert (both.out, both.err, both.status) == (diff.out, diff.err, 1)
    only = quick(*FIX, "--check")
    assert "Would fix 1 problem" in only.stdout
    assert (tmp_path / "main.tf").read_text() == LAMBDA


def test_json(quick: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    lay_out({"main.tf": LAMBDA})
    document = json.loads(quick("check", "--rule", RULE, "--format", "json").stdout)
    assert [d["rule"] for d in document["diagnostics"]] == [RULE]
    assert document["diagnostics"][0]["start"]["line"] == 8
    assert not {"diff", "output"} & document.keys()
    diff = quick(*FIX, "--diff").stdout
    document = json.loads(quick(*FIX, "--diff", "--format", "json").stdout)
    assert document["diff"] == diff
    assert document["changed"] == ["main.tf"]
    assert (tmp_path / "main.tf").read_text() == LAMBDA
    done = quick(*FIX, "-", "--format", "json", stdin=LAMBDA.encode())
    assert ALIAS in json.loads(done.stdout)["output"]
    assert done.err == b""
    missing = json.loads(quick("check", "gone.tf", "--format", "json").stdout)
    assert missing["errors"] == ["gone.tf cannot be read: no such file or directory"]


def test_standard_input(quick: Tffix) -> None:
    done = quick(*FIX, "-", "--stdin-filename", "main.tf", stdin=LAMBDA.encode())
    assert done.status == 0
    assert ALIAS in done.stdout
    assert "Fixed 1 problem" in done.stderr
    diff = quick(*FIX, "-", "--diff", stdin=LAMBDA.encode())
    assert diff.stdout.startswith("--- a/stdin.tf\n")
    check = quick("check", "-", "--rule", RULE, stdin=LAMBDA.encode())
    assert "on stdin.tf line 8" in check.stdout


def test_rules_by_name(quick: Tffix, lay_out: LayOut) -> None:
    lay_out({"main.tf": LAMBDA + MACHINE})

    def found(*arguments: str) -> set[str]:
        document = json.loads(quick("check", "--format", "json", *arguments).stdout)
        return {d["rule"] for d in document["diagnostics"]}

    assert TEMPLATEFILE not in found()
    assert found("--rule", "all") == found()
    # Named by itself this rule converts every definition, in a list with all the others too.
    assert found("--rule", f"all,{TEMPLATEFILE}") == found() | {TEMPLATEFILE}
    assert found("--rule", TEMPLATEFILE, "--rule", f" {RULE} ,") == {TEMPLATEFILE, RULE}
    assert found("--rule", f"{RULE},{RULE}") == {RULE}


def test_mistakes_in_rules_and_configuration(quick: Tffix, lay_out: LayOut) -> None:
    lay_out({"main.tf": LAMBDA})
    assert 'did you mean "random-keepers"?' in quick("check", "--rule", "random-keeper").stderr
    assert "--rule names no rule" in quick("check", "--rule", "").stderr
    lay_out({".tffix.toml": '[sfn]\ndefinitoin = "inline"\n'})
    done = quick("check")
    assert ".tffix.toml line 2" in done.stderr
    assert 'did you mean "definition"?' in done.stderr


def test_configuration(quick: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    lay_out({"main.tf": LAMBDA, ".tffix.toml": f'rules = ["{RULE}"]\n[levels]\n{RULE} = "manual"\n'})
    assert quick("apply").status == 1
    assert "would fix" not in quick(*FIX, "--check").stdout
    assert (tmp_path / "main.tf").read_text() == LAMBDA
    lay_out({".tffix.toml": f'ignore = ["{RULE}"]\nexclude = ["other/"]\n', "other/main.tf": "="})
    assert RULE not in quick("check").stdout
    named = quick("check", "--rule", RULE)
    assert named.status == 0
    assert f"Note: {RULE} does not run: .tffix.toml line 1: it is among the rules to ignore." in named.flat


def test_ignored_and_terraform_directories_are_skipped(quick: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", "."], cwd=tmp_path, check=True)
    lay_out({".gitignore": "generated/\n", ".terraform/modules/x/main.tf": LAMBDA, "generated/main.tf": LAMBDA})
    assert "There are no Terraform files here." in quick("check").stdout


def test_rules_and_explain(quick: Tffix) -> None:
    listed = quick("rules").stdout
    assert RULE in listed
    assert max(map(len, listed.splitlines())) <= 100
    page = quick("explain", RULE).stdout
    assert page.startswith(f"# {RULE}\n")
    assert "## Fix safety" in page
    assert 'did you mean "random-keepers"?' in quick("explain", "random-keeper").stderr


def test_unused_ignore_is_reported(quick: Tffix, lay_out: LayOut) -> None:
    lay_out({"main.tf": f"# tffix: ignore[{RULE}] nothing here\nlocals {{}}\n"})
    done = quick("check")
    assert done.status == 1
    assert "[unused-ignore]" in done.stdout


def test_module_called_by_another_is_one_configuration(quick: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    lay_out({"main.tf": 'module "api" {\n  source = "./modules/api"\n}\n', "modules/api/main.tf": LAMBDA})
    assert quick(*FIX).status == 0
    assert ALIAS in (tmp_path / "modules" / "api" / "main.tf").read_text()


def test_cross_check(quick: Tffix, lay_out: LayOut, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from tffix.engine import crosscheck

    lay_out({"main.tf": LAMBDA})
    with monkeypatch.context() as patch:
        patch.setattr(crosscheck, "cross_check", lambda *_: crosscheck.CrossCheck(("main.tf has changed",), 2))
        done = quick(*FIX, "--cross-check")
    assert done.status == 3
    assert "Error: nothing was changed: main.tf has changed" in done.flat
    assert "Note: 2 changed files were not cross-checked" in done.flat
    assert "on main.tf line 8" in done.flat
    assert (tmp_path / "main.tf").read_text() == LAMBDA
    assert quick(*FIX, "--cross-check").status == 0


def test_process_pool_gives_the_same_result(tffix: Tffix, lay_out: LayOut) -> None:
    filler = f"# {'x' * 78}\n" * 3000  # enough for a pool to be worth it
    lay_out({f"{name}/main.tf": LAMBDA + filler for name in ("a", "b", "c")})
    alone = tffix("check", "--rule", RULE, "--jobs", "1")
    assert alone.out == tffix("check", "--rule", RULE, "--jobs", "2").out
    assert alone.stdout.count("\u2577") == 3


def test_no_color_wins_over_force_color(tffix: Tffix, lay_out: LayOut) -> None:
    lay_out({"main.tf": LAMBDA})
    assert "\x1b[" in tffix("check", "--rule", RULE, FORCE_COLOR="1").stdout
    assert "\x1b[" not in tffix("check", "--rule", RULE, FORCE_COLOR="1", NO_COLOR="1").stdout


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("tffix apply --rule all,random-k", "plain,all,random-keepers"),
        ("tffix explain lambda-prov", f"plain,{RULE}"),
        ("tffix ch", "plain,check"),
        ("tffix check --format j", "plain,json"),
    ],
)
def test_completion(quick: Tffix, monkeypatch: pytest.MonkeyPatch, typed: str, expected: str) -> None:
    monkeypatch.setenv("_TFFIX_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", typed)
    monkeypatch.setenv("COMP_CWORD", str(len(typed.split()) - 1))
    assert quick().stdout == expected + "\n"


HEAVY = {"lark", "rich", "hcl2", "pathspec", "markdown_it"}
POOLS = {"concurrent.futures.process", "multiprocessing.pool", "multiprocessing.connection"}


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["--version"], HEAVY | POOLS | {"click"}),
        (["--help"], HEAVY | POOLS | {"tffix.syntax", "tffix.rules"}),
        (["check"], HEAVY | POOLS | {"tffix.responses.draft", "secrets"}),
    ],
)
def test_nothing_is_imported_before_it_is_needed(
    lay_out: LayOut, tmp_path: Path, arguments: list[str], unwanted: set[str]
) -> None:
    # `1` opens in the skeleton: the grammar stays closed.
    lay_out({"main.tf": 'output "x" {\n  value = 1\n}\n'})
    code = f"""\
import sys
from tffix.__main__ import main
sys.argv = ["tffix", *{arguments}]
try:
    main()
except SystemExit as end:
    assert not end.code
print(*sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True, env=environment()
    )
    assert unwanted & set(done.stdout.splitlines()[-1].split()) == set()
