"""Speaks to a headless Chromium without a driver between: commands go out without waiting.

A driver lets one event through at a time and waits for each; here events are sent as fast as hands
or wheels make them, over the one socket that Chromium opens for its own developer tools.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websocket import WebSocket, create_connection

sys.path.append(str(Path(__file__).parents[1] / "tests" / "page"))
from conftest import FLAGS

PATIENCE = 180
"""Seconds for one answer, and for Chromium to start."""

Answer = dict[str, Any]


class Tab:
    """A tab with a cache, a process and a memory of its own."""

    def __init__(self, socket: WebSocket, session: str, count: Callable[[], int]) -> None:
        self._socket, self._session, self._count = socket, session, count
        self._answers: dict[int, Answer] = {}
        self.width, self.height = 1280, 800
        self.call("Page.enable")
        self.call("Runtime.enable")
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=self.width, height=self.height, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip

    def send(self, method: str, **parameters: Any) -> int:
        """Send a command without waiting, and return its number."""
        number = self._count()
        message = {"id": number, "method": method, "params": parameters}
        self._socket.send(json.dumps({**message, "sessionId": self._session}))
        return number

    def answer(self, number: int) -> Answer:
        """Wait for the answer to the command of this number."""
        while number not in self._answers:
            message = json.loads(self._socket.recv())
            if "id" in message:
                self._answers[message["id"]] = message
        message = self._answers.pop(number)
        if "error" in message:
            raise RuntimeError(message["error"])
        return dict(message["result"])

    def call(self, method: str, **parameters: Any) -> Answer:
        """Send a command and return its answer."""
        return self.answer(self.send(method, **parameters))

    def ask(self, script: str) -> Any:
        """Return what an expression of the page comes to, a promise once it is kept."""
        found = self.call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in found:
            raise RuntimeError(f"in the page: {found['exceptionDetails']}")
        return found["result"].get("value")

    def mouse(self, kind: str, x: float, y: float, **more: Any) -> int:
        """Send one event of the mouse without waiting."""
        return self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, **more)


class Browser:
    """A running Chromium."""

    def __init__(self, socket: WebSocket) -> None:
        self._socket, self._number = socket, 0

    def _next(self) -> int:
        self._number += 1
        return self._number

    def _call(self, method: str, **parameters: Any) -> Answer:
        number = self._next()
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self._socket.recv())
            if message.get("id") == number:
                return dict(message["result"])

    @contextmanager
    def tab(self, before: str = "") -> Iterator[Tab]:
        """Open a tab in which the script ``before`` runs ahead of every page, and close it."""
        context = self._call("Target.createBrowserContext")["browserContextId"]
        target = self._call("Target.createTarget", url="about:blank", browserContextId=context)
        session = self._call(
            "Target.attachToTarget", targetId=target["targetId"], flatten=True
        )["sessionId"]  # fmt: skip
        tab = Tab(self._socket, session, self._next)
        if before:
            tab.call("Page.addScriptToEvaluateOnNewDocument", source=before)
        try:
            yield tab
        finally:
            self._call("Target.disposeBrowserContext", browserContextId=context)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a headless Chromium that asks nobody anything, and end it afterwards."""
    names = ("chromium", "chromium-browser", "google-chrome")
    program = next((path for name in names if (path := shutil.which(name))), None)
    if not program:
        sys.exit("Chromium is needed (Debian: apt-get install chromium).")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        own = [
            f"--user-data-dir={profile}",
            "--remote-debugging-port=0",
            "--host-resolver-rules=MAP * ~NOTFOUND",
        ]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        running = subprocess.Popen([program, *FLAGS, *own, "about:blank"], **quiet)
        try:
            socket = create_connection(
                _address(Path(profile)), timeout=PATIENCE, suppress_origin=True
            )
            yield Browser(socket)
            socket.close()
        finally:
            running.terminate()
            running.wait(20)


def _address(profile: Path) -> str:
    """Return the address of the socket, once Chromium has written it down."""
    file = profile / "DevToolsActivePort"
    for _ in range(PATIENCE * 10):
        lines = file.read_text().split() if file.exists() else []
        if len(lines) == 2:
            return f"ws://127.0.0.1:{lines[0]}{lines[1]}"
        time.sleep(0.1)
    sys.exit("Chromium did not start.")
