"""One program for each user and screen: a second start hands its file to the one that is running.

What is said over the local socket (a named pipe on Windows) is one line of JSON and the word `DONE` in answer. A socket
that a killed program left behind is put out of the way; a program that does not answer is left alone.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from planner_desktop.app_paths import user_data

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

DONE = b"done\n"
ANSWER_MS = 10_000
"""So long a program that is just starting, or at work, may take to answer."""
REACH_MS = 1000
LONGEST = 100
"""Bytes of a socket's path: Unix knows no more than 107."""
SCREEN = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "SESSIONNAME")
TOKEN = "XDG_ACTIVATION_TOKEN"
"""By which Wayland lets a window come to the front."""


def address() -> str:
    """Where the program of this user on this screen listens: the path of a socket, or the name of a pipe."""
    who = [str(user_data()), os.environ.get("USERNAME", ""), *(os.environ.get(name, "") for name in SCREEN)]
    told = chr(0).join(who).encode("utf-8", "surrogateescape")
    name = f"planner_desktop-{hashlib.blake2b(told, digest_size=8).hexdigest()}"
    if sys.platform == "win32":
        return name
    for folder in (os.environ.get("XDG_RUNTIME_DIR", ""), tempfile.gettempdir()):
        path = Path(folder) / name
        if folder and os.access(folder, os.W_OK) and len(os.fsencode(path)) <= LONGEST:
            return str(path)
    return f"/tmp/{name}"


def hand_over(path: Path | None) -> bool:
    """Have the program that is running open a draft, or show its start page; whether there was one that does."""
    where = address()
    if not _may_be_ours(where):
        return False
    from PySide6.QtNetwork import QLocalSocket  # seldom wanted

    socket = QLocalSocket()
    socket.connectToServer(where)
    if not socket.waitForConnected(REACH_MS):
        return False
    _let_it_come_to_the_front()
    asked = {"open": str(path.absolute()) if path is not None else "", "token": os.environ.get(TOKEN, "")}
    socket.write(json.dumps(asked).encode() + b"\n")
    socket.flush()
    answer = b""
    while DONE not in answer and socket.waitForReadyRead(ANSWER_MS):
        answer += bytes(socket.readAll().data())
    return DONE in answer


def _may_be_ours(where: str) -> bool:
    """Whether a program of this user may listen there. On Unix that costs nothing where none does."""
    if sys.platform == "win32":
        return True  # a pipe's name is taken only by who has its rights
    try:
        found = os.lstat(where)
    except OSError:
        return False
    return stat.S_ISSOCK(found.st_mode) and found.st_uid == os.getuid()


def _let_it_come_to_the_front() -> None:
    """Windows lets a program come to the front only if the one in front, which this start is, allows it."""
    if sys.platform == "win32":
        import ctypes

        with suppress(AttributeError, OSError):
            ctypes.windll.user32.AllowSetForegroundWindow(-1)


def listen(parent: QObject, show: Callable[[Path | None], object]) -> QLocalServer | None:
    """Hear of later starts from now on: `show` is told what to open. None where that cannot be, or another does."""
    from PySide6.QtNetwork import QLocalServer

    where, server = address(), QLocalServer(parent)
    server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
    if sys.platform != "win32" and os.path.lexists(where):
        if not _is_left_behind(where):
            return None  # somebody listens, and Qt would take the place without asking
        QLocalServer.removeServer(where)
    if not (_is_first(where, server) and server.listen(where)):
        server.deleteLater()
        return None
    server.newConnection.connect(lambda: _Guest(server, show))
    return server


def _is_first(where: str, server: QLocalServer) -> bool:
    """Whether no other listens. Windows lets several at one name, but only one makes a piece of memory with it.

    That goes with the server, and with a program that is killed.
    """
    if sys.platform != "win32":
        return True
    from PySide6.QtCore import QSharedMemory

    taken = QSharedMemory(server)
    taken.setNativeKey(where)
    return taken.create(1)


def _is_left_behind(where: str) -> bool:
    """Whether a killed program left its socket: it is ours, and nobody is behind it."""
    from PySide6.QtNetwork import QLocalSocket

    if not _may_be_ours(where):
        return False
    socket = QLocalSocket()
    socket.connectToServer(where)
    return not socket.waitForConnected(REACH_MS)


class _Guest(QObject):
    """A later start that says what it wants."""

    def __init__(self, server: QLocalServer, show: Callable[[Path | None], object]) -> None:
        super().__init__(server)
        self._socket, self._show, self._read = server.nextPendingConnection(), show, b""
        self._socket.readyRead.connect(self._hear)
        self._socket.disconnected.connect(self._socket.deleteLater)
        self._socket.disconnected.connect(self.deleteLater)
        self._hear()

    def _hear(self) -> None:
        self._read += bytes(self._socket.readAll().data())
        line, end, _rest = self._read.partition(b"\n")
        if not end:
            return
        self._socket.readyRead.disconnect(self._hear)
        try:
            asked = json.loads(line)
            path, token = str(asked["open"]), str(asked["token"])
        except (ValueError, KeyError, TypeError):
            self._socket.disconnectFromServer()
            return
        if token:
            os.environ[TOKEN] = token
        self._socket.write(DONE)
        self._socket.flush()
        self._socket.disconnectFromServer()
        QTimer.singleShot(0, lambda: self._show(Path(path) if path else None))
