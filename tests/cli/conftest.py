from __future__ import annotations

import io
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from command import Ended, Files, LayOut, Tffix, environment

from tffix.__main__ import main


@pytest.fixture
def tffix(tmp_path: Path) -> Tffix:
    """Runs tffix as a process of its own in an empty directory."""

    def run(*arguments: str | bytes, stdin: bytes = b"", cwd: str = "", **environ: str) -> Ended:
        done = subprocess.run(
            [sys.executable, "-m", "tffix", *arguments],
            input=stdin,
            cwd=tmp_path / cwd,
            capture_output=True,
            env=environment(**environ),
            timeout=120,
            check=False,
        )
        assert b"Traceback" not in done.stdout + done.stderr, done.stderr.decode(errors="replace")
        return Ended(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def quick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tffix:
    """Runs tffix in this process, where a table has many rows."""

    def run(*arguments: str, stdin: bytes = b"", cwd: str = "") -> Ended:
        out, err = io.BytesIO(), io.BytesIO()
        handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["tffix", *arguments])
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
            patch.setattr(sys, "stdout", io.TextIOWrapper(out, "utf-8"))
            patch.setattr(sys, "stderr", io.TextIOWrapper(err, "utf-8"))
            patch.chdir(tmp_path / cwd)
            for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
                patch.delenv(name, raising=False)
            try:
                main()
                status = 0
            except SystemExit as end:
                status = end.code if isinstance(end.code, int) else 0
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                for number, handler in handlers.items():
                    signal.signal(number, handler)
            return Ended(status, out.getvalue(), err.getvalue())

    return run


@pytest.fixture
def lay_out(tmp_path: Path) -> LayOut:
    """Writes files, text as UTF-8."""

    def write(files: Files) -> None:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())

    return write
