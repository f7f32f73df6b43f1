"""WordprocessingML as text: elements in the order that their schema asks for, and what XML makes of letters.

Word refuses a file whose properties stand in another order than that of ISO/IEC 29500-1 (`wml.xsd`); other programs
read on and lose some. So those that have properties are made by `properties`, which knows the order.
"""

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from planner_desktop.regex import regex

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

ORDER: dict[str, tuple[str, ...]] = {
    "pPr": (
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr", "shd", "tabs", "spacing",
        "ind", "jc", "outlineLvl", "rPr", "sectPr",
    ),
    "rPr": (
        "rStyle", "rFonts", "b", "bCs", "i", "iCs", "noProof", "color", "w", "sz", "szCs", "u", "vertAlign", "cs",
        "lang",
    ),
    "tblPr": ("tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook"),
    "trPr": ("cantSplit", "trHeight", "tblHeader"),
    "tcPr": ("tcW", "gridSpan", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "vAlign"),
    "sectPr": (
        "headerReference", "footerReference", "footnotePr", "type", "pgSz", "pgMar", "pgNumType", "cols", "docGrid",
    ),
    "style": (
        "name", "basedOn", "next", "link", "uiPriority", "semiHidden", "unhideWhenUsed", "qFormat", "pPr", "rPr",
        "tblPr", "tcPr",
    ),
    "lvl": ("start", "numFmt", "pStyle", "suff", "lvlText", "lvlJc", "pPr", "rPr"),
}  # fmt: skip
"""What may stand in an element and in which order, as far as this program writes it."""

_NO_LETTERS = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML has no way to say, not even by number."""


def text(said: str) -> str:
    """Text between tags."""
    return escape(_NO_LETTERS.sub(" ", said))


def quoted(said: str) -> str:
    """Text as the value of an attribute, quotation marks and all."""
    return quoteattr(_NO_LETTERS.sub(" ", said))


def w(name: str, /, *inner: str, **attributes: str | int) -> str:
    """An element of WordprocessingML with such attributes, around what stands in it."""
    given = "".join(f" w:{key}={quoted(str(value))}" for key, value in attributes.items())
    return f"<w:{name}{given}>{''.join(inner)}</w:{name}>" if inner else f"<w:{name}{given}/>"


def properties(name: str, parts: Mapping[str, str], /, **attributes: str | int) -> str:
    """An element with others in the order of the schema; nothing where there is nothing to say.

    `parts` are elements by their names, or several of one name behind each other.
    """
    order = ORDER[name]
    assert parts.keys() <= set(order), parts.keys() - set(order)
    inner = [parts[part] for part in order if parts.get(part)]
    return w(name, *inner, **attributes) if inner or attributes else ""


def twips(points: float) -> int:
    """A length in twentieths of a point, as Word counts."""
    return round(points * 20)


def half_points(points: float) -> int:
    """A size of letters in halves of a point, as Word counts."""
    return round(points * 2)


def emu(points: float) -> int:
    """A length in English metric units, as drawings count."""
    return round(points * 12_700)
