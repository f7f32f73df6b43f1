"""A font inside the PDF whose first code of a cluster draws all of it; the other codes only say its other letters.

PDF readers give back text code by code. Thai drawn mark by mark comes back in visual order, with doubled or private
characters. So all of a cluster is drawn by one glyph (a TrueType composite of the font's own outlines at HarfBuzz's
places), whose code stands for the cluster's first letter; for each other letter, in the order they were typed, follows
the code of an empty glyph. The font's ToUnicode table gives every code one letter: Ghostscript 10 damages those that
have several, and with it the programs that make PDFs smaller.

An empty glyph takes a share of its cluster's width. Readers that guess words from the places of letters take
a letter for a second print of the one before it if both begin at nearly the same place.

PDF 32000-1, 9.7 (composite fonts) and 9.10.3 (ToUnicode).
"""

from typing import Any

from reportlab.pdfbase import pdfdoc

from planner_desktop.document.font import Cluster, Face, ShapedText
from planner_desktop.document.truetype import font_program
from planner_desktop.errors import DocumentError
from planner_desktop.i18n import _

_SHARE = 0.11  # of the size: how wide the empty glyph of a mark is; poppler wants a tenth between letters' beginnings
_MOST_CODES = 65_000  # that a font can number; what is left is for the parts that clusters are made of
_TO_UNICODE_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_TO_UNICODE_FOOT = """endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


class EmbeddedFont:
    """One face in one PDF: gives clusters their codes while pages are drawn, and writes the font at the end.

    ReportLab calls `addObjects` when it saves the document.
    """

    def __init__(self, face: Face, name: str, document: Any) -> None:
        self.face = face
        self.fontName = self.name = name
        self._codes: dict[Cluster, int] = {}  # of what one code draws and says
        self._coded: dict[Cluster, str] = {}
        self._shown: dict[ShapedText, str] = {}
        document.fontMapping[name] = "/" + name
        document.delayedFonts.append(self)

    def show(self, word: ShapedText, gap: float = 0.0) -> str:
        """The word as elements of a TJ array: codes in hex, kerns between them, a `gap` in sizes behind each cluster.

        Raises DocumentError where there are more kinds of clusters than a font has room for.
        """
        if gap:
            return self._elements(word, gap)
        shown = self._shown.get(word)
        if shown is None:
            shown = self._shown[word] = self._elements(word, 0.0)
        return shown

    def _elements(self, word: ShapedText, gap: float) -> str:
        parts, codes = [], ""
        for cluster, kern in zip(word.clusters, word.kerns, strict=True):
            codes += self._coded.get(cluster) or self._code(cluster)
            if kern or gap:
                parts.append(f"<{codes}>{-1000 * (kern / self.face.units + gap):.2f}")
                codes = ""
        return "".join(parts) + (f"<{codes}>" if codes else "")

    def _code(self, cluster: Cluster) -> str:
        """The codes of a cluster in hex."""
        parts = _parts(cluster, round(_SHARE * self.face.units))
        found = self._coded[cluster] = "".join(
            f"{self._codes.setdefault(part, len(self._codes) + 1):04X}" for part in parts
        )
        if len(self._codes) > _MOST_CODES:
            raise DocumentError(
                _("The text has more different letters than can be printed (over {count})").format(count=_MOST_CODES),
                _("Take out the part that is no text."),
            )
        return found

    def addObjects(self, document: Any) -> None:  # noqa: N802 - ReportLab's name
        """Write the font: its program with the clusters drawn, their widths and their letters."""
        clusters = list(self._codes)
        program = font_program(self.face, clusters)
        scale = 1000 / self.face.units
        base = pdfdoc.PDFName(f"PLANNR+{self.face.name}")
        descriptor = self._descriptor(document, base, program)
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("CIDFontType2"),
                "BaseFont": base,
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "CIDToGIDMap": pdfdoc.PDFName("Identity"),
                "DW": 1000,
                "W": f"[1 [{' '.join(f'{c.advance * scale:g}' for c in clusters)}]]",
                "FontDescriptor": document.Reference(descriptor, f"{self.name}Descriptor"),
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": base,
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant, f"{self.name}Descendant")]),
                "ToUnicode": _stream(document, f"{self.name}ToUnicode", to_unicode(clusters).encode("ascii")),
            }
        )
        document.idToObject["BasicFonts"].dict[self.name] = document.Reference(font, f"{self.name}Font")

    def _descriptor(self, document: Any, base: Any, program: bytes) -> Any:
        data = _stream(document, f"{self.name}Program", program, Length1=len(program))
        bold, italic = "Bold" in self.face.name, self.face.name.endswith("Italic")
        return pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("FontDescriptor"),
                "FontName": base,
                "Flags": 4 | 64 * italic,  # symbolic: the codes are no known encoding
                "FontBBox": pdfdoc.PDFArray([-1000, -1000, 3000, 2000]),
                "ItalicAngle": -12 if italic else 0,
                "Ascent": round(self.face.ascent * 1000),
                "Descent": -round(self.face.descent * 1000),
                "CapHeight": 700,
                "StemV": 140 if bold else 80,
                "FontFile2": data,
            }
        )


def _parts(cluster: Cluster, share: int) -> list[Cluster]:
    """A cluster as clusters of one letter: the first has what is drawn, of the width each other has a `share`."""
    first, others = cluster.text[0], cluster.text[1:]
    if not others:
        return [cluster]
    share = min(share, cluster.advance // len(cluster.text))
    return [
        Cluster(first, cluster.glyphs, cluster.advance - share * len(others)),
        *(Cluster(other, (), share) for other in others),
    ]


def _stream(document: Any, name: str, content: bytes, **entries: int) -> Any:
    stream = pdfdoc.PDFStream(pdfdoc.PDFDictionary(dict(entries)), content, [pdfdoc.PDFZCompress])
    return document.Reference(stream, name)


def to_unicode(clusters: list[Cluster]) -> str:
    """The ToUnicode table: code 1 is the first cluster, and so on."""
    lines = [
        f"<{code:04X}> <{cluster.text.encode('utf-16-be').hex().upper()}>" for code, cluster in enumerate(clusters, 1)
    ]
    blocks = [lines[at : at + 100] for at in range(0, len(lines), 100)]  # a block has at most 100 lines
    body = "".join(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar\n" for b in blocks)
    return _TO_UNICODE_HEAD + body + _TO_UNICODE_FOOT
