"""What the cells of a known table say: for each field that stands there the text, or the texts of several records."""

import re
from collections.abc import Callable, Iterable, Sequence

from planner_desktop.exchange import numbered
from planner_desktop.importing.model_parts import ModelColumn, Words
from planner_desktop.importing.shapes import Reader, Shape, Spot, bare
from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic

_ITEM = regex(r"(?:^|(?<=\s))(?:[0-9]{1,2}[.)]|[-–•])\s*(?=[ก-๙A-Za-z“\"(])")
_NONE = frozenset(("", "-", "–", "—", "“-“", "“-”", '"-"'))
_CODES = regex(r"(?<![0-9])P?[0-9]{3,6}(?:-[0-9]{1,2})?(?![0-9])")
Said = dict[Spot, str]


def is_none(text: str) -> bool:
    """Whether a cell says that there is nothing."""
    return re.sub(r"\s", "", text) in _NONE


Knows = Callable[[Spot, str], bool]
"""Whether a text stands in the catalogue of a field."""


def read_cell(text: str, column: ModelColumn, reader: Reader, knows: Knows | None = None) -> Said:
    """What one record's cell says, by the shapes that the edition prints in it; empty where it says nothing."""
    if is_none(text):
        return {}
    for shape in sorted(column.whole, key=lambda one: -len(one.words)):
        if found := read_labelled(text, shape) or reader.read(text, shape) or {}:
            return found
    return best_read(text, column.cells.values(), reader, knows)


def best_read(text: str, words: Iterable[Words], reader: Reader, knows: Knows | None = None) -> Said:
    """What a text says by the shape that fits it best; of one that fits none, all of it by the plainest."""
    if is_none(text):
        return {}
    every = [each.shape for each in words if each.shape.spots]
    found: list[tuple[tuple[int, int, int, int], Said]] = []
    for shape in every:
        said = reader.read(text, shape)
        if said is not None:
            listed = sum(knows(spot, value) for spot, value in said.items()) if knows else 0
            found.append(((len(shape.words), listed, shape.marks, len(said)), said))
    if found:
        return max(found, key=lambda one: one[0])[1]
    lone = [shape for shape in every if len(shape.spots) == 1]
    if lone:
        spot = min(lone, key=lambda one: (one.spots[0] not in reader.names, len(one.words))).spots[0]
    else:
        named = [spot for shape in every for spot in shape.spots if spot in reader.names]
        if not named and not every:
            return {}
        spot = named[0] if named else every[0].spots[-1]
    return {spot: reader.part_of(text, spot)}


def read_labelled(text: str, shape: Shape) -> Said:
    """The parts of a text that stand behind a shape's labels, whichever of them it has; empty with fewer than two."""
    labels = [
        (part, shape.parts[n + 1])
        for n, part in enumerate(shape.parts[:-1])
        if isinstance(part, str) and len(bare(part)) >= 4 and not isinstance(shape.parts[n + 1], str)
    ]
    places = []
    start = 0
    for label, spot in labels:
        words = r"\s*".join(re.escape(letter) for letter in bare_label(label))
        if found := re.compile(words + r"[\s:]*").search(text, start):
            places.append((found.start(), found.end(), spot))
            start = found.end()
    if len(places) < 2 and not (places and places[0][0] == 0):
        return {}
    said: Said = {}
    for n, (_begin, end, spot) in enumerate(places):
        stop = places[n + 1][0] if n + 1 < len(places) else len(text)
        assert not isinstance(spot, str)
        if part := text[end:stop].strip():
            said[spot] = part
    first = shape.parts[0]
    if places and (before := text[: places[0][0]].strip()) and not isinstance(first, str):
        said[first] = before
    return said


def bare_label(label: str) -> str:
    """The last words of a label, without marks and spaces."""
    return re.sub(r"[\s:*]", "", label.strip().split("\n")[-1])


def items_of(text: str, *, codes: bool = False) -> list[str]:
    """The texts of several records in a cell: its lines, numbered parts, or codes."""
    if is_none(text):
        return []
    if codes and (found := _CODES.findall(to_arabic(text))):
        return found
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and numbered.are_counted(lines):
        return [numbered.bare(line).strip() for line in lines]
    flat = " ".join(lines)
    marks = _counting(list(_ITEM.finditer(to_arabic(flat))))
    if len(marks) > 1 or (marks and marks[0].start() == 0):
        ends = [mark.start() for mark in marks[1:]] + [len(flat)]
        parts = [flat[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)]
        before = flat[: marks[0].start()].strip()
        return [part for part in ([before] if before else []) + parts if part]
    return [flat] if len(lines) < 2 or not _are_names(lines) else lines


def _counting(marks: list[re.Match[str]]) -> list[re.Match[str]]:
    """Those of the marks before items that count on from the first; dashes only where the first stands at the front."""
    if not marks:
        return []
    if not marks[0][0].strip()[0].isdecimal():
        return [mark for mark in marks if not mark[0].strip()[0].isdecimal()] if marks[0].start() == 0 else []
    counted: list[re.Match[str]] = []
    for mark in marks:
        number = "".join(letter for letter in mark[0] if letter.isdecimal())
        if number and int(number) == len(counted) + 1:
            counted.append(mark)
    return counted


def _are_names(lines: Sequence[str]) -> bool:
    """Whether each line is a name of its own, and none goes on with the one before."""
    begins = regex(r"(?:โครงการ|กิจกรรม|[0-9]+[.)]|[-–•]|KPI|KR|OKR)")
    return all(begins.match(line) for line in lines) or all(len(line) < 24 for line in lines)
