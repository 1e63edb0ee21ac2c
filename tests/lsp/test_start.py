"""Starting and ending the server, as an editor does it: a process, pipes or a socket."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Any

import pytest

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


@pytest.mark.parametrize(("level", "is_told"), [("debug", True), ("error", False)])
def test_a_session_ends_cleanly_and_writes_nothing_but_the_protocol(tmp_path: Path, level: str, is_told: bool) -> None:
    (tmp_path / "main.tf").write_text('output "x" {\n  value = var.region\n}\n')
    command = [*COMMAND, "--log-level", level]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdin is not None
    folder = {"uri": tmp_path.as_uri(), "name": "work"}
    params = {"processId": None, "capabilities": {}, "rootUri": None, "workspaceFolders": [folder]}
    send(process.stdin, id=1, method="initialize", params=params)
    send(process.stdin, method="initialized", params={})
    document = {"uri": (tmp_path / "main.tf").as_uri()}
    send(
        process.stdin,
        id=2,
        method="textDocument/hover",
        params={"textDocument": document, "position": {"line": 1, "character": 12}},
    )
    send(process.stdin, id=3, method="shutdown")
    send(process.stdin, method="exit")
    out, log = process.communicate(timeout=120)
    assert process.returncode == 0
    answers = {message["id"]: message for message in received(out) if "id" in message and "method" not in message}
    assert answers[1]["result"]["serverInfo"]["name"] == "tffix"
    assert "result" in answers[3]
    assert bool(log) is is_told, log


def test_an_editor_that_goes_away_without_a_word_ends_the_server() -> None:
    process = subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.communicate(timeout=120)
    assert process.returncode in (0, 1)


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
    finally:
        process.kill()


def test_nobody_else_gets_in() -> None:
    for text in ("0.0.0.0:4000", "example.com:1", "127.0.0.1", "127.0.0.1:x", "[::1]:99999"):
        with pytest.raises(ConfigError, match=r"loopback|HOST:PORT"):
            address(text)
    assert address("localhost:1") == ("localhost", 1)
    assert address("[::1]:4000") == ("::1", 4000)
    done = subprocess.run([*COMMAND, "--tcp", "0.0.0.0:1"], capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stdout) == (2, "")
