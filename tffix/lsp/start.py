"""Starting the server. Standard output is the protocol's alone: the log goes to standard error."""

from __future__ import annotations

import ipaddress
import logging
import os
import sys
from typing import BinaryIO

from tffix.errors import ConfigError
from tffix.lsp.server import create_server


def start(tcp: str | None, log_level: str) -> None:
    """Serve until the client ends the session. Raises ConfigError for an address that is not of this machine.

    As the protocol wants it, the status is 1 if the client did not say before that it would end.
    """
    logging.basicConfig(
        stream=sys.stderr, level=log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s", force=True
    )
    # pygls tells of every message at level info.
    logging.getLogger("pygls").setLevel(logging.WARNING if log_level != "debug" else logging.DEBUG)
    server = create_server()
    server.garbage.start()
    if tcp is None:
        server.start_io(stdout=_taken_over())
    else:
        server.start_tcp(*address(tcp))
    if not server.ended:
        raise SystemExit(1)


def _taken_over() -> BinaryIO:
    """Standard output, for the protocol. What a rule or a program that it runs prints goes to the log from now on."""
    protocol = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    sys.stdout = sys.stderr
    return protocol


def address(text: str) -> tuple[str, int]:
    """Host and port of `HOST:PORT`. Raises ConfigError."""
    host, _, port = text.rpartition(":")
    host = host.strip("[]")
    if not host or not port.isdecimal() or int(port) > 65535:
        raise ConfigError(f"{text!r} is not HOST:PORT, such as 127.0.0.1:4000")
    try:
        local = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = False
    if not local:
        raise ConfigError(f"{host} is not a loopback address: the server reads and shows files to whoever connects")
    return host, int(port)
