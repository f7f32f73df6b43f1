"""Where the words and the lines of short texts may end, kept from one start to the next.

The dictionary takes longer to load than the window to open, and the window shows the same texts each time; a plan that
is printed again says nearly the same. Texts are kept by their hash, so that nothing of a plan stands outside of it.
"""

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from planner_desktop import json_cache
from planner_desktop.app_paths import RESOURCES

MOST, LONGEST = 8000, 400
FILE = "words/ends.json"

_asked: dict[str, list[int]] = {}
"""Of this session, in the order in which they were asked for."""


def recall(text: str) -> set[int] | None:
    """Where the text's words end, if that is known."""
    if len(text) > LONGEST:
        return None
    name = _name(text)
    ends = _asked[name] if name in _asked else _before().get(name)
    if ends is None:
        return None
    _note(name, ends)
    return set(ends)


def note(text: str, ends: set[int]) -> None:
    """Know the ends of a text's words from now on."""
    if len(text) <= LONGEST:
        _note(_name(text), sorted(ends))


def keep() -> None:
    """Keep what this session asked for first, and of the sessions before what there is place for."""
    if _asked and _asked.keys() - _before().keys():
        all_of_them = list((_asked | {n: e for n, e in _before().items() if n not in _asked}).items())
        json_cache.keep(FILE, [_source(), dict(all_of_them[:MOST])])


def _note(name: str, ends: list[int]) -> None:
    if len(_asked) < MOST:
        _asked[name] = ends


def _name(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=9).hexdigest()


@cache
def _before() -> dict[str, list[int]]:
    read = json_cache.recall(FILE)
    return read[1] if read and read[0] == _source() else {}


@cache
def _source() -> str:
    """What decides on where words and lines end: the word lists, and the code that knows them."""
    libraries = [spec.origin for name in ("pythainlp", "nlpo3") if (spec := find_spec(name)) and spec.origin]
    code = [Path(__file__).with_name(name) for name in ("dictionary.py", "words.py", "dates.py")]
    files = [*code, RESOURCES / "thai" / "words.txt", *map(Path, libraries)]
    return repr([(f.name, s.st_size, s.st_mtime_ns) for f in files if f.is_file() for s in [f.stat()]])
