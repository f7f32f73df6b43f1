"""Something wrong in a form pack, and the looking for it: where it stands and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from planner_desktop.errors import FormPackError
from planner_desktop.formpack.form_pack import FormPack
from planner_desktop.formpack.suggestions import near, offer
from planner_desktop.i18n import _

if TYPE_CHECKING:
    from planner_desktop.formpack.located_yaml import Located, Path


MOST_PLACES = 8
"""So many places of one mistake are named."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in a form pack, where, and what to write instead."""

    file: str
    line: int
    message: str
    fix: str = ""
    missing: str = ""
    """The name that there is not; the same one is told once, with all its places."""
    used: tuple[str, ...] = ()
    """The places that print the part in which this stands."""

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" + (f" — {self.fix}" if self.fix else "")

    @property
    def place(self) -> str:
        """Where the mistake stands, as it is told before every message: file:line."""
        return f"{self.file}:{self.line}"

    @staticmethod
    def parsed(error: FormPackError, file: str) -> Finding:
        """The finding in an error whose message starts with `file:line: `."""
        found = re.match(re.escape(file) + r":(\d+): ", error.message)
        return Finding(file, int(found[1]) if found else 1, error.message[found.end() if found else 0 :], error.fix)


@dataclass
class Looking:
    """A look through a form pack, one `file` after the other, and what was `found` so far."""

    pack: FormPack
    located: Mapping[str, Located]
    found: list[Finding] = field(default_factory=list)
    file: str = ""
    callers: tuple[str, ...] = ()

    def say(self, path: Path, message: str, fix: str = "", *, word: str = "", missing: str = "") -> None:
        """Note something wrong at a path of the present file, on the line there that has the word."""
        line = self.located[self.file].line(path, word)
        self.found.append(Finding(self.file, line, message, fix, missing, self.callers))

    def offer(self, words: Iterable[str]) -> str:
        """The advice to write one of these words."""
        return offer(words)

    def near(self, word: str, words: Iterable[str]) -> str:
        """The advice to write the word that is nearest to one, or one of them all where none is near."""
        return near(word, words)

    def names(self, used: Iterable[str], known: Iterable[str], path: Path) -> None:
        """Note every used column that no query yields."""
        known = sorted(set(known))
        for name in sorted(set(used) - set(known)):
            said = _("no query yields a column “{name}”").format(name=name)
            counts = _(
                "A column [title, \"#\"] counts a table's rows; a record's name alone, without WHERE, yields `number`."
            )
            fix = counts if name == "number" else self.near(name, known)
            self.say(path, said, fix, word=f"{{{name}", missing=name)


def merged(found: Iterable[Finding]) -> list[Finding]:
    """One finding for each mistake, where it was found first: what is missing is missed in many places."""
    first: dict[tuple[str, ...], Finding] = {}
    places: dict[tuple[str, ...], dict[str, None]] = {}
    used: dict[tuple[str, ...], dict[str, None]] = {}
    for each in found:
        key = (each.missing,) if each.missing else (each.place, each.message)
        first.setdefault(key, each)
        places.setdefault(key, {})[each.place] = None
        used.setdefault(key, {}).update(dict.fromkeys(each.used))
    return [
        replace(one, message=one.message + _places(list(places[key])[1:], list(used[key])))
        for key, one in first.items()
    ]


def _places(also: list[str], used: list[str]) -> str:
    said = ""
    if also:
        said += " " + _("(also at {places})").format(places=_some(also))
    if used:
        said += " " + _("(printed from {places})").format(places=_some(used))
    return said


def _some(places: list[str]) -> str:
    more = len(places) - MOST_PLACES
    return ", ".join(places[:MOST_PLACES]) + (f" +{more}" if more > 0 else "")
