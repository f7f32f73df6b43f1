"""Lists of a Word file: labels as Word counts them, each exactly what the plan says, or else it stays text.

A label is counted where it is a number or letter with something around it, "1.", "(๒)", "ก)", and goes on from the
one before it of the same kind; where it does not, a list of its own begins with it.
"""

from dataclasses import dataclass, field

from planner_desktop.document.page_numbers import LETTERS
from planner_desktop.document.word.markup import DECLARATION, MAIN, twips, w
from planner_desktop.document.word.paragraph import Indent
from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic

LEVELS = 9
_LONGEST = 40  # letters; a longer label is a text
_COUNTED = regex(r"(.*?)([0-9]+|[๐-๙]+|(?<![ก-๛])[ก-ฮ])([^0-9ก-๛]*)")
_BULLET = regex(r"[^\w\s]")


@dataclass(frozen=True, slots=True)
class _Kind:
    """What lists have in common whose labels look alike."""

    format: str
    before: str
    after: str
    level: int


@dataclass(slots=True)
class _List:
    kind: _Kind
    start: int
    last: int
    indent: Indent


@dataclass(slots=True)
class Lists:
    """The lists of a file, begun as labels come."""

    _lists: list[_List] = field(default_factory=list)
    _open: dict[_Kind, int] = field(default_factory=dict)

    def number(self, label: str, depth: int, indent: Indent) -> tuple[int, int] | None:
        """The list that a label goes on with or begins, and its level there; None if it is nothing that counts."""
        found = _counted(label, min(depth, LEVELS - 1))
        if found is None:
            return None
        kind, count = found
        known = self._open.get(kind)
        if known is not None and (kind.format == "bullet" or self._lists[known - 1].last + 1 == count):
            self._lists[known - 1].last = count
        else:
            self._lists.append(_List(kind, count, count, indent))
            known = self._open[kind] = len(self._lists)
        return known, kind.level

    def xml(self) -> str:
        """The part of the file that says how each list counts."""
        kinds = {kind: n for n, kind in enumerate(dict.fromkeys(one.kind for one in self._lists))}
        indents = {one.kind: one.indent for one in reversed(self._lists)}
        shapes = [_shape(n, kind, indents[kind]) for kind, n in kinds.items()]
        numbers = [
            w(
                "num",
                w("abstractNumId", val=kinds[one.kind]),
                w("lvlOverride", w("startOverride", val=one.start), ilvl=one.kind.level),
                numId=n,
            )
            for n, one in enumerate(self._lists, 1)
        ]
        return f'{DECLARATION}<w:numbering xmlns:w="{MAIN}">{"".join(shapes)}{"".join(numbers)}</w:numbering>'


def _shape(number: int, kind: _Kind, indent: Indent) -> str:
    level = w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=kind.format),
        w("suff", val="tab"),
        w("lvlText", val=_label(kind)),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=twips(indent.left), hanging=twips(indent.hanging))),
        ilvl=kind.level,
    )
    return w("abstractNum", w("multiLevelType", val="hybridMultilevel"), level, abstractNumId=number)


def _label(kind: _Kind) -> str:
    return kind.before if kind.format == "bullet" else f"{kind.before}%{kind.level + 1}{kind.after}"


def _counted(label: str, level: int) -> tuple[_Kind, int] | None:
    if _BULLET.fullmatch(label):
        return _Kind("bullet", label, "", level), 1
    match = _COUNTED.fullmatch(label) if len(label) <= _LONGEST and "%" not in label else None
    if match is None:
        return None
    before, counter, after = match.groups()
    if counter in LETTERS:
        return _Kind("thaiLetters", before, after, level), LETTERS.index(counter) + 1
    figures = to_arabic(counter)
    count = int(figures) if figures.isdecimal() and len(figures) <= 4 else 0
    if not count or str(count) != figures:
        return None
    return _Kind("decimal" if counter == figures else "thaiNumbers", before, after, level), count
