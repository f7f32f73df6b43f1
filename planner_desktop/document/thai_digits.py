"""A block with Thai digits: the one place that knows where the texts of a block are."""

from dataclasses import replace

from planner_desktop.document.outline import (
    Block,
    Cell,
    Figure,
    Heading,
    Paragraph,
    Row,
    Signatures,
    Table,
    Text,
    plain,
)
from planner_desktop.thai import digits


def in_thai_digits(block: Block) -> Block:
    """The block as it is printed with Thai digits. Codes, links and the marks of footnotes stay."""
    match block:
        case Heading():
            return replace(block, text=_turned(block.text))
        case Paragraph():
            label = digits.to_thai(block.label)
            return replace(block, text=_turned(block.text), label=label, notes=[_turned(note) for note in block.notes])
        case Table():
            return replace(block, head=[_row(row) for row in block.head], rows=[_row(row) for row in block.rows])
        case Figure():
            return replace(block, caption=_turned(block.caption))
        case Signatures():
            signers = [
                replace(one, after=_turned(one.after), below=[_turned(text) for text in one.below])
                for one in block.signers
            ]
            return replace(block, signers=signers)
        case _:
            return block


def _row(row: Row) -> Row:
    return replace(row, cells=[_cell(cell) for cell in row.cells])


def _cell(cell: Cell) -> Cell:
    text = _turned(cell.text)
    return cell if cell.codes or text is cell.text else replace(cell, text=text)


def _turned(text: Text) -> Text:
    """The text with Thai digits. It is looked at whole: a code may stand in several runs."""
    before = plain(text)
    after = digits.in_thai_digits(before)
    if after == before:
        return text
    runs, at = [], 0
    for run in text:
        runs.append(replace(run, text=after[at : at + len(run.text)]))
        at += len(run.text)
    return tuple(runs)
