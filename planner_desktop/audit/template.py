"""What an edition says of its tables: the heads of their columns, and which field each column prints.

By it the columns of a printed table are known, and the edition that a plan is written on, without a word of Python
about either: a new edition brings its own heads, and its fields are named as those of the others.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache

from planner_desktop.audit.blocks import Plan, Table
from planner_desktop.exchange.likeness import SIMILAR, likeness, word
from planner_desktop.formpack.blocks import HeadingBlock, TableBlock
from planner_desktop.formpack.form_pack import FormPack
from planner_desktop.regex import regex

MEANINGS = {
    "number": ("number", "output_number", "kpi_number"),
    "codes": ("codes", "code", "shown_code", "okr_codes"),
    "amount": ("budget_text", "budget"),
    "division": ("divisions",),
    "policy": ("policies",),
    "previous": ("agency_target_previous", "target_previous", "target_before"),
    "earlier": ("target_two_before",),
    "target": ("target", "agency_target", "agreed"),
    "host": ("host_text",),
    "support": ("supporter_text",),
    "role": ("own_role", "roles"),
    "projects": ("projects", "project_lines", "activities"),
    "weight": ("weight",),
    "level": ("level",),
    "score": ("score",),
    "definition": ("definition",),
    "past": ("past_text", "result"),
    "output": ("output_cell", "output"),
    "issue": ("said_objective", "objective", "tactic", "measure", "goal", "issue"),
    "name": ("label", "name", "printed", "printed_name", "indicator", "indicator_title", "topic_text"),
    "measure": ("key_result",),
    "unit": ("unit",),
}
"""What a column means to the audit, by the names of the fields that editions print in it; the first that fits."""
ANNEX = "ภาคผนวก"
"""Is asked of every plan: what belongs there, the forms of the indicators, every plan has."""
_FIELD = regex(r"\{([^{}]*)\}")
_MARK = regex(r"(?<=[ก-๙a-zA-Z)])\d{1,2}(?=\s|$|\()|(?<=25\d\d)\d{1,2}(?=\s|$)")
_YEAR = regex(r"25\d\d")
_YEAR_AT_END = regex(r"25\d\d$")
_TARGET = "เป้าหมาย"
_NUMBERED = ("ที่", "ลำดับที่", "ลำดับ")
LIKELY = 0.5
"""A table is known by heads that are at least so much like an edition's, on the whole."""


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """A column of an edition's table: its head as printed, and what it means."""

    title: str
    meaning: str


@dataclass(frozen=True, slots=True)
class TemplateTable:
    """A table of an edition, with the section that prints it."""

    section: str
    columns: tuple[TemplateColumn, ...]


def tables_of(pack: FormPack) -> list[TemplateTable]:
    """Every table that the edition's documents print."""
    found = []
    shared = [("", pack.parts)] + [(section.id, (section.document, section.parts)) for section in pack.sections]
    for section, blocks in shared:
        for block in _tables(blocks):
            columns = tuple(
                TemplateColumn(_title(column.title, leaf.title), _meaning(column.title, str(leaf.cell)))
                for column in block.table.columns
                for leaf in column.leaves()
            )
            if any(column.meaning not in ("", "number") for column in columns):
                found.append(TemplateTable(section, columns))
    return found


def agencies_of(pack: FormPack) -> Iterator[str]:
    """The names of the agencies that the edition knows."""
    yield from (row["name"] or "" for row in pack.catalogues.get(pack.edition.agencies or "", ()) if row.get("name"))


def parts_of(pack: FormPack) -> list[str]:
    """The headings of the parts that every plan of the edition has, and of its annex."""
    return list(
        dict.fromkeys(
            block.heading
            for section in pack.sections
            for block in section.document
            if isinstance(block, HeadingBlock) and block.level == 1 and "{" not in block.heading
            if block.heading == ANNEX or not (section.when or block.when)
        )
    )


def _tables(value: object) -> Iterator[TableBlock]:
    if isinstance(value, TableBlock):
        yield value
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from _tables(inner)
    elif isinstance(value, dict):
        yield from _tables(list(value.values()))
    elif is_dataclass(value):
        yield from _tables([getattr(value, field.name) for field in fields(value)])


