"""A font inside the PDF in which every glyph is a whole cluster.

PDF readers give back text glyph by glyph. Thai drawn mark by mark comes back in visual order, with doubled or private
characters; ReportLab's fonts of 256 letters cannot name a glyph by several letters at all. So each cluster of the
document becomes one glyph (a TrueType composite of the font's own outlines at HarfBuzz's places), with one code,
and the font's ToUnicode table gives that code the cluster's letters in the order they were typed.

PDF 32000-1, 9.7 (composite fonts) and 9.10.3 (ToUnicode).
"""

import io
from typing import Any

from reportlab.pdfbase import pdfdoc

from planner_desktop.document.font import Cluster, Face, Word

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
        self._shown: dict[Word, str] = {}
        document.fontMapping[name] = "/" + name
        document.delayedFonts.append(self)

    def show(self, word: Word) -> str:
        """The word as elements of a TJ array: codes in hex, kerns between them."""
        shown = self._shown.get(word)
        if shown is None:
            parts, codes = [], ""
            for cluster, kern in zip(word.clusters, word.kerns, strict=True):
                codes += f"{self._codes.setdefault(cluster, len(self._codes) + 1):04X}"
                if kern:
                    parts.append(f"<{codes}>{-kern * 1000 / self.face.units:g}")
                    codes = ""
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
        bold = self.face.name.endswith("Bold")
        return pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("FontDescriptor"),
                "FontName": base,
                "Flags": 4,  # symbolic: the codes are no known encoding
                "FontBBox": pdfdoc.PDFArray([-1000, -1000, 3000, 2000]),
                "ItalicAngle": 0,
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


def font_program(face: Face, clusters: list[Cluster]) -> bytes:
    """A TrueType font whose glyph n draws the n-th cluster (glyph 0: the empty box). The same input, the same bytes."""
    from fontTools.ttLib import TTFont  # takes a while to load, and only saving needs it
    from fontTools.ttLib.tables._g_l_y_f import Glyph as Outline

    font = TTFont(io.BytesIO(face.data), lazy=True, recalcTimestamp=False)
    source, glyf = font.getGlyphOrder(), font["glyf"]
    order, outlines = [source[0]], {source[0]: glyf[source[0]]}
    for number, cluster in enumerate(clusters, 1):
        single = source[cluster.glyphs[0].number] if len(cluster.glyphs) == 1 else ""
        if single and single not in outlines and cluster.glyphs[0][1:] == (0, 0):
            name, outline = single, glyf[single]  # keeps its name, for composites to refer to
        else:
            name, outline = f"cluster{number}", Outline()
            outline.numberOfContours = -1
            outline.components = [_component(source[glyph.number], glyph.x, glyph.y) for glyph in cluster.glyphs]
        order.append(name)
        outlines[name] = outline
    advances = {name: cluster.advance for name, cluster in zip(order[1:], clusters, strict=True)}
    for outline in list(outlines.values()):
        _add_parts(outline, glyf, order, outlines)

    for tag in set(font.keys()) - {"head", "hhea", "maxp", "hmtx", "loca", "glyf", "GlyphOrder"}:
        del font[tag]
    metrics = font["hmtx"].metrics
    font.setGlyphOrder(order)
    glyf.setGlyphOrder(order)
    glyf.glyphs = outlines
    for name in order:
        outlines[name].recalcBounds(glyf)
    font["hmtx"].metrics = {
        name: (advances.get(name, metrics[name][0] if name in metrics else 0), getattr(outlines[name], "xMin", 0))
        for name in order
    }
    saved = io.BytesIO()
    font.save(saved)
    return saved.getvalue()


def _component(name: str, x: int, y: int) -> Any:
    from fontTools.ttLib.tables._g_l_y_f import ARGS_ARE_XY_VALUES, GlyphComponent

    component = GlyphComponent()
    component.glyphName, component.x, component.y = name, x, y
    component.flags = ARGS_ARE_XY_VALUES
    return component


def _add_parts(outline: Any, glyf: Any, order: list[str], outlines: dict[str, Any]) -> None:
    """Add the glyphs a composite refers to, and theirs, behind the clusters."""
    for name in outline.getComponentNames(glyf) if outline.isComposite() else ():
        if name not in outlines:
            order.append(name)
            outlines[name] = glyf[name]
            _add_parts(outlines[name], glyf, order, outlines)
