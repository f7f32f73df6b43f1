"""The command that pastes a table from a file into a list of records, with the report and the choices of the sheet."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner_desktop import whole_file
from planner_desktop.cli.arguments import PROBLEMS, as_json, draft_argument, file, reading, writing
from planner_desktop.cli.output import one_line, say, say_json
from planner_desktop.errors import DraftError
from planner_desktop.i18n import _, ngettext

if TYPE_CHECKING:
    from planner_desktop.draft import Draft
    from planner_desktop.entry.pasted_names import Unknown
    from planner_desktop.entry.pasting import Pasting
    from planner_desktop.exchange.columns import ColumnMapping
    from planner_desktop.exchange.grid import Grid
    from planner_desktop.exchange.structure import Structure

STDIN = "-"


@dataclass(frozen=True, slots=True)
class PasteOptions:
    """What is chosen: the options of the command, as they are said."""

    head: bool | None
    columns: tuple[str, ...]
    rows: tuple[int, ...]
    names: tuple[str, ...]
    start: int | None
    keep_counting: bool


@click.command(
    "paste",
    help=_(
        "Paste a table from a file, and tell what became of it.\n\n"
        "A workbook (.xlsx, .xls, .ods), a Word file (.docx), CSV, tab-separated text or HTML; - is standard input."
    ),
)
@draft_argument
@click.argument("table", metavar="[SECTION/]RECORD")
@click.argument("source", metavar="FILE", type=file)
@click.option(
    "--sheet",
    default="",
    metavar=_("NAME"),
    help=_("The sheet of a workbook, or the number of a table in a Word file, where there are several."),
)
@click.option("--look", is_flag=True, help=_("Only tell what would become of it."))
@click.option("--under", type=int, metavar="ID", help=_("The record under which the rows stand, by its id."))
@click.option("--head/--no-head", default=None, help=_("Whether the table has a head, where that is not seen."))
@click.option(
    "--column", "columns", metavar="N=FIELD", multiple=True,
    help=_("The field that a column goes to, none if it is not used; may be repeated."),
)  # fmt: skip
@click.option(
    "--row", "rows", type=int, metavar="N", multiple=True,
    help=_("Paste this row, too, that is left out; may be repeated."),
)  # fmt: skip
@click.option(
    "--name", "names", metavar="TEXT=NAME|NAME", multiple=True,
    help=_("The names that are taken for a new one, none if it is left out; may be repeated."),
)  # fmt: skip
@click.option("--from", "start", type=click.IntRange(1), metavar="N", help=_("Paste over the rows from this one on."))
@click.option("--keep-counting", is_flag=True, help=_("Keep the running numbers that stand before names."))
@as_json
@click.pass_context
def paste(
    context: click.Context,
    draft: Path,
    table: str,
    source: Path,
    sheet: str,
    look: bool,
    under: int | None,
    as_json: bool,
    head: bool | None,
    columns: tuple[str, ...],
    rows: tuple[int, ...],
    names: tuple[str, ...],
    start: int | None,
    keep_counting: bool,
) -> None:
    """As `paste --help` says."""
    grid, remarks = _read(source, sheet)
    wish = PasteOptions(head, columns, rows, names, start, keep_counting)
    with (reading if look else writing)(draft) as plan:
        context.exit(_paste(plan, table, under, grid, wish, remarks, look=look, as_json=as_json))


def _read(source: Path, sheet: str) -> tuple[Grid, list[str]]:
    from planner_desktop.exchange import files

    try:
        content = sys.stdin.buffer.read() if str(source) == STDIN else source.read_bytes()
    except OSError as error:
        raise DraftError(
            _("{path} cannot be read: {problem}").format(path=source, problem=whole_file.told(error))
        ) from error
    grid, remarks = files.read(content).table(sheet)
    if not grid.rows:
        raise DraftError(_("There is no table in {path}").format(path=source))
    return grid, remarks


def _paste(
    draft: Draft,
    name: str,
    under: int | None,
    grid: Grid,
    wish: PasteOptions,
    remarks: Sequence[str],
    *,
    look: bool,
    as_json: bool,
) -> int:
    from planner_desktop.entry import pasting_words
    from planner_desktop.entry.pasting import Pasting
    from planner_desktop.entry.tables import table_named

    table = table_named(draft, name, under)
    start = None if wish.start is None else wish.start - 1
    if start is not None and start >= len(table.ids):
        raise DraftError(
            _("Row {row} cannot be pasted over").format(row=wish.start),
            _("There are {count} rows; without --from all go below them.").format(count=len(table.ids)),
        )
    pasting = Pasting(table, grid)
    pasting.prepare()
    structure, placing = _placed(pasting, wish, anew=start is None)
    _answer(pasting, placing, wish.names)
    report = _Report(pasting, structure, placing)
    if not any(placing.fields):
        report.say(table.title)
        raise DraftError(
            _("No column has a field to go to"), _("Say where they go: --column 1=FIELD. Nothing was pasted.")
        )
    refused = report.refused()
    if not look:
        pasting.run(placing, start)
    count = len(grid.rows) - len(placing.left)
    if as_json:
        say_json(report.as_data() | {"remarks": list(remarks), "pasted": not look})
    else:
        report.say(table.title)
        for remark in remarks:
            say("  " + one_line(remark))
        told = pasting_words.summary(count, grid.struck)
        say(told if look else ngettext("{n} row was pasted.", "{n} rows were pasted.", count).format(n=count))
    return PROBLEMS if refused else 0


def _placed(pasting: Pasting, wish: PasteOptions, *, anew: bool) -> tuple[Structure, ColumnMapping]:
    """Where the columns go and which rows are left out: as it is likely meant, and as is wished."""
    if wish.head is None:
        look = pasting.look(0, anew=anew)
        structure, placing = look.structure, look.placing
    else:
        structure, placing = pasting.guess(pasting.structure(head=wish.head))
    fields = list(placing.fields)
    for text in wish.columns:
        number, _sign, field = text.partition("=")
        at = int(number) - 1 if number.isascii() and number.isdecimal() else -1
        chosen = _field(pasting, field.strip()) if field.strip() else None
        if not 0 <= at < len(fields):
            raise click.UsageError(_("There is no column {name} in the table").format(name=number))
        fields = [None if name == chosen else name for name in fields]  # a field takes one column
        fields[at] = chosen
    if bad := [row for row in wish.rows if not 1 <= row <= len(pasting.grid.rows)]:
        raise click.UsageError(_("There is no row {name} in the table").format(name=bad[0]))
    left = placing.left - {row - 1 for row in wish.rows}
    placing = replace(placing, fields=tuple(fields), left=left, bared=frozenset())
    return structure, placing if wish.keep_counting else pasting.bared(placing, structure)


def _field(pasting: Pasting, name: str) -> str:
    """The field of this name or label. Raises UsageError."""
    found = [each for each, spec in pasting.specs.items() if name in (each, spec.label)]
    if len(found) != 1:
        names = ", ".join(f"{each} ({spec.label})" for each, spec in pasting.specs.items())
        raise click.UsageError(_("There is no field {name}. There are: {names}").format(name=name, names=names))
    return found[0]


def _answer(pasting: Pasting, placing: ColumnMapping, names: Sequence[str]) -> None:
    """Have the wished names taken for those that are new. Raises UsageError for one that is not among them."""
    from planner_desktop.entry.picking import folded

    unknown: dict[str, list[Unknown]] = {}
    for each in pasting.found(placing).unknown if names else ():
        unknown.setdefault(folded(each.text), []).append(each)
    for text in names:
        name, _sign, wished = text.partition("=")
        if folded(name) not in unknown:
            raise click.UsageError(_("“{name}” is no new name in the table").format(name=name))
        for each in unknown[folded(name)]:
            pasting.names.answer(each, [part.strip() for part in wished.split("|") if part.strip()])


class _Report:
    """What becomes of a table, told before it is pasted."""

    def __init__(self, pasting: Pasting, structure: Structure, placing: ColumnMapping) -> None:
        from planner_desktop.entry import pasting_words

        self._words = pasting_words
        self._pasting, self._structure, self._placing = pasting, structure, placing
        self._found = pasting.found(placing)
        self._refused: list[tuple[int, str, str, str]] | None = None

    def refused(self) -> list[tuple[int, str, str, str]]:
        """The cells that their fields refuse: row from 1, field, text and why."""
        if self._refused is None:
            read = self._pasting.read
            cells = ((row, *cell) for row, texts in self._pasting.rows(self._placing) for cell in texts.items())
            told = ((row + 1, field, text, read(field, text).refusal) for row, field, text in cells)
            self._refused = [each for each in told if each[3]]
        return self._refused

    def _left(self) -> list[tuple[int, str, str]]:
        listed = self._words.left_out(self._pasting.grid, self._structure)
        return [each for each in listed if each[0] in self._placing.left]

    def as_data(self) -> dict[str, object]:
        """For other programs to read; rows and columns count from 1."""
        pasting, found = self._pasting, self._found
        heads = self._structure.heads or [""] * pasting.grid.width
        names = {each: pasting.names.usual_answer(each) for each in found.unknown}
        return {
            "columns": [
                {"column": at, "head": one_line(head), "field": field}
                for at, (head, field) in enumerate(zip(heads, self._placing.fields, strict=True), 1)
            ],
            "rows": len(pasting.grid.rows) - len(self._placing.left),
            "left_out": [{"row": row + 1, "reason": reason, "text": text} for row, reason, text in self._left()],
            "names": [
                {
                    "field": each.field,
                    "name": each.text,
                    "created": each.created,
                    "like": each.near,
                    "becomes": list(becomes) if becomes is not None else None,
                }
                for each, becomes in names.items()
            ],
            "from_catalogue": found.taken,
            "refused": [
                {"row": row, "field": field, "text": text, "message": why} for row, field, text, why in self.refused()
            ],
        }

    def say(self, title: str) -> None:
        """The report as lines of text, for a terminal."""
        pasting, words = self._pasting, self._words
        say(title)
        heads = self._structure.heads or [""] * pasting.grid.width
        for at, (head, field) in enumerate(zip(heads, self._placing.fields, strict=True), 1):
            goes = f"{pasting.specs[field].label} ({field})" if field else _("(not used)")
            say(f"  {at}\t{one_line(head)}\t→ {goes}")
        for row, reason, text in self._left():
            say("  " + words.left_out_line(row, reason, text))
        if counted := words.counts(self._found, pasting.names):
            say("  " + counted)
        for each in self._found.unknown:
            becomes = pasting.names.usual_answer(each)
            what = _("not known, not created") if becomes is None else ", ".join(becomes) or _("left out")
            like = words.much_like(each)
            say(f"    {one_line(each.text)} → {what}" + (f" ({like})" if like else ""))
        for row, field, _text, why in self.refused():
            label = pasting.specs[field].label
            told = _("Row {row}, {label}: {problem}").format(row=row, label=label, problem=one_line(why))
            say(f"  {told}", err=True)
