"""A headless Chromium, driven over the WebDriver protocol with nothing but the standard library."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

DRIVER = shutil.which("chromedriver")
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
MISSING = None if DRIVER and CHROMIUM else "needs chromium and chromedriver"

_QUIET = ("--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update")
_KEY = "element-6066-11e4-a52e-4f735466cecf"


class Browser:
    """One window."""

    def __init__(self, url: str) -> None:
        self._url = url

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """The value that the driver answers with."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._url + path, data, {"Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(request, timeout=60) as reply:
            return json.load(reply)["value"]

    def open(self, page: Path) -> None:
        """Load a page from disk."""
        self.ask("POST", "/url", {"url": page.as_uri()})

    def run(self, script: str) -> Any:
        """What a script returns."""
        return self.ask("POST", "/execute/sync", {"script": script, "args": []})

    def click(self, selector: str) -> None:
        """Click as a person does: the element has to be there and to be seen."""
        found = self.ask("POST", "/element", {"using": "css selector", "value": selector})
        self.ask("POST", f"/element/{found[_KEY]}/click", {})

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        actions = [
            step for key in keys for step in ({"type": "keyDown", "value": key}, {"type": "keyUp", "value": key})
        ]
        self.ask("POST", "/actions", {"actions": [{"type": "key", "id": "keys", "actions": actions}]})

    def resize(self, width: int, height: int) -> None:
        """Set the size of the page that is seen, as a phone's would be."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.cdp("Emulation.setDeviceMetricsOverride", metrics)

    def emulate(self, **features: str) -> None:
        """Set media features, such as `prefers_color_scheme="dark"`, or the medium."""
        listed = [
            {"name": name.replace("_", "-"), "value": value} for name, value in features.items() if name != "media"
        ]
        self.cdp("Emulation.setEmulatedMedia", {"features": listed, "media": features.get("media", "")})

    def cdp(self, command: str, parameters: dict[str, object]) -> Any:
        """A command of Chromium's own protocol."""
        return self.ask("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def screenshot(self, to: Path) -> None:
        """What is seen, as a PNG file."""
        to.write_bytes(base64.b64decode(self.ask("GET", "/screenshot")))

    def log(self) -> list[str]:
        """What the console says: errors of scripts, and what a policy refused."""
        return [entry["message"] for entry in self.ask("POST", "/se/log", {"type": "browser"})]


@contextmanager
def browser(profile: Path) -> Iterator[Browser]:
    """A browser with an empty profile; it and its driver are gone afterwards."""
    assert DRIVER
    driver = subprocess.Popen([DRIVER, "--port=0"], stdout=subprocess.PIPE, text=True)
    try:
        assert driver.stdout is not None
        port = next(
            found[1] for line in driver.stdout if (found := re.search(r"started successfully on port (\d+)", line))
        )
        arguments = ["--headless", "--no-sandbox", "--disable-gpu", *_QUIET, f"--user-data-dir={profile}"]
        wanted = {
            "goog:chromeOptions": {"args": arguments, "binary": CHROMIUM},
            "goog:loggingPrefs": {"browser": "ALL"},
        }
        root = Browser(f"http://127.0.0.1:{port}")
        session = root.ask("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})["sessionId"]
        window = Browser(f"http://127.0.0.1:{port}/session/{session}")
        try:
            yield window
        finally:
            window.ask("DELETE", "")
    finally:
        driver.terminate()
        driver.wait(timeout=10)
        if driver.stdout is not None:
            driver.stdout.close()
