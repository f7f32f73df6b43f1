"""Form packs that were read before, as plain data in the user's cache folder: to read YAML takes far longer.

The name of what is kept stands for the form pack's files and for the program that read them. Where it is not whole,
the form pack is read from its files again.
"""

import dataclasses
import hashlib
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from planner_desktop import __version__, json_cache
from planner_desktop.formpack import blocks, collecting, model, record_spec, screen_parts, strict
from planner_desktop.formpack.form_pack import FormPack
from planner_desktop.formpack.strict import Strict

KIND = ""  # the key, which no word of a form pack is, that says what an object is


def recall(files: Mapping[str, bytes], checked: str) -> FormPack | None:
    """The form pack that was read from these files and `checked` so; None where it is not kept."""
    read = json_cache.recall(_name(files, checked), _value)
    if read is None:
        return None
    catalogues = {name: tuple(dict(zip(head, row, strict=True)) for row in rows) for name, head, rows in read[1]}
    return FormPack(**read[0], catalogues=catalogues, files=dict(files))


def keep(pack: FormPack, checked: str) -> None:
    """Keep a form pack that was read and `checked` so. Where it cannot be kept it is read again next time."""
    names = [field.name for field in dataclasses.fields(pack) if field.name not in ("catalogues", "files")]
    data = {name: _plain(getattr(pack, name)) for name in names}
    catalogues = [
        (name, list(rows[0]) if rows else [], [list(row.values()) for row in rows])
        for name, rows in pack.catalogues.items()
    ]
    json_cache.keep(_name(pack.files, checked), [data, catalogues])


def _name(files: Mapping[str, bytes], checked: str) -> str:
    return f"form-packs/{digest(files, program())}-{checked}.json"


def digest(files: Mapping[str, bytes], program: bytes) -> str:
    """A name for what a program makes of a form pack's files."""
    name = hashlib.blake2b(program, digest_size=16)
    for path, content in sorted(files.items()):
        name.update(f"{path}\0{len(content)}\0".encode())
        name.update(content)
    return name.hexdigest()


@cache
def program() -> bytes:
    """What reads form packs: the version, and in a clone, where it stays while one works on it, the code's age."""
    code = [Path(sys.executable), *sorted(Path(__file__).parent.glob("*.py"))]
    return repr((__version__, sys.version, [(f.name, f.stat().st_mtime_ns, f.stat().st_size) for f in code])).encode()


@cache
def _kinds() -> dict[str, tuple[type[Strict], dict[str, Any]]]:
    """The parts of a form pack by name, with what their words are where they are not said."""
    rooms = (strict, blocks, collecting, screen_parts, record_spec, model)
    found = [kind for room in rooms for kind in vars(room).values() if isinstance(kind, type)]
    return {kind.__name__: (kind, _defaults(kind)) for kind in found if issubclass(kind, Strict) and kind is not Strict}


def _defaults(kind: type[Strict]) -> dict[str, Any]:
    of_all = dataclasses.fields(kind)
    said = {f.name: f.default for f in of_all if f.default is not dataclasses.MISSING}
    return said | {f.name: f.default_factory() for f in of_all if f.default_factory is not dataclasses.MISSING}


def _plain(value: Any) -> Any:
    """A part of a form pack as what JSON has."""
    if isinstance(value, Strict):
        _kind, defaults = _kinds()[type(value).__name__]
        said = {n: _plain(v) for n, v in vars(value).items() if n not in defaults or v != defaults[n]}
        return {KIND: type(value).__name__} | said
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def _value(read: dict[str, Any]) -> Any:
    """What JSON had as the part that it was; its values are already."""
    for name, each in read.items():
        if type(each) is list:
            read[name] = _tuple(each)
    if KIND not in read:
        return read
    kind, defaults = _kinds()[read.pop(KIND)]
    part = object.__new__(kind)
    vars(part).update(defaults | read)  # it was checked when it was read
    return part


def _tuple(each: list[Any]) -> tuple[Any, ...]:
    return tuple(_tuple(one) if type(one) is list else one for one in each)
