"""Terminals, pipes, encodings, signals: what is around the command."""

from __future__ import annotations

import contextlib
import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command import ALIAS, LAMBDA, RULE, LayOut, Tffix, environment

CHECK = ("check", "--rule", RULE)
SCRIPT = pytest.mark.skipif(shutil.which("script") is None, reason="no script(1) to make a terminal with")


def start(cwd: Path, *arguments: str, stdout: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    # What a shell runs in the background ignores the keyboard, and so would all that it starts.
    keyboard = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        return _start(cwd, *arguments, stdout=stdout)
    finally:
        signal.signal(signal.SIGINT, keyboard)


def _start(cwd: Path, *arguments: str, stdout: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tffix", *arguments],
        cwd=cwd,
        stdout=stdout,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        env=environment(),
        start_new_session=True,
    )


def wait_until_busy(process: subprocess.Popen[bytes]) -> None:
    """Wait until a process has workers, or is past its imports."""
    stat, children = Path(f"/proc/{process.pid}/stat"), Path(f"/proc/{process.pid}/task/{process.pid}/children")
    for _ in range(600):
        ticks = sum(map(int, stat.read_text().rpartition(")")[2].split()[11:13])) if stat.exists() else 0
        if ticks > 80 or (children.exists() and children.read_text()):
            return
        time.sleep(0.1)


@pytest.mark.parametrize("environ", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}])
def test_streams_that_are_not_utf8(tffix: Tffix, lay_out: LayOut, environ: dict[str, str]) -> None:
    if "LC_ALL" in environ:
        environ = {**environ, "PYTHONCOERCECLOCALE": "0"}
    lay_out({"caf\u00e9.tf": LAMBDA.replace('"api"\n', '"\u65e5\u672c"\n', 1)})
    done = tffix(*CHECK, **environ)
    assert done.status == 1
    assert done.out.startswith(b",\n| Error: ")
    assert b"caf" in done.out
    # What programs read is UTF-8 everywhere.
    document = json.loads(tffix(*CHECK, "--format", "json", **environ).out)
    path = document["diagnostics"][0]["path"]
    assert path.encode("utf-8", "surrogateescape") == "caf\u00e9.tf".encode()
    assert "caf" in tffix("apply", "--rule", RULE, "--diff", **environ).out.decode("utf-8")
    fixed = tffix("apply", "-", "--rule", RULE, stdin=(LAMBDA + "# \u65e5\n").encode() + b"# \xff", **environ)
    assert fixed.out.endswith("# \u65e5\n".encode() + b"# \xff")


def test_reader_that_goes_away(tmp_path: Path, lay_out: LayOut) -> None:
    lay_out({f"m{i}/main.tf": LAMBDA for i in range(200)})
    process = start(tmp_path, *CHECK)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(1)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(60) == 1  # what was found is what the status says


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_full_disk_behind_standard_output(tmp_path: Path, lay_out: LayOut) -> None:
    lay_out({"main.tf": LAMBDA})
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        process = start(tmp_path, *CHECK, stdout=full.fileno())
        _, err = process.communicate(timeout=60)
    assert process.returncode == 3
    assert "Error: standard output cannot be written: no space left on device" in err.decode()
    assert b"Traceback" not in err


def test_no_streams_at_all(tmp_path: Path, lay_out: LayOut) -> None:
    lay_out({"main.tf": LAMBDA})
    command = f"exec {sys.executable} -m tffix"
    for arguments, status in ((f"check --rule {RULE}", 1), ("check -", 3)):
        done = subprocess.run(
            ["sh", "-c", f"{command} {arguments} <&- >&- 2>&-"], cwd=tmp_path, env=environment(), check=False
        )
        assert done.returncode == status


