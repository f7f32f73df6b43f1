"""The files of an edition's folder, and of those it is `from`: what it does not have itself is theirs.

A file of one's own takes the place of the other's: of the same name, and among sections of the same id, whatever their
numbers. What comes of it is flat, as if all stood in one folder; so it is read, stored in drafts and installed. A
finding names the file where it really stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from planner_desktop import json_cache
from planner_desktop.app_paths import FORMS
from planner_desktop.errors import FormPackError
from planner_desktop.formpack import cache, retired
from planner_desktop.formpack.finding import Finding
from planner_desktop.formpack.stored import MAX_BYTES, MAX_FILES
from planner_desktop.formpack.suggestions import near
from planner_desktop.i18n import _
from planner_desktop.regex import regex

EDITION = "edition.yaml"
SECTION_FILE = regex(r"^\d\d-([a-z][a-z0-9-]*)\.yaml$")
FROM, WITHOUT, BASE = "from", "without", "base"
"""The words of edition.yaml that say what is inherited; no other part of the program sees them."""

FROM_EDITION = regex(rb"^from:\s*[\"']?([a-z0-9-]+)", re.MULTILINE)
_BASE = regex(rb"^base:\s*true\b", re.MULTILINE)
_ID = regex(r"[a-z0-9][a-z0-9-]{0,39}")

YamlPlace = tuple[str, int]
"""A file as findings name it, and a line of it."""
YamlPath = tuple[str | int, ...]


@dataclass
class Gathered:
    """The files of an edition, flat, with where each stands; `findings` where they cannot be gathered."""

    files: dict[str, bytes]
    homes: dict[str, str]
    base: bool = False
    findings: list[Finding] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)
    """What its edition.yaml says, with what it inherits."""
    places: dict[YamlPath, YamlPlace] = field(default_factory=dict)
    """Where that is said."""
    lines: dict[int, YamlPlace] = field(default_factory=dict)
    """Where a line of the flat edition.yaml comes from, if it was written anew."""

    def true(self, finding: Finding) -> Finding:
        """A finding of the flat files, at the file where it really stands."""
        if finding.file == EDITION and finding.line in self.lines:
            file, line = self.lines[finding.line]
            return replace(finding, file=file, line=line)
        return replace(finding, file=self.homes.get(finding.file, finding.file))


def files_of(folder: Path) -> dict[str, bytes]:
    """Every YAML and CSV file of a form pack's folder, with those it inherits. Raises FormPackError."""
    own = _own_files(folder)
    if not _may_inherit(own):
        return retired.remarked(own)
    written = _written(folder)
    name = f"folders/{cache.digest(written, cache.program())}.json"
    files = _recalled(name, written)
    if files is None:
        gathered = gather(folder)
        if gathered.findings:
            lines = "\n".join(str(finding) for finding in gathered.findings)
            raise FormPackError(
                _("The form pack {name} cannot be used:\n{findings}").format(name=folder, findings=lines)
            )
        files = gathered.files
        if {home for home, _line in gathered.places.values()} <= written.keys():  # all by which it is called
            homes = {file: home for file, home in gathered.homes.items() if file != EDITION}
            json_cache.keep(name, {"edition": files[EDITION].decode("utf-8"), "homes": homes})
    return files


def _may_inherit(own: Mapping[str, bytes]) -> bool:
    """Whether an edition.yaml has one of the words of inheriting in it. Most have none, and to read YAML takes long."""
    return any(word.encode() in own[EDITION] for word in (FROM, WITHOUT, BASE))


def _written(folder: Path) -> dict[str, bytes]:
    """All files that an edition is made of, by the names that findings give them: found without reading YAML."""
    found: dict[str, bytes] = {}
    here: Path | None = folder
    prefix = ""
    while here is not None and prefix + EDITION not in found:
        own = _own_files(here)
        found |= {prefix + name: content for name, content in own.items()}
        said = FROM_EDITION.search(own[EDITION])
        name = said[1].decode() if said else ""
        here, prefix = parents(here).get(name), f"{name}/"
    return found


def _recalled(name: str, written: Mapping[str, bytes]) -> dict[str, bytes] | None:
    """The files that were gathered from these before; None where that is not kept."""
    known = json_cache.recall(name)
    if known is None:
        return None
    files = {file: written[home] for file, home in known["homes"].items()}
    return dict(sorted((files | {EDITION: known["edition"].encode("utf-8")}).items()))


