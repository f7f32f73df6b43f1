"""The package that a Word file is (ECMA-376, part 2): a zip of parts, their types, and what each refers to.

The same parts make the same bytes: names in the order in which they came, and no times.
"""

import zipfile
from dataclasses import dataclass, field
from io import BytesIO

from planner_desktop import stopping
from planner_desktop.document.word.markup import DECLARATION, quoted

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
"""The kind of relation to the properties of the whole."""
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {
    "xml": "application/xml",
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "odttf": "application/vnd.openxmlformats-officedocument.obfuscatedFont",
}
_MOMENT = (1980, 1, 1, 0, 0, 0)  # the first that a zip can tell


@dataclass(slots=True)
class Package:
    """The parts of a file on their way into it."""

    _parts: dict[str, bytes] = field(default_factory=dict)
    _types: dict[str, str] = field(default_factory=dict)
    _relations: dict[str, list[str]] = field(default_factory=dict)
    _known: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def add(self, name: str, content: bytes | str, kind: str = "") -> None:
        """Add a part of a kind of WordprocessingML, or of another by the end of its name."""
        self._parts[name] = content.encode() if isinstance(content, str) else content
        if kind:
            self._types[name] = kind if "/" in kind else f"{_WORD}.{kind}+xml"

    def relate(self, source: str, kind: str, target: str, *, outside: bool = False) -> str:
        """Say that a part refers to another, or to what is `outside`; the name by which it does."""
        key = source, kind, target
        if key not in self._known:
            known = self._relations.setdefault(source, [])
            mode = ' TargetMode="External"' if outside else ""
            kind = kind if "/" in kind else f"{_OFFICE}/{kind}"
            name = self._known[key] = f"rId{len(known) + 1}"
            known.append(f'<Relationship Id="{name}" Type="{kind}" Target={quoted(target)}{mode}/>')
        return self._known[key]

    def file(self) -> bytes:
        """The file."""
        made = BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
            described = {"[Content_Types].xml": self._content_types(), **self._related()}
            for name, content in (described | self._parts).items():
                stopping.look()
                entry = zipfile.ZipInfo(name, _MOMENT)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 0
                file.writestr(entry, content)
        return made.getvalue()

    def _content_types(self) -> bytes:
        ends = dict.fromkeys(name.rpartition(".")[2] for name in (*self._parts, "rels", "xml"))
        defaults = "".join(f'<Default Extension="{end}" ContentType="{_KINDS[end]}"/>' for end in ends)
        overrides = "".join(
            f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in self._types.items()
        )
        return f'{DECLARATION}<Types xmlns="{_TYPES}">{defaults}{overrides}</Types>'.encode()

    def _related(self) -> dict[str, bytes]:
        """The parts that say what each part refers to."""
        made = {}
        for source, relations in self._relations.items():
            folder, _slash, name = source.rpartition("/")
            place = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
            said = f'<Relationships xmlns="{_RELATIONS}">{"".join(relations)}</Relationships>'
            made[place] = f"{DECLARATION}{said}".encode()
        return made
