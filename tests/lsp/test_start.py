"""Starting and ending the server, as an editor does it: a process, pipes or a socket."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Any

import pytest

from tffix.__main__ import main
from tffix.errors import ConfigError
from tffix.lsp.start import address

COMMAND = [sys.executable, "-m", "tffix", "lsp"]


def send(to: IO[bytes], **message: object) -> None:
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    to.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
    to.flush()


def received(data: bytes) -> list[dict[str, Any]]:
    """The messages that are all of the bytes."""
    found = []
    while data:
        head, _, rest = data.partition(b"\r\n\r\n")
        fields = dict(line.split(b": ") for line in head.split(b"\r\n"))
        length = int(fields[b"Content-Length"])
        found.append(json.loads(rest[:length]))
        data = rest[length:]
    return found


NOISY = """\
import os, sys, time, warnings
from tffix.rules import Rule
from tffix import matchers as m

class Noisy(Rule):
    name = "noisy"
    target = m.Output()

    def check(self, element, ctx):
        print("printed")
        os.system("echo printed by a program")
        warnings.warn("warned")
        if element.path == "slow.tf":
            time.sleep(0.01)
"""


def test_nothing_but_the_protocol_is_written_whatever_happens(tmp_path: Path) -> None:
    work, site = tmp_path / "work", tmp_path / "site"
    (site / "noisy_rules").mkdir(parents=True)
    (site / "noisy_rules" / "__init__.py").write_text("")
    (site / "noisy_rules" / "noisy.py").write_text(NOISY)
    (site / "noisy-1.dist-info").mkdir()
    (site / "noisy-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: noisy\nVersion: 1\n")
    (site / "noisy-1.dist-info" / "entry_points.txt").write_text("[tffix.codemods]\nours = noisy_rules\n")
    work.mkdir()
    (work / "main.tf").write_text('output "x" {\n  value = var.region\n}\n')
    paths = os.pathsep.join([str(site), *filter(None, [os.environ.get("PYTHONPATH")])])
    process = subprocess.Popen(
        [*COMMAND, "--log-level", "debug"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": paths},
    )
    assert process.stdin is not None
    params = {"processId": None, "capabilities": {}, "workspaceFolders": [{"uri": work.as_uri(), "name": "work"}]}
    options = {"tffix": {"rules": ["noisy", "undeclared-variable"]}}
    send(process.stdin, id=1, method="initialize", params={**params, "rootUri": None, "initializationOptions": options})
    send(process.stdin, method="initialized", params={})
    where = {"textDocument": {"uri": (work / "main.tf").as_uri()}, "position": {"line": 1, "character": 12}}
    send(process.stdin, id=2, method="textDocument/hover", params=where)
    # What is no message, or a wrong one, is survived; who asked is told.
    for body in (b"{nonsense", b"\xff\xfe", b"[1, 2]", b'"x"', b"{}", b"[" * 100_000):
        process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
    process.stdin.write(b"no header at all\r\n\r\n")
    send(process.stdin, id=3, method="textDocument/hover", params={"position": 1})
    send(process.stdin, method="textDocument/didOpen", params={})
    send(process.stdin, id=4, method="no/such/method", params={})
    for uri in ("untitled:x.tf", "git:/main.tf", "file:///%00/main.tf", "", "file://host/share/main.tf"):
        send(process.stdin, method="textDocument/didOpen", params={"textDocument": opened(uri, "a = 1\n")})
    send(process.stdin, id=5, method="textDocument/hover", params=where)
    # The end comes while a check is running.
    text = "".join(f'output "x{n}" {{\n  value = var.region\n}}\n' for n in range(50))
    send(
        process.stdin, method="textDocument/didOpen", params={"textDocument": opened((work / "slow.tf").as_uri(), text)}
    )
    send(process.stdin, id=6, method="shutdown")
    send(process.stdin, id=7, method="textDocument/hover", params=where)
    send(process.stdin, method="exit")
    began = time.monotonic()
    out, log = process.communicate(timeout=120)
    assert process.returncode == 0
    answers = {message["id"]: message for message in received(out) if "id" in message and "method" not in message}
    assert answers[1]["result"]["serverInfo"]["name"] == "tffix"
    for number in (2, 5):
        assert answers[number]["result"]["contents"]["value"].startswith("# undeclared-variable")
    assert [answers[number]["error"]["code"] for number in (3, 4, 7)] == [-32602, -32601, -32600]
    assert "result" in answers[6]
    for words in (b"printed\n", b"printed by a program\n", b"warned", b"checked ."):
        assert words in log
    assert time.monotonic() - began < 30


def opened(uri: str, text: str) -> dict[str, object]:
    return {"uri": uri, "languageId": "terraform", "version": 1, "text": text}


def test_an_editor_that_goes_away_without_a_word_ends_the_server() -> None:
    command = [*COMMAND, "--log-level", "error"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdin is not None
    send(process.stdin, id=1, method="initialize", params={"processId": None, "capabilities": {}, "rootUri": None})
    # In the middle of a message, and of one of a length that never comes.
    process.stdin.write(b"Content-Length: 99999999\r\n\r\n{")
    out, log = process.communicate(timeout=120)
    assert [message["id"] for message in received(out)] == [1]
    assert process.returncode == 1
    assert log.count(b" ERROR ") == 1


def test_a_session_over_a_socket() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen([*COMMAND, "--tcp", f"127.0.0.1:{port}"], stderr=subprocess.PIPE)
    try:
        for _ in range(600):
            try:
                client = socket.create_connection(("127.0.0.1", port), timeout=60)
                break
            except ConnectionRefusedError:
                time.sleep(0.1)
        with client, client.makefile("rwb") as stream:
            send(stream, id=1, method="initialize", params={"processId": None, "capabilities": {}, "rootUri": None})
            length = int(stream.readline().split(b": ")[1])
            while stream.readline().strip():
                pass
            assert json.loads(stream.read(length))["result"]["serverInfo"]["name"] == "tffix"
            send(stream, id=2, method="shutdown")
            send(stream, method="exit")
        process.communicate(timeout=120)
        assert process.returncode == 0
    finally:
        process.kill()


def test_nobody_else_gets_in(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for text in ("0.0.0.0:4000", "example.com:1", "127.0.0.1", "127.0.0.1:x", "[::1]:99999"):
        with pytest.raises(ConfigError, match=r"loopback|HOST:PORT"):
            address(text)
    assert address("localhost:1") == ("localhost", 1)
    assert address("[::1]:4000") == ("::1", 4000)
    for wrong in (["--tcp", "0.0.0.0:1"], ["--tcp", "127.0.0.1:1", "--stdio"], ["--log-level", "loud"]):
        monkeypatch.setattr(sys, "argv", ["tffix", "lsp", *wrong])
        with pytest.raises(SystemExit, match="2"):
            main()
    assert capsys.readouterr().out == ""
