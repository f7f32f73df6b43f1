"""Shaping with HarfBuzz: a word becomes clusters, each a few glyphs at HarfBuzz's places.

A cluster is what Thai readers see as one letter: a base with its vowel and tone marks, ำ with what it stands on, a
Latin ligature. `embed` draws each cluster with one glyph.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from planner_desktop import stopping
from planner_desktop.app_paths import FONTS
from planner_desktop.errors import DocumentError
from planner_desktop.i18n import _
from planner_desktop.regex import regex

if TYPE_CHECKING:
    import uharfbuzz

_MOST_GLYPHS = 16  # of one cluster; what piles up more marks is no word, and no font can say where they are
_AT_ONCE = 5_000  # letters shaped in one call; far more than a line has, so that where they meet is never seen
_LONGEST_KEPT = 200  # letters; longer words are parted before they are printed
_SCRIPTS = regex(f"[\u0e00-\u0e7f]{{1,{_AT_ONCE}}}|[^\u0e00-\u0e7f]{{1,{_AT_ONCE}}}")
_CONTROLS = regex("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")  # nothing to see, and no place in a PDF's text

# What Sarabun lacks, drawn with letters it has. The text behind stays what was typed.
_STAND_INS = {
    "↔": "←→", "⇒": "→", "➔": "→", "➜": "→", "➢": "›", "▶": "›", "►": "›", "❖": "•", "◆": "•", "▪": "•", "●": "•",
    "■": "•", "○": "o", "◦": "•", "✓": "√", "✔": "√", "☑": "[√]", "☐": "[ ]", "☒": "[×]", "□": "[ ]", "✗": "×",
    "✘": "×",
    "\t": " ", "\u2010": "-", "\u2011": "-", "\u2212": "-",
}  # fmt: skip

_TABLES = ("cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp")
"""Those of a font file that this program cannot do without."""


class Glyph(NamedTuple):
    """A glyph of the font file, placed relative to its cluster's origin, in font units."""

    number: int
    x: int
    y: int


class Cluster(NamedTuple):
    """The letters seen as one, what is drawn for them, and their advance before kerning, in font units."""

    text: str
    glyphs: tuple[Glyph, ...]
    advance: int


@dataclass(frozen=True, slots=True, eq=False)
class ShapedText:
    """A shaped piece of text in one face. `kerns` are added to the clusters' advances. Lengths are in sizes (em).

    `is_space` says that it is white space, which justifying may widen.
    """

    face: "Face"
    text: str
    clusters: tuple[Cluster, ...]
    kerns: tuple[int, ...]
    width: float
    is_space: bool