def gather(folder: Path) -> Gathered:
    """The files of a form pack's folder, with those it inherits. Raises FormPackError where it is no form pack."""
    gathered = _gather(folder, "", ())
    if len(gathered.files) > MAX_FILES or sum(map(len, gathered.files.values())) > MAX_BYTES:
        raise _too_large(folder)
    gathered.files = retired.remarked(gathered.files)
    return gathered


def is_base(folder: Path) -> bool:
    """Whether a folder is only there to be inherited from: no draft is made with it."""
    return bool(_BASE.search((folder / EDITION).read_bytes()))


def parents(folder: Path) -> dict[str, Path]:
    """The folders that one may be from, by id: beside it, and those that came with the program or were added."""
    from planner_desktop.formpack.store import added_folder  # which needs this module

    found: dict[str, Path] = {}
    for place in (added_folder(), FORMS, folder.resolve().parent):
        folders = [f.parent for f in sorted(place.glob(f"*/{EDITION}")) if _ID.fullmatch(f.parent.name)]
        found |= {other.name: other for other in folders if other.resolve() != folder.resolve()}
    return found


def schema(of_edition: dict[str, Any]) -> dict[str, Any]:
    """The JSON Schema of edition.yaml: that of what is read, and the words by which it inherits."""
    words = {
        FROM: {"type": "string", "description": "the id of the edition whose files are inherited"},
        WITHOUT: {
            "type": "array",
            "items": {"type": "string"},
            "description": "inherited files, or ids of sections, that this edition does not have",
        },
        BASE: {"type": "boolean", "description": "only there to be inherited from: no draft is made with it"},
    }
    needed = of_edition["required"]
    rest: dict[str, Any] = {name: value for name, value in of_edition.items() if name != "required"}
    return rest | {
        "properties": {**of_edition["properties"], **words},
        "anyOf": [{"required": needed}, {"required": ["id", FROM]}, {"required": [BASE]}],
    }


# ---------------------------------------------------------------- one folder


def _own_files(folder: Path) -> dict[str, bytes]:
    """The YAML and CSV files that stand in the folder itself. Raises FormPackError."""
    if not (folder / EDITION).is_file():
        raise FormPackError(
            _("{folder} is not a form pack: it has no edition.yaml").format(folder=folder),
            _("Give a folder such as those in forms/."),
        )
    paths = sorted(p for p in folder.rglob("*") if p.suffix in (".yaml", ".csv") and p.is_file())
    if len(paths) > MAX_FILES or sum(p.stat().st_size for p in paths) > MAX_BYTES:
        raise _too_large(folder)
    outside = [p for p in paths if not p.resolve().is_relative_to(folder.resolve())]
    if outside:
        raise FormPackError(_("{file} leads out of the form pack's folder").format(file=outside[0]))
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in paths}


def _too_large(folder: Path) -> FormPackError:
    return FormPackError(_("{folder}: too large for a form pack").format(folder=folder))


def _gather(folder: Path, prefix: str, chain: Sequence[Path]) -> Gathered:
    """The files of a folder; `prefix` stands before their names in findings, `chain` are the folders from it."""
    own = _own_files(folder)
    gathered = Gathered(own, {name: prefix + name for name in own})
    if not chain and not _may_inherit(own):
        return gathered
    from planner_desktop.formpack import located_yaml

    home = prefix + EDITION
    try:
        located = located_yaml.read(own[EDITION].decode("utf-8"), home)
    except UnicodeDecodeError:
        return gathered  # told by who reads it
    except FormPackError as error:
        gathered.findings.append(Finding.parsed(error, home))
        return gathered
    if not isinstance(located.data, dict):
        return gathered
    gathered.data = located.data
    gathered.places = {path: (home, line) for path, line in located.lines.items()}
    said = _Said(gathered, folder, home, [*chain, folder.resolve()])
    if not gathered.data.keys() & {FROM, WITHOUT, BASE}:
        return gathered
    said.look()
    gathered.base = gathered.data.get(BASE) is True
    if not gathered.findings and FROM in gathered.data:
        said.inherit()
    if not gathered.findings:
        said.write_edition()
    return gathered


