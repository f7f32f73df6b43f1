"""Copies of inherited files: each says in its first lines what it is a copy of, so that a stale one is noticed.

A CSV file has no comments and says nothing.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from planner_desktop.formpack.finding import Finding
from planner_desktop.formpack.folder import EDITION, FROM_EDITION, files_of, parents
from planner_desktop.i18n import _
from planner_desktop.regex import regex

_DIGITS = 12  # of a SHA-256: enough to tell that a file was changed
_MARK = regex(rb"^# taken from (\S+) ([0-9a-f]{%d})\s*$" % _DIGITS, re.MULTILINE)


def parent(folder: Path) -> str:
    """The id of the edition that a folder inherits from; empty where it says none."""
    said = FROM_EDITION.search((folder / EDITION).read_bytes())
    return said[1].decode() if said else ""


def marked(name: str, content: bytes, source: str) -> bytes:
    """A copy of a file of the edition `source`, with the line that says so behind that which names its schema."""
    if not name.endswith(".yaml"):
        return content
    line = f"# taken from {source} {_digest(content)}\n".encode()
    first, end, rest = content.partition(b"\n")
    return first + end + line + rest if first.startswith(b"# yaml-language-server") else line + content


def stale(folder: Path) -> Iterator[Finding]:
    """The copies in a folder whose original was changed since, or is gone. Raises FormPackError."""
    source = parents(folder).get(parent(folder))
    if source is None:
        return
    files = files_of(source)
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder).as_posix()
        if (mark := _MARK.search(path.read_bytes())) is None:
            continue
        line = path.read_bytes()[: mark.start()].count(b"\n") + 1
        origin = mark[1].decode()
        if name not in files:
            yield Finding(
                name, line, _("“{edition}”, which it was taken from, has no such file").format(edition=origin)
            )
        elif _digest(files[name]) != mark[2].decode():
            said = _("the file of “{edition}” was changed since this copy was taken from it")
            fix = _("Compare the two, then write {digest} at the end of this line.").format(digest=_digest(files[name]))
            yield Finding(name, line, said.format(edition=origin), fix)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_DIGITS]
