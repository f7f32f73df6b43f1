"""A font inside the PDF in which every glyph is a whole cluster.

PDF readers give back text glyph by glyph. Thai drawn mark by mark comes back in visual order, with doubled or private
characters; ReportLab's fonts of 256 letters cannot name a glyph by several letters at all. So each cluster of the
document becomes one glyph (a TrueType composite of the font's own outlines at HarfBuzz's places), with one code,
and the font's ToUnicode table gives that code the cluster's letters in the order they were typed.

PDF 32000-1, 9.7 (composite fonts) and 9.10.3 (ToUnicode).
"""

from typing import Any

from reportlab.pdfbase import pdfdoc

from planner_desktop.document.font import Cluster, Face, ShapedText
from planner_desktop.document.truetype import font_program
from planner_desktop.errors import DocumentError
from planner_desktop.i18n import _

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
        self._codes: dict[Cluster, int] = {}
        self._shown: dict[ShapedText, str] = {}
        document.fontMapping[name] = "/" + name
        document.delayedFonts.append(self)

    def show(self, word: ShapedText) -> str:
        """The word as elements of a TJ array: codes in hex, kerns between them.

        Raises DocumentError where there are more kinds of clusters than a font has room for.
        """
        shown = self._shown.get(word)
        if shown is None:
            parts, codes = [], ""
            for cluster, kern in zip(word.clusters, word.kerns, strict=True):
                codes += f"{self._codes.setdefault(cluster, len(self._codes) + 1):04X}"
                if kern:
                    parts.append(f"<{codes}>{-kern * 1000 / self.face.units:g}")
                    codes = ""
            if len(self._codes) > _MOST_CODES:
                raise DocumentError(
                    _("The text has more different letters than can be printed (over {count})").format(
                        count=_MOST_CODES
                    ),
                    _("Take out the part that is no text."),
                )
            shown = self._shown[word] = "".join(parts) + (f"<{codes}>" if codes else "")
        return shown

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
                "W": pdfdoc.PDFArray([1, pdfdoc.PDFArray([round(c.advance * scale, 2) for c in clusters])]),
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
