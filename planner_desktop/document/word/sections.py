"""The sections of a Word file: pages that lie or stand, how they are counted, and what stands in their margins."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from planner_desktop.document.flow import LaidPage
from planner_desktop.document.outline import Align, Document, Numbering, Orientation, Run
from planner_desktop.document.page_numbers import shown
from planner_desktop.document.style import BOTTOM, LEFT, NUMBER_HEIGHT, NUMBER_TOP, PAPER, RIGHT, TOP
from planner_desktop.document.word.markup import DECLARATION, MAIN, RELATIONSHIPS, properties, twips, w
from planner_desktop.document.word.package import Package
from planner_desktop.document.word.paragraph import WordParagraph, field_of, run
from planner_desktop.document.word.styles import FOOTER, HEADER
from planner_desktop.document.word.watermark import NAMESPACES, watermark
from planner_desktop.regex import regex

_FORMATS: dict[Numbering, str] = {"letters": "thaiLetters", "roman": "lowerRoman"}
_SLACK = 8.0
"""Points of the margin at the foot that lines may take: Word ends some elsewhere than paper, and one more line than a
page has would open another before a new page that was asked for."""
_PARTS = regex(r"\{n\}|\{total\}|[^{]+|\{")


class Sections:
    """Says what ends each section, one after the other."""

    def __init__(self, document: Document, pages: Sequence[LaidPage], package: Package, source: str) -> None:
        """Take the pages as they were laid out, and the part of the package whose sections they are."""
        self._document, self._package, self._source = document, package, source
        alike = (list(group) for _numbered, group in groupby(pages, lambda page: page.numbered))
        self._counts: Iterator[tuple[int, str]] = iter(
            [(group[0].number or 0, shown(group[-1], document)) for group in alike]
        )
        self._before: Numbering | None = None
        self._total = ""
        self._parts = 0
        self.count = 0
        """How often pages began to be counted in another way."""

    def end(
        self, orientation: Orientation, numbered: Numbering, *, first_note: int = 0, on_same_page: bool = False
    ) -> str:
        """What ends a section. It began on a new page, or on the same one as what was before.

        `first_note` is the number of its first footnote, 0 where it has none.
        """
        parts: dict[str, str] = {}
        start: dict[str, str | int] = {}
        if numbered != self._before:
            first, self._total = next(self._counts, (1, ""))
            self._before = numbered
            self.count += 1
            start = {"start": first} if first else {}
        parts["headerReference"], parts["footerReference"] = self._margins(orientation, numbered)
        if first_note:
            parts["footnotePr"] = w("footnotePr", w("numStart", val=first_note), w("numRestart", val="eachSect"))
        parts["type"] = w("type", val="continuous" if on_same_page else "nextPage")
        width, height = map(twips, PAPER[orientation])
        lies: dict[str, str | int] = {"orient": "landscape"} if orientation == "landscape" else {}
        parts["pgSz"] = w("pgSz", w=width, h=height, **lies)
        edges = {"top": TOP[orientation], "right": RIGHT, "bottom": BOTTOM - _SLACK, "left": LEFT}
        edges |= {"header": NUMBER_TOP, "footer": NUMBER_HEIGHT}
        parts["pgMar"] = w("pgMar", **{side: twips(room) for side, room in edges.items()}, gutter=0)
        if numbered:
            format = _FORMATS.get(numbered, "thaiNumbers" if self._document.thai_digits else "decimal")
            parts["pgNumType"] = w("pgNumType", fmt=format, **start)
        return properties("sectPr", parts)

    def _margins(self, orientation: Orientation, numbered: Numbering) -> tuple[str, str]:
        """What refers to the head and to the foot of the pages, one of which has their number."""
        place, word = self._document.number_place, self._document.watermark
        side: Align | None = "right" if place.endswith("right") else None
        number = list(self._number()) if numbered else []
        across = [watermark(word, orientation)] if word else []
        if place.startswith("top"):
            return self._part("header", WordParagraph(HEADER, number + across, side)), ""
        head = self._part("header", WordParagraph(HEADER, across)) if word else ""
        return head, self._part("footer", WordParagraph(FOOTER, number, side))

    def _number(self) -> Iterator[str]:
        for part in _PARTS.findall(self._document.page_number):
            if part == "{n}":
                yield from field_of("PAGE", "1")
            elif part == "{total}":
                yield from field_of(f"PAGEREF {last_page(self.count)}", self._total)
            else:
                yield run(Run(part))

    def _part(self, kind: str, paragraph: WordParagraph) -> str:
        """What refers to a head or foot. Each section has its own: of one for several LibreOffice loses the number."""
        tag = "hdr" if kind == "header" else "ftr"
        self._parts += 1
        name = f"{kind}{self._parts}.xml"
        spaces = f'xmlns:w="{MAIN}" xmlns:r="{RELATIONSHIPS}" {NAMESPACES}'
        self._package.add(f"word/{name}", f"{DECLARATION}<w:{tag} {spaces}>{paragraph.xml()}</w:{tag}>", kind)
        return f'<w:{kind}Reference w:type="default" r:id="{self._package.relate(self._source, kind, name)}"/>'


def last_page(count: int) -> str:
    """The name of the place on the last of the pages that are counted alike, those for the how manieth time."""
    return f"_Last{count}"