def _title(above: str, leaf: str) -> str:
    whole = above if leaf == above else f"{above} {leaf}"
    return _FIELD.sub("", whole.replace("{previous_year}", "ปีก่อน").replace("{fiscal_year}", "ปีแผน"))


def _meaning(title: str, contents: str) -> str:
    """What a column means: as its first field does that is no number, code or weight before a name."""
    said = [_of_path(path) for path in _FIELD.findall(contents)]
    if "name" in said:
        said = [one for one in said if one not in ("number", "codes", "weight")]
    return next(filter(None, said), "number" if word(title) in _NUMBERED else "")


def _of_path(path: str) -> str:
    said = re.split(r"[.|\s]+", path)
    return next((meaning for meaning, names in MEANINGS.items() if any(name in names for name in said)), "")


@lru_cache(maxsize=8192)
def plain_title(title: str) -> str:
    """A printed head without the mark of a footnote that sticks to it."""
    return " ".join(_MARK.sub("", title).split())


@dataclass(frozen=True, slots=True)
class Known:
    """A printed table with what the edition knows of it: the likest of its tables, and what each column means."""

    template: TemplateTable
    meanings: tuple[str, ...]
    likeness: float


class Template:
    """An edition's tables, to be asked about printed ones."""

    def __init__(self, pack: FormPack) -> None:
        self.pack = pack
        self._tables = tables_of(pack)
        self._year = pack.edition.year
        self._known: dict[tuple[str, ...], Known | None] = {}

    def know(self, table: Table) -> Known | None:
        """What the edition knows of a printed table; None where it has none that is like it."""
        titles = tuple(plain_title(title) for title in table.titles)
        if titles not in self._known:
            self._known[titles] = self._likest(titles)
        return self._known[titles]

    def _likest(self, titles: tuple[str, ...]) -> Known | None:
        best: Known | None = None
        for template in self._tables:
            matched, meanings = _matched(titles, template)
            known = (round(matched, 2), sum(map(bool, meanings)))
            if known > ((round(best.likeness, 2), sum(map(bool, best.meanings))) if best else (LIKELY, 0)):
                best = Known(template, meanings, matched)
        return best


def _matched(titles: tuple[str, ...], template: TemplateTable) -> tuple[float, tuple[str, ...]]:
    """How alike the heads are, and the meaning of each printed column that has one in the template."""
    left = list(template.columns)
    meanings, total = [], 0.0
    for title in titles:
        scored = [(_alike(title, column.title), -at, column) for at, column in enumerate(left)]
        score, _at, column = max(scored, default=(0.0, 0, TemplateColumn("", "")), key=lambda one: one[:2])
        if score < SIMILAR:
            meanings.append("")
            continue
        left.remove(column)
        meanings.append(column.meaning)
        total += score
    return total / max(len(titles), 1), _corrected(titles, meanings)


def _corrected(titles: tuple[str, ...], meanings: list[str]) -> tuple[str, ...]:
    """The meanings where a head says it better than its place: codes of KRs, and targets of several years."""
    for at, title in enumerate(titles):
        if "OKR" in title and meanings[at] in ("", "number"):
            meanings[at] = "codes"
    years = sorted((year[0], at) for at, title in enumerate(titles) if (year := _YEAR_AT_END.search(title)))
    if years and {meanings[at] for _year, at in years} & {"target", "previous", "earlier"}:
        for (_year, at), meaning in zip(reversed(years), ("target", "previous", "earlier"), strict=False):
            meanings[at] = meaning
    return tuple(meanings)


@lru_cache(maxsize=65536)
def _alike(title: str, column: str) -> float:
    if "ปีแผน" in column or "ปีก่อน" in column:
        if not _YEAR.search(title):
            return 0.0
        title, column = _YEAR.sub("", title), re.sub("ปีแผน|ปีก่อน", "", column)
        return likeness(title, column) if word(column) else 0.9 if _TARGET in title or not word(title) else 0.0
    return likeness(title, column)


def share_known(plan: Plan, template: Template) -> float:
    """Which share of the tables with heads the edition knows, from 0 to 1, each as much as it is like its own."""
    tables = [block for block in plan.blocks if isinstance(block, Table) and any(block.titles)]
    if not tables:
        return 0.0
    return sum(known.likeness for table in tables if (known := template.know(table))) / len(tables)