class _Said:
    """What an edition.yaml says of inheriting, and the doing of it."""

    def __init__(self, gathered: Gathered, folder: Path, home: str, chain: Sequence[Path]) -> None:
        self.own = gathered
        self.folder = folder
        self.home = home
        self.chain = chain

    def say(self, path: YamlPath, message: str, fix: str = "") -> None:
        line = next((self.own.places[path[:n]][1] for n in (len(path), 1) if path[:n] in self.own.places), 1)
        self.own.findings.append(Finding(self.home, line, message, fix))

    def look(self) -> None:
        """Find what is said amiss."""
        data = self.own.data
        if FROM in data and not isinstance(data[FROM], str):
            self.say((FROM,), _("`from` is the id of one edition"), self._offer(parents(self.folder)))
        without = data.get(WITHOUT, [])
        if not isinstance(without, list) or not all(isinstance(each, str) for each in without):
            self.say((WITHOUT,), _("`without` is a list of files"), _("Write: without: [11-swot.yaml]"))
        elif without and FROM not in data:
            self.say((WITHOUT,), _("`without` leaves out what is inherited, and nothing is"), _("Add `from`."))
        if BASE in data and not isinstance(data[BASE], bool):
            self.say((BASE,), _("`base` is true or false"))

    def inherit(self) -> None:
        """Put the files of the edition that this one is from beside its own."""
        name: str = self.own.data[FROM]
        known = parents(self.folder)
        if name in known and known[name].resolve() in self.chain:
            circle = self.chain[self.chain.index(known[name].resolve()) :]
            way = " → ".join([*(each.name for each in circle), name])
            self.say((FROM,), _("the editions are from each other in a circle: {way}").format(way=way), _("Break it."))
            return
        if name not in known:
            problem = _("there is no edition “{name}” to be from").format(name=name)
            fix = _("Put its folder beside this one, or install it.")
            self.say((FROM,), problem, f"{fix} {self._offer(known)}")
            return
        above = _gather(known[name], f"{name}/", self.chain)
        self.own.findings += above.findings
        if above.findings:
            return
        left = set()
        for n, each in enumerate(self.own.data.get(WITHOUT, [])):
            out = {file for file in above.files if each in (file, _section(file))} - {EDITION}
            if not out:
                problem = _("“{name}” inherits no file “{file}”").format(name=self.chain[-1].name, file=each)
                self.say((WITHOUT, n), problem, near(each, sorted(above.files.keys() - {EDITION})))
            left |= out
        sections = {_section(file) for file in self.own.files} - {""}
        left |= {file for file in above.files if file in self.own.files or _section(file) in sections}
        kept = above.files.keys() - left
        self.own.homes |= {file: above.homes[file] for file in kept}
        self.own.files = {f: above.files[f] if f in kept else self.own.files[f] for f in [*kept, *self.own.files]}
        inherited = {word: value for word, value in above.data.items() if word not in (FROM, WITHOUT, BASE)}
        for path, place in above.places.items():
            self.own.places.setdefault(path, place)
        self.own.data = _over(inherited, self.own.data)

    def write_edition(self) -> None:
        """Write edition.yaml anew, with what it inherits and without the words that say so."""
        import yaml

        from planner_desktop.formpack import located_yaml

        data = {word: value for word, value in self.own.data.items() if word not in (FROM, WITHOUT, BASE)}
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000)
        self.own.lines = {
            line: self.own.places[path]
            for path, line in reversed(located_yaml.read(text, EDITION).lines.items())
            if path and path in self.own.places
        }
        self.own.files = dict(sorted((self.own.files | {EDITION: text.encode("utf-8")}).items()))

    def _offer(self, words: Iterable[str]) -> str:
        return _("Write one of: {words}").format(words=", ".join(words) or "–")


def _section(file: str) -> str:
    """The id of the section that a file is; empty where it is none."""
    name = SECTION_FILE.match(file)
    return name[1] if name else ""


def _over(below: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Own words over inherited ones; what is a mapping in both, word by word."""
    both = {
        word: {**below[word], **value} if isinstance(value, dict) and isinstance(below.get(word), dict) else value
        for word, value in own.items()
    }
    return {**below, **both}
