"""Tables and figures of running text that do not say what they are: without a name, a source, a year or a number."""

from collections.abc import Iterator, Sequence

from planner_desktop.formpack import rich_text
from planner_desktop.formpack.rich_text import FEW_COLUMNS, RichFigure, RichTable
from planner_desktop.frozen import Frozen
from planner_desktop.i18n import _
from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic

TABLES = "table-in-text"
"""The name of the check that every table and figure of running text says what it is, from where and of when."""
WORDLESS = "picture-in-words"
"""The name of the check that every picture of running text is told in words, for those who hear the plan."""
_YEAR = regex(r"(?<!\d)(?:2[45]|20)\d\d(?!\d)")
_NUMBERED = regex(r"^\s*(ตาราง|แผนภาพ|แผนภูมิ|ภาพ|รูป)(?:ที่)?\s*(\d{1,2})(?![\d.]*\d)")
_SOURCE = "ที่มา"


WIDE = "table-too-wide"
"""The name of the check that a page is wide enough for every table of running text."""


def too_wide(stored: str) -> Iterator[tuple[str, str]]:
    """Of each table of a stored rich text that no page is wide enough for, what is wrong and what can be done."""
    for block in rich_text.load(stored):
        if isinstance(block, RichTable) and len(block.table[0]) > FEW_COLUMNS:
            from planner_desktop.document import tables_of_texts  # late: few plans have such a table

            if problem := tables_of_texts.too_wide(block):
                yield problem


class Unsaid(Frozen):
    """What a table or figure does not say, how to mend it, and what of the text that rests on."""

    message: str
    fix: str
    rests_on: tuple[str, ...]


def unsaid(stored: str) -> Iterator[Unsaid]:
    """What each table and figure of a stored rich text does not say; at most one thing of each, beside its number."""
    tables = figures = 0
    blocks = rich_text.load(stored)
    yield from _numbering([block for block in blocks if isinstance(block, RichTable | RichFigure)])
    for block in blocks:
        if isinstance(block, RichTable):
            tables += 1
            name = block.caption.strip() or _("table {n}").format(n=tables)
            yield from _of_table(block, f"“{name}”")
        elif isinstance(block, RichFigure):
            figures += 1
            if not block.caption.strip():
                message = _("Figure {n} has no name").format(n=figures)
                yield Unsaid(message, _("Type its name, its source and the year under it."), ("figure", block.figure))
            elif _SOURCE not in block.caption and not _YEAR.search(to_arabic(block.caption)):
                message = _("Figure “{name}” tells neither its source nor of which year it is")
                message = message.format(name=" ".join(block.caption.split()))
                yield Unsaid(message, _("Type the source and the year under it."), ("figure", block.caption))


def _numbering(parts: Sequence[RichTable | RichFigure]) -> Iterator[Unsaid]:
    """Numbers in the names of tables and figures that skip one, and names without a number beside those with one."""
    last: dict[str, int] = {}
    for part in parts:
        found = _NUMBERED.match(to_arabic(part.caption))
        if found and (before := last.get(found[1])) is not None and int(found[2]) != before + 1:
            message = _("“{name}” does not follow {word} {before}").format(
                name=" ".join(part.caption.split()), word=found[1], before=before
            )
            yield Unsaid(message, _("Number tables and figures through."), ("numbers", part.caption))
        if found:
            last[found[1]] = int(found[2])
    for kind in (RichTable, RichFigure):
        named = [part.caption for part in parts if isinstance(part, kind) and part.caption.strip()]
        without = [name for name in named if not _NUMBERED.match(to_arabic(name))]
        for name in without if len(without) < len(named) else ():
            message = _("“{name}” has no number, others have").format(name=" ".join(name.split()))
            yield Unsaid(message, _("Number tables and figures through."), ("number", name))


def wordless(stored: str) -> Iterator[str]:
    """The pictures of a stored rich text that are not told in words: each by its caption, or the name of its file."""
    for block in rich_text.load(stored):
        if isinstance(block, RichFigure) and not block.alt.strip():
            yield " ".join((block.caption or block.figure).split())


def _of_table(table: RichTable, name: str) -> Iterator[Unsaid]:
    said = to_arabic(" ".join([table.caption, table.note, *(cell or "" for row in table.table for cell in row)]))
    if not table.caption.strip():
        head = tuple(cell or "" for cell in table.table[0]) if table.table else ()
        message = _("{table} has no name").format(table=name)
        yield Unsaid(message, _("Type its name above it, with the year."), ("name", *head))
    elif not table.note.strip():
        message = _("{table} does not say its source").format(table=name)
        yield Unsaid(message, _("Type the source under it."), ("source", table.caption))
    elif not _YEAR.search(said):
        message = _("{table} does not say of which year it is").format(table=name)
        yield Unsaid(message, _("Type the year in its name."), ("year", table.caption, table.note))
