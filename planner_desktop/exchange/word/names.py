"""The names of WordprocessingML in short: `w:p` for a paragraph, of the strict form of its namespace and the other."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_OFFICE = "http://schemas.openxmlformats.org"
_STRICT = "http://purl.oclc.org/ooxml"
_MICROSOFT = "http://schemas.microsoft.com/office"

PREFIXES = {
    f"{_OFFICE}/wordprocessingml/2006/main": "w",
    f"{_STRICT}/wordprocessingml/main": "w",
    f"{_OFFICE}/officeDocument/2006/relationships": "r",
    f"{_STRICT}/officeDocument/relationships": "r",
    f"{_OFFICE}/drawingml/2006/main": "a",
    f"{_STRICT}/drawingml/main": "a",
    f"{_OFFICE}/drawingml/2006/wordprocessingDrawing": "wp",
    f"{_STRICT}/drawingml/wordprocessingDrawing": "wp",
    f"{_OFFICE}/drawingml/2006/picture": "pic",
    f"{_STRICT}/drawingml/picture": "pic",
    f"{_OFFICE}/drawingml/2006/chart": "c",
    f"{_STRICT}/drawingml/chart": "c",
    f"{_OFFICE}/drawingml/2006/diagram": "dgm",
    f"{_STRICT}/drawingml/diagram": "dgm",
    f"{_OFFICE}/officeDocument/2006/math": "m",
    f"{_STRICT}/officeDocument/math": "m",
    f"{_OFFICE}/markup-compatibility/2006": "mc",
    f"{_OFFICE}/package/2006/relationships": "rel",
    f"{_OFFICE}/package/2006/content-types": "ct",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    f"{_MICROSOFT}/word/2010/wordprocessingShape": "wps",
    f"{_MICROSOFT}/word/2010/wordprocessingGroup": "wpg",
    f"{_MICROSOFT}/word/2010/wordprocessingCanvas": "wpc",
    f"{_MICROSOFT}/word/2010/wordprocessingDrawing": "wp14",
    f"{_MICROSOFT}/word/2010/wordml": "w14",
    f"{_MICROSOFT}/word/2012/wordml": "w15",
    f"{_MICROSOFT}/drawing/2010/main": "a14",
    f"{_MICROSOFT}/drawing/2014/chartex": "cx",
}
"""The namespaces that are read, by the prefix that stands for each here."""
UNDERSTOOD = frozenset(("w", "wps", "wpg", "wpc", "wp14", "w14", "w15", "a14", "v", "o", "m", "pic"))
"""What a choice between two forms of the same (mc:Choice) may ask of a reader for it to take that one."""

TEXTS = frozenset(("w:t", "m:t", "a:t", "w:instrText"))
"""The elements whose letters are read; in all others they are spaces that make the XML pretty."""

UNREAD = frozenset(
    f"w:{name}"
    for name in (
        "rsids", "proofErr", "bookmarkStart", "bookmarkEnd", "lang", "sz", "szCs", "color", "kern", "spacing", "ind",
        "jc", "highlight", "u", "w", "position", "effect", "bdr", "fitText", "em", "noProof", "snapToGrid",
        "kinsoku",
        "tcBorders", "tcMar", "vAlign", "textDirection", "noWrap", "tblBorders", "tblLook", "tblCellMar", "tblLayout",
        "tblInd", "tblW", "tblStyle", "tblpPr", "trHeight", "cantSplit", "pBdr", "tabs", "keepNext", "keepLines",
        "widowControl", "contextualSpacing", "textAlignment", "autoSpaceDE", "autoSpaceDN", "adjustRightInd",
        "pPrChange", "rPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange", "tblGridChange",
        "numberingChange", "tblPrExChange", "sectPr", "permStart", "permEnd", "latentStyles", "cnfStyle", "cs", "rtl",
        "delText",
        "delInstrText", "lastRenderedPageBreak", "tblGrid",
    )
)  # fmt: skip
"""Elements that say nothing of the text or of its place: they are not even kept while a part is read."""

GONE = frozenset(
    ("w:del", "w:moveFrom", "w:sdtPr", "w:sdtEndPr", "w:customXmlPr", "w:smartTagPr", "w:instrText", "w:pPr")
)
"""What is in a paragraph and is not its text: deleted, moved away, or said about it."""

UNREAD_ATTRIBUTES = ("w:rsid", "w14:", "w15:", "?:")
"""What the names of attributes begin with that say who wrote something when."""
_SIGNS = ("wingdings", "webdings", "symbol")


def is_of_signs(fonts: Mapping[str, str]) -> bool:
    """Whether the fonts of a run (`w:rFonts`) are of symbols; nothing is asked of any other."""
    return (fonts.get("w:ascii") or fonts.get("w:hAnsi") or "").lower().startswith(_SIGNS)


def inner(element: "Element", *tags: str) -> "Element | None":
    """The first child of a tag, the first of the next tag in it, and so on; None where one of them is not there."""
    found: Element | None = element
    for tag in tags:
        found = found.find(tag) if found is not None else None
    return found


def alternative(element: "Element") -> "Iterator[Element]":
    """Of two forms of the same the one that is read: a choice that is understood, else what stands in for it."""
    choices = element.findall("mc:Choice")
    chosen = next((one for one in choices if not one.get("Requires")), None)
    if chosen is None:
        chosen = element.find("mc:Fallback")
    if chosen is None and choices:
        chosen = choices[0]
    if chosen is not None:
        yield chosen