class Face:
    """One weight of the document's font. Raises DocumentError if HarfBuzz or the font file is missing."""

    def __init__(self, path: Path) -> None:
        try:
            import uharfbuzz
        except ImportError as error:
            raise DocumentError(
                _("Thai cannot be typeset: the component “uharfbuzz” is missing."),
                _("Install the program again."),
            ) from error
        try:
            self.data = path.read_bytes()
        except OSError as error:
            raise DocumentError(
                _("The font {name} cannot be read.").format(name=path.name),
                _("Install the program again."),
            ) from error
        self.name = path.stem
        self._harfbuzz = uharfbuzz
        self._font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(self.data)))
        if not all(map(self.table, _TABLES)):
            raise DocumentError(
                _("The font {name} is damaged.").format(name=path.name),
                _("Install the program again."),
            )
        self.units = self._font.face.upem
        extents = self._font.get_font_extents("ltr")
        self.ascent = extents.ascender / self.units
        self.descent = -extents.descender / self.units
        self._words: dict[str, ShapedText] = {}
        self._clusters: dict[tuple[object, ...], tuple[Cluster, int]] = {}

    def word(self, text: str) -> ShapedText:
        """Shape a piece of text without line breaks. Shaped once, then remembered."""
        word = self._words.get(text)
        if word is None:
            if len(self._words) > 50_000:  # a few hundred plans' words; a bound, not a policy
                self._words.clear()
                self._clusters.clear()
            word = self._shape(text)
            if len(text) <= _LONGEST_KEPT:
                self._words[text] = word
        return word

    def has(self, letter: str) -> bool:
        """Whether the font itself can draw the letter."""
        return self._font.get_nominal_glyph(ord(letter)) is not None

    def draws(self, letter: str) -> bool:
        """Whether the letter is drawn, by itself or by a look-alike, and not as an empty box."""
        return self.has(letter) or bool(self._stand_in(letter))

    def table(self, tag: str) -> bytes:
        """One of the font file's tables, empty if it has none of this name."""
        data: bytes = self._font.face.reference_table(tag).data
        return data

    def advance(self, glyph: int) -> int:
        """How wide a glyph is set, in font units."""
        advance: int = self._font.get_glyph_h_advance(glyph)
        return advance

    def box(self, glyph: int) -> tuple[int, int, int, int] | None:
        """The box around a glyph's ink (left, bottom, right, top), in font units; nothing around an empty one."""
        extents = self._font.get_glyph_extents(glyph)
        if extents is None or not extents.width:
            return None
        left, top = extents.x_bearing, extents.y_bearing
        return left, top + extents.height, left + extents.width, top

    def draw(self, glyph: int, pen: object) -> None:
        """Have a pen (as fontTools knows them) draw a glyph's outline, in font units."""
        self._font.draw_glyph_with_pen(glyph, pen)

    def _shape(self, text: str) -> ShapedText:
        clusters: list[Cluster] = []
        kerns: list[int] = []
        for run in _SCRIPTS.findall(_CONTROLS.sub(" ", text)):
            stopping.look()
            self._shape_run(run, clusters, kerns)
        width = sum(cluster.advance for cluster in clusters) + sum(kerns)
        return ShapedText(self, text, tuple(clusters), tuple(kerns), width / self.units, text.isspace())

    def _shape_run(self, run: str, clusters: list[Cluster], kerns: list[int]) -> None:
        buffer = self._buffer(run)
        drawn = [
            (info.cluster, info.codepoint, *place.position[:3])
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]
        starts = sorted({glyph[0] for glyph in drawn})
        ends = dict(zip(starts, [*starts[1:], len(run)], strict=True))
        known = self._clusters
        for start, glyphs in groupby(drawn, itemgetter(0)):
            # A text has few different clusters: each is made once, whatever words it is in.
            text = run[start : ends[start]]
            places = [glyph[1:] for glyph in glyphs]
            key = (text, *places)
            if key not in known:
                known[key] = self._cluster(text, places)
            cluster, kern = known[key]
            clusters.append(cluster)
            kerns.append(kern)

    def _cluster(self, text: str, drawn: list[tuple[int, int, int, int]]) -> tuple[Cluster, int]:
        """The cluster that HarfBuzz draws with these glyphs (number, x, y, advance), and its kern."""
        x, advance, glyphs = 0, 0, []
        for glyph, offset, y, x_advance in drawn:
            glyphs.append(Glyph(glyph, x + offset, y))
            x += x_advance
            advance += self._font.get_glyph_h_advance(glyph) if x_advance else 0
        if any(glyph == 0 for glyph, *_place in drawn) and (stand_in := self._stand_in(text)):
            glyphs, advance, x = _joined(self._shape(stand_in))
        return Cluster(text, tuple(glyphs[:_MOST_GLYPHS]), advance), x - advance

    def _buffer(self, run: str) -> "uharfbuzz.Buffer":
        buffer = self._harfbuzz.Buffer()
        buffer.add_str(run)
        buffer.guess_segment_properties()
        buffer.direction = "ltr"  # Hebrew or Arabic would need line reordering as well; no plan has any
        buffer.language = "th"
        self._harfbuzz.shape(self._font, buffer)
        return buffer

    def _stand_in(self, text: str) -> str:
        """What to draw for letters the font lacks: a look-alike it has, else nothing (the font's empty box)."""
        drawn = "".join(_STAND_INS.get(letter, unicodedata.normalize("NFKD", letter)) for letter in text)
        kept = "".join(letter for letter in drawn if self.has(letter))
        return kept if kept != text else ""


def _joined(word: ShapedText) -> tuple[list[Glyph], int, int]:
    """A word's glyphs as one cluster's, its advance, and where it ends."""
    glyphs, x = [], 0
    for cluster, kern in zip(word.clusters, word.kerns, strict=True):
        glyphs += [Glyph(glyph.number, x + glyph.x, glyph.y) for glyph in cluster.glyphs]
        x += cluster.advance + kern
    return glyphs, x, x


@cache
def faces() -> tuple[Face, Face]:
    """The document's regular and bold faces, loaded once."""
    return Face(FONTS / "Sarabun-Regular.ttf"), Face(FONTS / "Sarabun-Bold.ttf")


@cache
def slanted(bold: bool) -> Face:
    """The document's italic face, loaded when a text first asks for it."""
    return Face(FONTS / f"Sarabun-{'Bold' * bold}Italic.ttf")
