"""What was read so far: records in memory, each value with the place where it stands. The same named twice is one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import count

from planner_desktop.exchange.plain_names import NEAR, bare_key, likeness, plain_name
from planner_desktop.formpack import FormPack, RecordSpec
from planner_desktop.formpack.fields import Value
from planner_desktop.regex import regex
from planner_desktop.thai.compared import compared
from planner_desktop.thai.digits import to_arabic

_NUMBERS = regex(r"[^0-9]|\.00?(?![0-9])")
_COUNT = regex(r"^\s*(?:\(?[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]+)*[.)]?(?=\s|[ก-๙“])|[-–•])\s*(?=\S)")
_SORT = regex(r"โครงการ|กิจกรรม")
_MARK = regex(r"\s*[⁰¹²³⁴-⁹]+$")
_CODE = regex(r"[^0-9A-Za-zก-๙]")
BEGINNING = 32
"""So many letters of a name are its beginning wherever it is written shorter."""
MAYBE = 0.75
"""From here on two names under the same record above may be one."""


@dataclass(frozen=True, slots=True)
class Said:
    """A text and where it stands. `nth` counts all that was read, from the document's beginning."""

    text: str
    place: str
    nth: int = field(default_factory=count().__next__, compare=False)


@dataclass(slots=True, eq=False)
class Staged:
    """A record that was read. `said` has for each field what stands in the document, the first first."""

    kind: str
    parent: "Staged | None" = None
    said: dict[str, list[Said]] = field(default_factory=dict)
    links: dict[str, list["Staged"]] = field(default_factory=dict)
    fixed: dict[str, Value] = field(default_factory=dict)
    section: str = ""
    id: int = 0
    stretches: set[int] = field(default_factory=set)
    """The tables that name it, and what stands between two: see `Stage.stretch`."""

    def text(self, name: str) -> str:
        """What a field holds: what stands in the document first."""
        return self.said[name][0].text if self.said.get(name) else ""

    def say(self, name: str, said: Said) -> None:
        """Take a text for a field; the same again says nothing new."""
        known = self.said.setdefault(name, [])
        if said.text.strip() and all(compared(said.text) != compared(one.text) for one in known):
            known.append(said)

    def link(self, name: str, other: "Staged") -> None:
        """Have a link lead to another record too."""
        held = self.links.setdefault(name, [])
        if other is not self and all(other is not one for one in held):
            held.append(other)


