"""The styles of a Word file: the shapes of `document.style` under the names by which Word knows its own.

Letters have the sizes that officers know, 16 and 14, in the face of the standard for official letters.
"""

from collections.abc import Iterator

from planner_desktop.document.contents import ENTRY_ABOVE, HANG
from planner_desktop.document.outline import Align
from planner_desktop.document.style import (
    BORDER,
    CELL,
    CELL_PADDING,
    CELL_PADDING_BOTTOM,
    CELL_PADDING_TOP,
    FOOTNOTE,
    PAGE_NUMBER,
    SCALE,
    SHAPES,
    STEP,
    Shape,
    heading_shape,
)
from planner_desktop.document.word.fonts import FACE
from planner_desktop.document.word.markup import DECLARATION, MAIN, half_points, properties, twips, w
from planner_desktop.document.word.paragraph import Indent

LEVELS = 4
"""Levels of headings that have a style of their own; deeper ones look like the last."""
_TEXT = SHAPES["plain"]
_STYLE_OF = {
    "body": "BodyText",
    "plain": "Normal",
    "center": "Normal",
    "right": "Normal",
    "note": "Note",
    "title": "Title",
    "subtitle": "Subtitle",
    "caption": "Caption",
}
LIST = "ListParagraph"
CELL_STYLE, HEAD_STYLE = "TableCell", "TableHead"
FOOTER, HEADER, FOOTNOTE_TEXT, CAPTION, PICTURE = "Footer", "Header", "FootnoteText", "Caption", "Picture"
NOTE_MARK = "FootnoteReference"


def style_of(kind: str) -> str:
    """The style of a paragraph of this kind."""
    return _STYLE_OF[kind]


def heading_style(level: int, *, listed: bool) -> str:
    """The style of a heading; one that the contents do not list has another, which Word leaves out of them, too."""
    return f"Heading{min(level, LEVELS)}{'' if listed else 'Unlisted'}"


def entry_style(level: int) -> str:
    """The style of an entry of the contents."""
    return f"TOC{min(level, LEVELS)}"


def nominal(size: float) -> float:
    """A size of letters as it is in the face of the Word file, in points."""
    return size / SCALE


def styles_xml() -> str:
    """The part of the file with all styles."""
    return f'{DECLARATION}<w:styles xmlns:w="{MAIN}">{_defaults()}{"".join(_styles())}</w:styles>'


def _defaults() -> str:
    faces = w("rFonts", ascii=FACE, hAnsi=FACE, eastAsia=FACE, cs=FACE)
    language = w("lang", val="en-US", eastAsia="en-US", bidi="th-TH")
    letters = properties("rPr", {"rFonts": faces, **_size(_TEXT), "lang": language})
    lines = properties("pPr", {"spacing": w("spacing", before=0, after=0)})
    return w("docDefaults", w("rPrDefault", letters), w("pPrDefault", lines))


def _styles() -> Iterator[str]:
    yield _paragraph("Normal", "Normal", _TEXT, based="", default=True)
    yield w("style", w("name", val="Default Paragraph Font"), w("uiPriority", val=1), w("semiHidden"),
            type="character", default=1, styleId="DefaultParagraphFont")  # fmt: skip
    yield _table("TableNormal", "Normal Table", default=True)
    yield w("style", w("name", val="No List"), w("uiPriority", val=99), w("semiHidden"), w("unhideWhenUsed"),
            type="numbering", default=1, styleId="NoList")  # fmt: skip
    yield _paragraph("BodyText", "Body Text", SHAPES["body"])
    yield _paragraph("Title", "Title", SHAPES["title"])
    yield _paragraph("Subtitle", "Subtitle", SHAPES["subtitle"])
    for level in range(1, LEVELS + 1):
        shape = heading_shape(level, "left")
        yield _paragraph(f"Heading{level}", f"heading {level}", shape, level=level)
        yield _paragraph(
            f"Heading{level}Unlisted", f"หัวข้อ {level} นอกสารบัญ", shape, based=f"Heading{level}", level=level
        )
    for level in range(1, LEVELS + 1):
        entry = Shape(_TEXT.size, above=ENTRY_ABOVE if level == 1 else 0.0, bold=level == 1)
        yield _paragraph(entry_style(level), f"toc {level}", entry, indent=Indent((level - 1) * STEP + HANG, HANG))
    yield _paragraph(LIST, "List Paragraph", Shape(_TEXT.size, justified=True, above=1.0))
    yield _paragraph("Note", "หมายเหตุ", SHAPES["note"])
    yield _paragraph(CAPTION, "caption", SHAPES["center"])
    yield _paragraph(CELL_STYLE, "ช่องตาราง", CELL)
    yield _paragraph(HEAD_STYLE, "หัวตาราง", Shape(CELL.size, align="center", above=0), based=CELL_STYLE)
    yield _picture()
    yield _paragraph(HEADER, "header", PAGE_NUMBER)
    yield _paragraph(FOOTER, "footer", PAGE_NUMBER)
    yield _paragraph(FOOTNOTE_TEXT, "footnote text", FOOTNOTE)
    raised = w("rPr", w("vertAlign", val="superscript"))
    yield w("style", w("name", val="footnote reference"), w("basedOn", val="DefaultParagraphFont"), raised,
            type="character", styleId=NOTE_MARK)  # fmt: skip
    yield _table("TableGrid", "Table Grid")


