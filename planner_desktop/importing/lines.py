"""Which of an edition's lines a written one is: by its fixed words, wherever it stands, or only by its first."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from planner_desktop.importing.cells import Said
from planner_desktop.importing.model_parts import ModelLine, Words
from planner_desktop.importing.model_print import ModelPrint
from planner_desktop.importing.reading import Reading
from planner_desktop.importing.shapes import Shape, bare
from planner_desktop.regex import regex
from planner_desktop.thai.digits import to_arabic

LEAST_WORDS = 4
"""Letters of fixed words by which a line is known wherever it stands."""
SURE_WORDS = 8
SAME_LINE = 0.86
"""So much alike are two fixed lines that are one, written differently."""
NEAR_DEFAULT = 0.75
"""So much alike are a heading that the officer may change and what it was before."""
FAR = 4.0
"""So many letters of fixed words weigh as much as another section."""
_NUMBERED = regex(r"^([ก-๙]{4,30}?)ที่\s*[0-9๐-๙]{1,2}\s*:?\s*")


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A line of the edition, and what stands in its fields."""

    line: ModelLine
    said: Said


class LineFinder:
    """Knows written lines by those of an edition."""

    def __init__(self, printed: ModelPrint, reading: Reading) -> None:
        self._printed, self._reading = printed, reading
        self._order = [section.id for section in printed.pack.sections]

    def find(self, text: str, level: int, *, in_story: bool = False) -> FoundLine | None:
        """The line that a text is; “ชื่อโครงการที่ 1” may count what the edition does not."""
        found = self._find(text, level, in_story=in_story)
        plain = _NUMBERED.sub(r"\1 ", text)
        if plain != text and (found is None or any(value.startswith("ที่") for value in found.said.values())):
            return self._find(plain, level, in_story=in_story) or found
        return found

    def _find(self, text: str, level: int, *, in_story: bool) -> FoundLine | None:
        best: tuple[tuple[float, int, int], FoundLine] | None = None
        words = bare(text)
        for line in self._printed.lines:
            fixed = line.words.shape.words
            said = self._said(line, text, words, level, in_story=in_story)
            if said is None and level and (default := self._default(line)) and _is_like_default(words, default):
                said, fixed = {line.words.shape.spots[0]: text}, default
            if said is not None:
                score = len(fixed) - FAR * self._distance(line), line.words.shape.marks, len(said)
                if best is None or score > best[0]:
                    best = score, FoundLine(line, said)
        return None if best is None else best[1]

    def _said(self, line: ModelLine, text: str, words: str, level: int, *, in_story: bool) -> Said | None:
        """What stands in a line's fields; None where the text is not of it."""
        shape = line.words.shape
        fixed = shape.words
        if len(fixed) >= LEAST_WORDS and shape.spots:
            said = self._reading.reader.read(text, shape)
            in_passing = in_story and len(fixed) < 0.25 * len(words) and not shape.lead.strip()
            return None if in_passing else said
        if shape.spots:
            return None
        is_it = (
            (fixed == words and (level > 0 or len(fixed) >= LEAST_WORDS))
            or (len(fixed) >= SURE_WORDS and _nearly(fixed, words))
            or (level > 0 and len(words) >= LEAST_WORDS and words == shape.core)
            or (level > 0 and len(fixed) >= 3 * SURE_WORDS and _nearly(fixed, words[: len(fixed)]))
        )
        return {} if is_it else None

    def _distance(self, line: ModelLine) -> float:
        """How far a line is from where the document is read: forth is nearer than back."""
        here = self._reading
        if line.section == here.section:
            return 0 if line.place == here.place else 0.5 if line.place > here.place else 0.75
        ahead = self._order.index(line.section) - self._order.index(here.section)
        return 1 + 0.02 * ahead if ahead > 0 else 2.5

    def _default(self, line: ModelLine) -> str:
        """The words that a heading begins with which the officer may change."""
        spots = line.words.shape.spots
        if len(spots) != 1:
            return ""
        kind, name = spots[0]
        spec = self._printed.pack.records[kind]
        default = spec.fields[name].default if spec.single else None
        return bare(str(default)) if default else ""

    # ------------------------------------------------------------ parts of lines

    def is_number_of_heading(self, text: str) -> bool:
        """Whether a text is only the number of a heading whose words follow (“ส่วนที่ 1”), or has dots for its words."""
        words = bare(text)
        if "..." in text:
            return any(bare(line.words.shape.lead) == words for line in self._printed.lines if line.words.shape.spots)
        return (
            3 <= len(words) <= 12
            and any(letter.isdecimal() for letter in text)
            and any(line.level == 1 and line.words.shape.words.startswith(words) for line in self._printed.lines)
        )

    def begins(self, text: str) -> tuple[ModelLine, str] | None:
        """The fixed line that a text begins with, and what follows it."""
        best: tuple[int, ModelLine, str] | None = None
        for line in self._here():
            length = len(line.words.shape.words)
            if line.words.shape.spots or length < 2 * SURE_WORDS:
                continue
            found = self._reading.reader.begins(text, line.words.shape)
            if found and found[1] and (best is None or length > best[0]):
                best = length, line, found[1]
        return None if best is None else (best[1], best[2])

    def parts(self, text: str) -> list[str]:
        """A text cut where the first words of lines begin that tell a number: “ด้านที่ 4 … ประเด็นการพัฒนาที่ 4.1 …”."""
        leads = {line.words.shape.lead.strip() for line in self._here() if len(line.words.shape.spots) > 1}
        starts = {0, len(text)}
        for lead in leads:
            if len(bare(lead)) >= LEAST_WORDS:
                loose = r"\s*".join(re.escape(letter) for letter in re.sub(r"\s", "", lead))
                starts |= {found.start() for found in re.finditer(loose + r"\s*(?=[0-9])", to_arabic(text))}
        cuts = sorted(starts)
        pieces = [text[one:other].strip() for one, other in pairwise(cuts)]
        return [piece for piece in pieces if piece]

    def lead_of(self, text: str) -> ModelLine | None:
        """The line whose first words alone a text is: what it is to say follows as a list."""
        words = bare(text)
        for line in self._here():
            lead = bare(line.words.shape.lead)
            if line.words.shape.spots and len(lead) >= 2 * SURE_WORDS and (words == lead or _nearly(lead, words)):
                return line
        return None

    def behind(self, lead: ModelLine) -> list[Words]:
        """What may follow the first words of a line, in all the lines that begin with them."""
        first = lead.words.shape.lead
        words = [line.words for line in self._here() if line.words.shape.lead == first]
        return [Words(Shape(each.shape.parts[1:]), each.nodes) for each in words]

    def _here(self) -> list[ModelLine]:
        return [line for line in self._printed.lines if line.section == self._reading.section]


def _nearly(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 0.25 * max(len(one), len(other)):
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= SAME_LINE and matcher.ratio() >= SAME_LINE


def _is_like_default(words: str, default: str) -> bool:
    if words == default or (len(default) > SURE_WORDS and default in words and len(words) < 3 * len(default)):
        return True
    return SequenceMatcher(None, words, default, autojunk=False).ratio() >= NEAR_DEFAULT