class Stage:
    """All records that were read, by kind."""

    def __init__(self, pack: FormPack, in_one_table: frozenset[str] = frozenset()) -> None:
        self.pack = pack
        self.in_one_table = in_one_table
        """The kinds that an edition prints nowhere but in one table: two rows of it are two records."""
        self.row_kind = ""
        """The kind of which each row of the table that is read now is a record of its own; empty where none is."""
        self._of_rows: list[Staged] = []
        self.stretch = 0
        """Which table is read, or what stands between two: in one of these two names are two records."""
        self.records: dict[str, list[Staged]] = {kind: [] for kind in pack.records}
        self._listed: dict[str, dict[str, str]] = {}
        self._codes: dict[str, str] = {}

    def spec(self, kind: str) -> RecordSpec:
        """What the form pack says of a kind."""
        return self.pack.records[kind]

    def single(self, kind: str) -> Staged:
        """The only record of a kind."""
        if not self.records[kind]:
            self.records[kind].append(Staged(kind))
        return self.records[kind][0]

    def table(self, row_kind: str) -> None:
        """The rows of another table follow."""
        self.row_kind = row_kind if row_kind in self.in_one_table else ""
        self._of_rows.clear()
        self.stretch += 1

    def add(self, kind: str, parent: Staged | None, section: str) -> Staged:
        """A new record."""
        made = Staged(kind, parent, section=section)
        self.records[kind].append(made)
        if kind == self.row_kind:
            self._of_rows.append(made)
        return made

    # ------------------------------------------------------------ names

    def code_of(self, kind: str) -> str:
        """The field whose code tells a record from all others; empty where names do."""
        if kind not in self._codes:
            self._codes[kind] = self._code_of(kind)
        return self._codes[kind]

    def _code_of(self, kind: str) -> str:
        spec = self.spec(kind)
        if not spec.key:
            return ""
        each = spec.fields[spec.key]
        rows = [row[spec.key] for row in self.pack.catalogues.get(spec.catalogue or "", ()) if row.get(spec.key)]
        listed = bool(rows) and all(any(letter.isdecimal() for letter in code) for code in rows)
        return spec.key if each.pattern or listed or (not rows and each.field_type.is_code(each, is_key=True)) else ""

    def name_of(self, kind: str) -> str:
        """The field that a record is known by: a required one, that of its title first; empty where it has no words."""
        spec = self.spec(kind)
        words = [name for name in spec.plain_texts if name != self.code_of(kind)] or spec.plain_texts
        needed = [name for name in words if spec.fields[name].required]
        titled = [name for name in needed if "{" + name + "}" in (spec.title or "")]
        told = [
            name
            for name, each in spec.fields.items()
            if each.required and not each.to and "{" + name + "}" in (spec.title or "")
        ]
        return next(iter(titled or needed or told or words), "")

    def find(self, kind: str, values: dict[str, str], parent: Staged | None) -> Staged | None:
        """The record that these values are of: of one code, of one name, or of nearly one name."""
        code, name = self.code_of(kind), self.name_of(kind)
        said_code, said_name = bare_code(values.get(code, "")), values.get(name, "")
        every = self.records[kind]
        listed_code = said_code or bare_code(self._code_of_name(kind, said_name))
        if listed_code:
            for record in every:
                own = record.text(code) or self._code_of_name(kind, record.text(name))
                if bare_code(own) == listed_code:
                    return record
        near = [
            record
            for record in every
            if (parent is None or record.parent is None or record.parent is parent)
            and not (said_code and record.text(code))
        ]
        if not said_name:
            return None
        near = [record for record in near if not are_of_two_sorts(said_name, record.text(name))]
        key = bare_key(said_name)
        short = {compared(said_name)}
        if kind in self.in_one_table:
            near = [record for record in near if record not in self._of_rows and not self._differs(record, values)]
        for record in near:
            if key and any(bare_key(one.text) == key for one in record.said.get(name, ())):
                return record
            if short & {compared(text) for text in self._other_names(record)}:
                return record
        if kind in self.in_one_table:
            return None
        return self._nearly(key, [record for record in near if not self._contradicts(record, values)], name)

    def _code_of_name(self, kind: str, name: str) -> str:
        """The code of a name in the edition's catalogue; empty where it is in none."""
        spec, field, code = self.spec(kind), self.name_of(kind), self.code_of(kind)
        if not name or not code or spec.parent:
            return ""
        if kind not in self._listed:
            rows = self.pack.catalogues.get(spec.catalogue or "", ())
            self._listed[kind] = {bare_key(row[field]): row[code] for row in rows if row.get(field) and row.get(code)}
        return self._listed[kind].get(bare_key(name), "")

    def _other_names(self, record: Staged) -> Iterator[str]:
        spec = self.spec(record.kind)
        for name in spec.plain_texts:
            if not spec.fields[name].field_type.multiline:
                yield from (one.text for one in record.said.get(name, ()))

    def _differs(self, record: Staged, values: dict[str, str]) -> bool:
        """Whether other texts stand at a record in any field that both tell."""
        name = self.name_of(record.kind)
        return any(
            record.text(one) and compared(text) != compared(record.text(one))
            for one, text in values.items()
            if one != name and text
        )

    def _contradicts(self, record: Staged, values: dict[str, str]) -> bool:
        """Whether other amounts stand at a record: then a name that is only nearly its own is of another."""
        for name, each in self.spec(record.kind).fields.items():
            if each.field_type.money:
                one, other = (_NUMBERS.sub("", to_arabic(text)) for text in (values.get(name, ""), record.text(name)))
                if len(one) > 3 and len(other) > 3 and one != other:
                    return True
        return False

    def _nearly(self, key: str, records: Sequence[Staged], name: str) -> Staged | None:
        best: tuple[float, Staged | None] = (NEAR, None)
        for record in records:
            for one in record.said.get(name, ()):
                other = bare_key(one.text)
                shorter, longer = sorted((key, other), key=len)
                if len(shorter) >= BEGINNING and longer.startswith(shorter) and best[1] is None:
                    best = best[0], record
                if min(len(key), len(other)) >= 12 and (score := likeness(key, other)) > best[0]:
                    best = score, record
        return best[1]

    def likest(self, kind: str, name: str, said: str, parent: Staged | None) -> Staged | None:
        """Of the records under one, that whose field says nearly the same; None where none does."""
        best: tuple[float, Staged | None] = (MAYBE, None)
        for record in self.records[kind]:
            if record.parent is parent and record.text(name):
                matcher = SequenceMatcher(None, bare_key(said), bare_key(record.text(name)), autojunk=False)
                if (score := matcher.ratio()) > best[0]:
                    best = score, record
        return best[1]


def are_of_two_sorts(one: str, other: str) -> bool:
    """Whether one name is that of a project and the other that of an activity."""
    sorts = [_SORT.match(plain_name(text)) for text in (one, other)]
    return all(sorts) and len({found[0] for found in sorts if found}) > 1


def bare_code(text: str) -> str:
    """A code as it is compared."""
    return _CODE.sub("", compared(text)).casefold().removeprefix("p") if len(text) < 20 else ""


def name_said(text: str, *, remarked: bool) -> str:
    """A name as it is taken: without its number and the mark of a footnote.

    Of one that may be `remarked`, as projects are, without what is remarked behind it: amounts, "(โครงการซ้ำ)".
    """
    flat = " ".join(text.split())
    bare = _MARK.sub("", _COUNT.sub("", flat, count=1)).strip()
    plain = plain_name(text)
    return plain if remarked and plain and bare.startswith(plain) else bare or flat
