"""Forms: tables in whose rows a label stands before what it asks for, as those of an indicator."""

from planner_desktop.exchange.grid import Grid
from planner_desktop.importing.cells import best_read, is_none, items_of
from planner_desktop.importing.found_tables import KnownTable, label_of
from planner_desktop.importing.gathering import Mention
from planner_desktop.importing.reading import Reading, row_of
from planner_desktop.importing.shapes import bare


def read_form(reading: Reading, known: KnownTable, grid: Grid, place: str) -> int:
    """Stage what a form says; how many of its rows are known."""
    mentions: list[Mention] = []
    of_kind: dict[str, Mention] = {}
    taken = 0
    for n, cells in enumerate(grid.rows):
        label, text = bare(cells[0]), "\n".join(dict.fromkeys(filter(None, cells[1:])))
        line = label_of(label, known.model)
        if not line or is_none(text):
            if text or not line:
                reading.keep(" | ".join(dict.fromkeys(filter(None, cells))), row_of(place, n))
            continue
        taken += 1
        words = known.model.lines[line]
        several = any(node.via for one in words for nodes in one.nodes.values() for node in nodes)
        for each in items_of(text) if several else [text]:
            for mention in reading.mentions(best_read(each, words, reading.reader), words):
                if several:
                    mentions.append(mention)
                elif mention.kind in of_kind:
                    of_kind[mention.kind].said.update(mention.said)
                else:
                    of_kind[mention.kind] = mention
    reading.gatherer.row([*of_kind.values(), *mentions], place)
    return taken
