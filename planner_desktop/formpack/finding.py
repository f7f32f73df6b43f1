"""Something wrong in a form pack, and the looking for it: where it stands and what to write instead."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planner_desktop.errors import FormPackError
from planner_desktop.formpack.model import FormPack
from planner_desktop.i18n import _

if TYPE_CHECKING:
    from planner_desktop.formpack.located_yaml import Located, Path


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in a form pack, where, and what to write instead."""

    file: str
    line: int
    message: str
    fix: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}" + (f" — {self.fix}" if self.fix else "")

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

    def say(self, path: Path, message: str, fix: str = "") -> None:
        """Note something wrong at a path of the present file."""
        self.found.append(Finding(self.file, self.located[self.file].line(path), message, fix))

    def offer(self, words: Iterable[str]) -> str:
        """The advice to write one of these words."""
        return _("Write one of: {words}").format(words=", ".join(words) or "–")

    def near(self, word: str, words: Iterable[str]) -> str:
        """The advice to write the word that is nearest to one, or one of them all where none is near."""
        words = list(words)
        found = difflib.get_close_matches(word, words, 1)
        return _("Did you mean “{word}”?").format(word=found[0]) if found else self.offer(words)

    def names(self, used: Iterable[str], known: Iterable[str], path: Path) -> None:
        """Note every used column that no query yields."""
        known = sorted(set(known))
        for name in sorted(set(used) - set(known)):
            self.say(path, _("no query yields a column “{name}”").format(name=name), self.near(name, known))
