"""Which sheets and columns the workbook of a draft has. What writes it and what takes it back go by this alone.

A sheet has in a hidden first row what the program calls the columns, so that they are known wherever they are moved to,
and its heads in the second. Two hidden columns stand before all others: the record's uid, and marks of what its
cells held when they were written, by which a cell that somebody changed is told from one that the draft changed since.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from planner_desktop.draft import Draft
from planner_desktop.draft.records.in_use import in_use
from planner_desktop.errors import DraftError
from planner_desktop.formpack import FieldSpec, RecordSpec
from planner_desktop.i18n import _
from planner_desktop.regex import regex

NAMES, HEADS, FIRST = 0, 1, 2
"""The rows of the program's names and of the heads, and the first that holds a record."""
UID, MARKS, PARENT = "uid", "marks", "parent"
SHEET_PREFIX = "bmaplan:"
"""Before the kind of record, in the first cell of the row of names."""
LISTS = "_lists"
"""The sheet that no one sees: what drop-downs offer, and of which plan the workbook is."""
FORMAT = "bmaplan-workbook 1"
WRITTEN_FROM = 8
"""The row of the sheet of lists from which on it names the records that were written, each as kind and uid."""
MOST_LETTERS = 31
_UNFIT = regex(r"[\[\]:*?/\\]|^'|'$")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: the field of a record, or what it stands under. `spec` is that of the field."""

    name: str
    label: str
    spec: FieldSpec | None = None

    @property
    def to(self) -> str | None:
        """The kind of record that its cells name, if any."""
        return self.spec.to if self.spec else None


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """A kind of record on its sheet, with its columns behind the two hidden ones."""

    kind: str
    title: str
    spec: RecordSpec
    columns: tuple[Column, ...]


def layouts(draft: Draft, only: Collection[str] = ()) -> list[SheetLayout]:
    """The sheets of a draft in the order of its screens, or those of the kinds in `only`."""
    used = in_use(draft)
    found: list[SheetLayout] = []
    titles: set[str] = {LISTS}
    for kind in used.kinds():
        if only and kind not in only:
            continue
        spec = draft.spec(kind)
        parent = [Column(PARENT, draft.spec(spec.parent).label)] if spec.parent else []
        fields = [
            Column(name, field.label, field)
            for name, field in spec.fields.items()
            if field.label and used.has_field(kind, name) and not field.field_type.computed
        ]
        found.append(SheetLayout(kind, _title(spec.label, titles), spec, (*parent, *fields)))
    return found


def _title(label: str, taken: set[str]) -> str:
    """A name that Excel takes for a sheet and no other has: it compares them without case."""
    plain = " ".join(_UNFIT.sub(" ", label).split())[:MOST_LETTERS].strip() or "-"
    title, number = plain, 1
    while title.casefold() in taken or title.casefold() == "history":
        number += 1
        title = f"{plain[: MOST_LETTERS - 4].strip()} ({number})"
    taken.add(title.casefold())
    return title


def kinds_named(draft: Draft, names: Sequence[str]) -> list[str]:
    """The kinds of record that names mean: their own, their labels, or sections with all that is entered there.

    Raises DraftError where one means nothing.
    """
    used = in_use(draft)
    kinds = used.kinds()
    found: list[str] = []
    for name in names:
        sections = [section for section in used.sections if name in (section.id, section.title)]
        meant = [kind for kind in kinds if name in (kind, draft.spec(kind).label)]
        for section in sections:
            meant += [kind for _n, part in used.parts(section) for kind in part.edits(draft.pack)]
        if not meant:
            titles = ", ".join(f"{section.id} ({section.title})" for section in used.sections)
            raise DraftError(
                _("There is no table {name}").format(name=name), _("Name one of these: {names}").format(names=titles)
            )
        found += [kind for kind in meant if kind not in found]
    return found