@pytest.mark.parametrize(
    ("name", "group", "jobs"),
    [("SIGINT", True, "2"), ("SIGINT", False, "2"), ("SIGINT", False, "1"), ("SIGTERM", False, "2")],
)
def test_signals_end_in_order(tmp_path: Path, lay_out: LayOut, name: str, group: bool, jobs: str) -> None:
    filler = "".join(f"locals {{\n  v{i} = [for x in var.y : x + {i}]\n}}\n" for i in range(9000))
    lay_out({f"m{i}/main.tf": LAMBDA + filler for i in range(8)})
    process = start(tmp_path, "apply", "--rule", "all", "--jobs", jobs)
    wait_until_busy(process)
    number = getattr(signal, name)
    (os.killpg if group else os.kill)(process.pid, number)
    try:
        out, err = process.communicate(timeout=60)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        raise
    # Python kills itself by the signal if it came while a class was made by `exec` of a text (dataclasses are): a shell
    # says 130 to both.
    assert process.returncode in (128 + number, -number)
    assert out == err.strip() == b""
    assert {p.read_text() for p in tmp_path.glob("*/main.tf")} == {LAMBDA + filler}
    assert not list(tmp_path.glob("*/.tffix-*"))
    with contextlib.suppress(ProcessLookupError):
        for _ in range(100):  # no worker is left behind
            os.killpg(process.pid, 0)
            time.sleep(0.1)
        pytest.fail("a worker goes on")


def terminal(cwd: Path, columns: int, *arguments: str, setup: str = "pass", **environ: str) -> str:
    code = f"import sys; {setup}; from tffix.__main__ import main; sys.argv = {['tffix', *arguments]}; main()"
    done = subprocess.run(
        ["script", "-qec", f"stty cols {columns} rows 24; exec {sys.executable} -c {shlex.quote(code)}", "/dev/null"],
        cwd=cwd,
        capture_output=True,
        env=environment(TERM="xterm-256color", **environ),
        timeout=120,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    return done.stdout.decode()


@SCRIPT
@pytest.mark.parametrize("columns", [40, 200])
def test_lines_fit_into_the_terminal(tmp_path: Path, lay_out: LayOut, columns: int) -> None:
    lay_out({"main.tf": LAMBDA})
    for arguments in (CHECK, ("rules",)):
        lines = terminal(tmp_path, columns, *arguments, NO_COLOR="1").replace("\r", "").split("\n")
        assert len(lines) > 3
        # Only a word that is wider than the terminal is.
        whole = ('"aws_lambda_provisioned_concurrency_config"',)
        assert all(len(line) <= columns or line.strip("\u2502 ").startswith(whole) for line in lines)
        assert "\x1b" not in "".join(lines)
    assert "\x1b[" in terminal(tmp_path, columns, *CHECK)


@SCRIPT
def test_nothing_that_a_terminal_would_obey(tmp_path: Path, lay_out: LayOut) -> None:
    lay_out({"a\x1b[2Jb.tf": LAMBDA.replace("  function_name     ", "  # \x1b]0;title\x07\n  function_name     ")})
    diff = ("apply", "--rule", RULE, "--diff")
    for arguments, environ in ((CHECK, {}), (diff, {}), (diff, {"NO_COLOR": "1"})):
        shown = terminal(tmp_path, 80, *arguments, **environ)
        assert "\x1b[2J" not in shown
        assert "\x1b]0" not in shown


@SCRIPT
def test_progress_bar_comes_after_a_while_and_goes(tmp_path: Path, lay_out: LayOut) -> None:
    lay_out({f"m{i}/main.tf": "# nothing yet\n" for i in range(24)})
    setup = "import tffix.cli.progress as p; p._PATIENCE = 0"
    shown = terminal(tmp_path, 80, "check", setup=setup)
    assert "Checking" in shown
    assert "\x1b[2K" in shown.partition("Checking")[2]  # its line is cleared
    assert shown.rstrip().endswith("No problems found in 24 files.")
    assert "Checking" not in terminal(tmp_path, 80, "check", setup=f"{setup} + 100")


def test_files_are_written_when_the_reader_of_the_report_goes_away(tmp_path: Path, lay_out: LayOut) -> None:
    lay_out({f"m{i}/main.tf": LAMBDA for i in range(20)})
    process = start(tmp_path, "apply", "--rule", RULE)
    assert process.stdout is not None
    process.stdout.close()
    assert process.wait(60) == 0
    assert process.stderr is not None
    process.stderr.close()
    assert all(ALIAS in p.read_text() for p in tmp_path.glob("*/main.tf"))
