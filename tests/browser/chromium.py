"""A Chromium without a screen, told what to do over two pipes (the DevTools protocol), so that no library is needed."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from planner_desktop import leftovers

_OPTIONS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run", "--remote-debugging-pipe",
)  # fmt: skip


class Page:
    """A page that is open. `requests` are the addresses it asked for, `complaints` what the console was told."""

    def __init__(self, to: int, back: int) -> None:
        self._to, self._back = to, os.fdopen(back, "rb")
        self._number = 0
        self._session: str | None = None
        self._rest = b""
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self._loaded = False

    def open(self, file: Path) -> None:
        """Open a file and wait until it has loaded."""
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.send(f"{domain}.enable")
        self._loaded = False
        self.send("Page.navigate", url=file.as_uri())
        while not self._loaded:
            self._read()

    def ask(self, script: str) -> Any:
        """What a script in the page comes to."""
        answer = self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def send(self, method: str, **given: Any) -> dict[str, Any]:
        """Send a command and wait for its answer."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": given}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return dict(answer["result"])

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            piece = os.read(self._back.fileno(), 1 << 16)
            assert piece, "the browser ended"
            self._rest += piece
        whole, _end, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(whole)
        told = message.get("params", {})
        match message.get("method"):
            case "Network.requestWillBeSent":
                self.requests.append(told["request"]["url"])
            case "Runtime.consoleAPICalled" | "Runtime.exceptionThrown":
                self.complaints.append(json.dumps(told))
            case "Log.entryAdded":
                self.complaints.append(told["entry"]["text"])
            case "Page.loadEventFired":
                self._loaded = True
        return message

    def close(self) -> None:
        """Let go of the pipe."""
        self._back.close()


@contextmanager
def opened(file: Path) -> Iterator[Page]:
    """A page of that file in a browser of its own."""
    theirs, to = os.pipe()
    back, answers = os.pipe()

    def as_three_and_four() -> None:
        os.dup2(theirs, 3)
        os.dup2(answers, 4)

    with leftovers.temporary_folder() as folder:
        command = [os.environ["BROWSER_PROGRAM"], *_OPTIONS, f"--user-data-dir={folder}"]
        program = subprocess.Popen(
            command, pass_fds=(3, 4), preexec_fn=as_three_and_four,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(theirs)
        os.close(answers)
        page = Page(to, back)
        try:
            page.open(file)
            yield page
        finally:
            page.close()
            os.close(to)
            program.kill()
            program.wait()
