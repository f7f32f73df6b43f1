"""What is told of a grid before it is pasted: which rows are left out and why, which names are new, what is refused."""

from collections.abc import Iterator

from planner_desktop.entry.names import Answer
from planner_desktop.entry.pasted_names import NamesFound, PastedNames, Unknown
from planner_desktop.exchange.grid import Grid
from planner_desktop.exchange.structure import Reason, Structure
from planner_desktop.i18n import _, ngettext


def reason_in_words(reason: Reason) -> str:
    """The words for why a pasted row becomes no record: it is a title, a head, a total, a note."""
    return {
        "title": _("title of the table"),
        "head": _("head of the table"),
        "numbers": _("numbers of the columns"),
        "head again": _("head of the table, again"),
        "group": _("heading of a group"),
        "total": _("total"),
        "note": _("note below the table"),
        "no name": _("without a name"),
        "empty": _("empty"),
    }[reason]


def left_out(grid: Grid, structure: Structure) -> Iterator[tuple[int, Reason, str]]:
    """The rows that are left out with the reason and their texts; empty ones are not told."""
    for row, reason in structure.left.items():
        if reason != "empty":
            yield row, reason, " · ".join(dict.fromkeys(" ".join(cell.split()) for cell in grid.rows[row] if cell))


def left_out_line(row: int, reason: Reason, text: str) -> str:
    """A row that is left out, in words; `row` counts from 0."""
    return _("Row {row}, {reason}: {text}").format(row=row + 1, reason=reason_in_words(reason), text=text)


def counts(found: NamesFound, names: PastedNames) -> str:
    """How many records will be made, codes are not known, and entries of catalogues are taken over."""
    made: dict[str, int] = {}
    for name in found.unknown:
        if name.created:
            label = names.kind_label(name.field)
            made[label] = made.get(label, 0) + 1
    parts = [
        ngettext("{n} new {label} will be made", "{n} new {label} will be made", n).format(n=n, label=label)
        for label, n in made.items()
    ]
    unknown = sum(not name.created for name in found.unknown)
    if unknown:
        parts.append(ngettext("{n} code is not known", "{n} codes are not known", unknown).format(n=unknown))
    for field, texts in found.taken.items():
        n, label = len(texts), names.kind_label(field)
        said = ngettext("{n} {label} comes from the catalogue", "{n} {label} come from the catalogue", n)
        parts.append(said.format(n=n, label=label))
    return " · ".join(parts)


def much_like(name: Unknown) -> str:
    """What a new name may be instead; empty where nothing is like it."""
    return _("much like “{name}”").format(name=name.near) if name.near else ""


def choices(name: Unknown) -> list[tuple[str, Answer]]:
    """What may become of a new name or an unknown code, in words, each with the names that are taken for it."""
    found: list[tuple[str, Answer]] = []
    if name.created:
        found.append((_("make it new"), [name.text]))
    else:
        found.append((_("not known, not created"), None))
    if name.halves and name.created:
        found.append((_("make or use each: {names}").format(names=", ".join(name.halves)), list(name.halves)))
    if name.near:
        found.append((_("take “{name}”").format(name=name.near), [name.near]))
    if name.created:
        found.append((_("leave it out"), []))
    return found


def summary(rows: int, struck: int) -> str:
    """How many rows will be pasted, and how many texts that were struck out do not come."""
    told = ngettext("{n} row will be pasted.", "{n} rows will be pasted.", rows).format(n=rows)
    if struck:
        said = ngettext(
            "{n} text that is struck out is left out.", "{n} texts that are struck out are left out.", struck
        )
        told += " " + said.format(n=struck)
    return told
