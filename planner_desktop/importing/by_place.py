"""Texts that no fixed words of the edition tell, read by what they stand behind: a vision, a mission, a heading."""

import re

from planner_desktop.importing.cells import Said
from planner_desktop.importing.lines import LEAST_WORDS
from planner_desktop.importing.model_parts import ModelLine
from planner_desktop.importing.reading import Reading
from planner_desktop.importing.staging import Said as StagedSaid
from planner_desktop.regex import regex
from planner_desktop.thai.compared import compared
from planner_desktop.thai.digits import to_arabic

PARAGRAPH = 8
"""As deep as a paragraph stands, below every heading."""
LONGEST_DATE = 40
_NEXT = 2
"""So many lines behind that which was read last may one be that is known by its place."""
_YEAR = regex(r"25[0-9]{2}")


def read_by_place(reading: Reading, text: str, place: str, level: int, *, in_story: bool) -> bool:
    """A text that has its place in the edition by what it stands behind: a vision, a mission, a heading."""
    for line in reading.lines_here():
        shape = line.words.shape
        if line.rich or not shape.spots or (len(shape.words) >= LEAST_WORDS and not level):
            continue
        kind, name = shape.spots[0]
        spec = reading.printed.pack.records[kind]
        each = spec.fields[name]
        elsewhere = len(shape.words) >= LEAST_WORDS or line.item or bool(line.level) != bool(level)
        if elsewhere and (line.level or not (spec.single and each.suggest)):
            continue
        if not spec.single and not level and (shape.literal.strip("() ") or not _follows(reading, line)):
            continue
        taken = spec.single and reading.stage.single(kind).text(name) and not each.field_type.multiline
        if taken or (in_story and not level):
            continue
        said = reading.reader.read(text, shape) if len(shape.spots) > 1 else {shape.spots[0]: text.strip("() ")}
        if said is None or not _may_be(reading, said, line, text):
            continue
        if spec.single and each.field_type.multiline and (known := reading.stage.single(kind).said.get(name)):
            known[0] = StagedSaid(f"{known[0].text}\n{text}", known[0].place)
        else:
            reading.last = line
            reading.gatherer.line(reading.mentions(said, [line.words]), place, line.level or PARAGRAPH)
        return True
    return False


def _follows(reading: Reading, line: ModelLine) -> bool:
    """Whether the edition prints a line right behind the one that was read last, or with one between them."""
    here = reading.lines_here()
    return reading.last in here and 0 < here.index(line) - here.index(reading.last) <= _NEXT


def _may_be(reading: Reading, said: Said, line: ModelLine, text: str) -> bool:
    """Whether fields may hold a text that no fixed words tell: one of a catalogue, one like what it begins with."""
    behind_story = any(other.rich and other.number < line.number for other in reading.lines_here())
    for (kind, name), value in said.items():
        field = reading.printed.pack.records[kind].fields[name]
        if field.pattern and not re.fullmatch(field.pattern, value):
            return False
        if field.suggest:
            catalogue, _dot, column = field.suggest.partition(".")
            rows = reading.printed.pack.catalogues.get(catalogue, ())
            names = {compared(row[column]) for row in rows if row.get(column)}
            if compared(value) not in names and not any(name in compared(text) for name in names if len(name) > 9):
                return False
        elif field.default and behind_story:
            if len(text) > LONGEST_DATE or not _YEAR.search(to_arabic(text)):
                return False
        elif behind_story:
            return False
    return True
