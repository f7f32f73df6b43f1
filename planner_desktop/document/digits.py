"""A block in one kind of digits: the one place that knows where the texts of a block are."""

from collections.abc import Callable
from dataclasses import replace

from planner_desktop.document.outline import (
    Cell,
    Figure,
    Heading,
    OutlineBlock,
    Paragraph,
    Row,
    Runs,
    Signatures,
    Table,
    plain,
)
from planner_desktop.thai import digits

Turn = Callable[[str], str]


def in_thai_digits(block: OutlineBlock) -> OutlineBlock:
    """The block as it is printed with Thai digits. Codes, links and the marks of footnotes stay."""
    return _block(block, digits.in_thai_digits)


def in_arabic_digits(block: OutlineBlock) -> OutlineBlock:
    """The block as it is printed with Arabic digits, also what was typed with others. Codes stay as they are."""
    return _block(block, digits.to_arabic)


def _block(block: OutlineBlock, turn: Turn) -> OutlineBlock:
    def text(given: Runs) -> Runs:
        return _turned(given, turn)

    match block:
        case Heading():
            return replace(block, text=text(block.text))
        case Paragraph():
            return replace(block, text=text(block.text), label=turn(block.label), notes=[text(n) for n in block.notes])
        case Table():
            head, rows = ([_row(row, turn) for row in part] for part in (block.head, block.rows))
            return replace(block, head=head, rows=rows)
        case Figure():
            return replace(block, caption=text(block.caption))
        case Signatures():
            signers = [
                replace(one, after=text(one.after), below=[text(line) for line in one.below]) for one in block.signers
            ]
            return replace(block, signers=signers)
        case _:
            return block


def _row(row: Row, turn: Turn) -> Row:
    return replace(row, cells=[_cell(cell, turn) for cell in row.cells])


def _cell(cell: Cell, turn: Turn) -> Cell:
    text = _turned(cell.text, turn)
    return cell if cell.codes or text is cell.text else replace(cell, text=text)


def _turned(text: Runs, turn: Turn) -> Runs:
    """The text in other digits. It is looked at whole: a code may stand in several runs."""
    before = plain(text)
    after = turn(before)
    if after == before:
        return text
    runs, at = [], 0
    for run in text:
        runs.append(replace(run, text=after[at : at + len(run.text)]))
        at += len(run.text)
    return tuple(runs)
