"""What goes along: the pinned CPython (`pins.toml`) and what stays of it and of every library (`stays.toml`)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache

from installer.paths import HERE

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Python:
    """The embeddable CPython for Windows, and the distribution that bears it."""

    version: str
    requirement: str
    sha256: str
    folder: str
    signer: str

    @property
    def minor(self) -> tuple[int, int]:
        """Such as (3, 11): bytecode and compiled modules are made for that."""
        first, second = self.version.split(".")[:2]
        return int(first), int(second)

    @property
    def name(self) -> str:
        """What Windows calls it: python311."""
        return f"python{self.minor[0]}{self.minor[1]}"


@dataclass(frozen=True, slots=True)
class Part:
    """What stays of one library, and its bound in megabytes."""

    most: float
    files: list[str] = field(default_factory=list)
    but: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    """Files that go beside the programs instead of into the libraries' folder."""
    but_modules: list[str] = field(default_factory=list)
    """Of CPython: patterns of the modules that are taken out of its standard library."""
    licences: list[str] = field(default_factory=list)
    """Texts of /usr/share/common-licenses."""

    def keeps(self, name: str) -> bool:
        """Whether a file of it stays, named from the libraries' folder."""
        return _any(name, self.files) and not _any(name, self.but)


@dataclass(frozen=True, slots=True)
class Stays:
    """What stays of CPython and of every library, and how large each part may be, in MB."""

    python: Part
    program: Part
    libraries: Mapping[str, Part]
    left_out: Mapping[str, str]
    """Libraries of which nothing stays, and why."""
    total: Mapping[str, float]
    """Bounds in megabytes of what is unpacked and packed."""

    def strangers(self, libraries: set[str]) -> list[str]:
        """What is wrong with the list, seen from the libraries that were fetched."""
        known = set(self.libraries) | set(self.left_out)
        new = [f"{name}: say in stays.toml what stays of it, or that it is left out" for name in libraries - known]
        old = [f"{name}: nothing asks for it any more; take it out of stays.toml" for name in known - libraries]
        return sorted(new + old)

    def grown(self, sizes: Mapping[str, int]) -> list[str]:
        """What weighs more than it may, of bytes for each library, "python" and "program"."""
        bounds = {"python": self.python.most, "program": self.program.most}
        bounds |= {name: part.most for name, part in self.libraries.items()}
        over = [(name, size) for name, size in sorted(sizes.items()) if size > bounds[name] * MEGABYTE]
        return [f"{name} grew to {size / MEGABYTE:.1f} MB of {bounds[name]:g} allowed" for name, size in over]


def _any(name: str, patterns: list[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


@cache
def pinned_python() -> Python:
    """The CPython that the program for Windows runs on."""
    return Python(**tomllib.loads((HERE / "pins.toml").read_text("utf-8"))["python"])


@cache
def what_stays() -> Stays:
    """The list, read."""
    read = tomllib.loads((HERE / "stays.toml").read_text("utf-8"))
    return Stays(
        python=Part(**read["python"]),
        program=Part(**read["program"]),
        libraries={name: Part(**words) for name, words in read["libraries"].items()},
        left_out=read["left_out"],
        total=read["total"],
    )