def _size(shape: Shape) -> dict[str, str]:
    size = half_points(nominal(shape.size))
    return {"sz": w("sz", val=size), "szCs": w("szCs", val=size)}


def _paragraph(
    id: str,
    name: str,
    shape: Shape,
    *,
    based: str = "Normal",
    level: int = 0,
    indent: Indent | None = None,
    default: bool = False,
) -> str:
    lines: dict[str, str] = {
        "spacing": w("spacing", before=twips(shape.above), after=0, line=twips(shape.pitch), lineRule="exact"),
        "jc": w("jc", val="thaiDistribute" if shape.justified else _side(shape.align)),
    }
    if level:
        lines |= {"keepNext": w("keepNext"), "outlineLvl": w("outlineLvl", val=level - 1)}
    if indent:
        lines["ind"] = indent.xml()
    elif shape.indent:
        lines["ind"] = w("ind", left=0, firstLine=twips(shape.indent))
    letters = _size(shape) | ({"b": w("b"), "bCs": w("bCs")} if shape.bold else {})
    parts = {
        "name": w("name", val=name),
        "basedOn": w("basedOn", val=based) if based else "",
        "next": w("next", val="BodyText") if level else "",
        "qFormat": w("qFormat"),
        "pPr": properties("pPr", lines),
        "rPr": properties("rPr", letters),
    }
    kind: dict[str, str | int] = {"type": "paragraph"}
    if default:
        kind["default"] = 1
    if not name.isascii():  # Word's own have English names in the file, whatever it calls them on the screen
        kind["customStyle"] = 1
    return properties("style", parts, **kind, styleId=id)


def _picture() -> str:
    """The style of what is no text: its lines are as high as that."""
    lines = {"spacing": w("spacing", before=0, after=0, line=240, lineRule="auto"), "jc": w("jc", val="center")}
    parts = {
        "name": w("name", val="รูปภาพ"), "basedOn": w("basedOn", val="Normal"), "pPr": properties("pPr", lines),
    }  # fmt: skip
    return properties("style", parts, type="paragraph", customStyle=1, styleId=PICTURE)


def _side(align: Align) -> str:
    return {"left": "left", "center": "center", "right": "right"}[align]


def _table(id: str, name: str, *, default: bool = False) -> str:
    """A table's style: the one that all are based on, or ours, with rules and the room in its cells."""
    margins = {"top": 0.0, "left": 5.4, "bottom": 0.0, "right": 5.4}
    parts = {"tblInd": w("tblInd", w=0, type="dxa")}
    if not default:
        margins = {
            "top": CELL_PADDING_TOP, "left": CELL_PADDING, "bottom": CELL_PADDING_BOTTOM, "right": CELL_PADDING,
        }  # fmt: skip
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        rules = (w(side, val="single", sz=round(8 * BORDER), space=0, color="auto") for side in sides)
        parts["tblBorders"] = w("tblBorders", *rules)
    parts["tblCellMar"] = w("tblCellMar", *(w(side, w=twips(room), type="dxa") for side, room in margins.items()))
    whole = {
        "name": w("name", val=name),
        "basedOn": "" if default else w("basedOn", val="TableNormal"),
        "uiPriority": w("uiPriority", val=99 if default else 39),
        "semiHidden": w("semiHidden") if default else "",
        "unhideWhenUsed": w("unhideWhenUsed") if default else "",
        "tblPr": properties("tblPr", parts),
    }
    kind: dict[str, str | int] = {"type": "table"}
    return properties("style", whole, **kind, **({"default": 1} if default else {}), styleId=id)
