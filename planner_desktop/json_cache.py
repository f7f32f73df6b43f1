"""What can be made again at any time, kept as JSON in the user's cache folder so that the next start is quick.

It is data, never code. A file bears its sum; one that is not whole is as good as none. Sums of what a start needs are
BLAKE2's: the first SHA-256 of a program has OpenSSL read its settings, which takes as long as opening a form pack.
"""

import hashlib
import json
import os
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from planner_desktop import whole_file
from planner_desktop.app_paths import user_cache

MOST = 12  # files in a folder, those used last


def recall(name: str, hook: Callable[[dict[str, Any]], Any] | None = None) -> Any:
    """What is kept under a name; None where there is nothing or it is not whole. `hook` as in `json.loads`."""
    place = user_cache() / name
    try:
        told, _line, text = place.read_bytes().partition(b"\n")
        if told.decode() != _sum(text):
            return None
        os.utime(place)
        return json.loads(text, object_hook=hook)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep(name: str, data: Any) -> None:
    """Keep plain data under a name. Where it cannot be kept it is made again next time."""
    place = user_cache() / name
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        whole_file.write(place, _sum(text).encode() + b"\n" + text, private=True)
        for old in sorted(place.parent.iterdir(), key=lambda f: f.stat().st_mtime)[:-MOST]:
            whole_file.remove(old)


def _sum(text: bytes) -> str:
    return hashlib.blake2b(text, digest_size=32).hexdigest()
