"""The face of a Word file: the one of official letters by its name, and inside the file what is drawn where it is not.

Sarabun, whose licence allows that (SIL OFL 1.1, no reserved name), is drawn larger than TH SarabunPSK at the same size.
It goes into the file with its unit made larger, so that the sizes 16 and 14 set the lines that the PDF has, and under
a name of its own, for it is no longer the Sarabun that a PC may have.
"""

import hashlib
import struct
from collections.abc import Iterator

from planner_desktop.document.font import Face, faces, slanted
from planner_desktop.document.style import SCALE
from planner_desktop.document.truetype import font_file
from planner_desktop.document.word.markup import DECLARATION, MAIN, RELATIONSHIPS, w
from planner_desktop.document.word.package import Package

FACE = "TH SarabunPSK"
STAND_IN = "Sarabun Office"
_PART = "word/fontTable.xml"
_TABLES = (
    "GDEF", "GPOS", "GSUB", "OS/2", "cmap", "gasp", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "post",
)  # fmt: skip
_STYLES = {"Regular": "Regular", "Bold": "Bold", "Italic": "Italic", "BoldItalic": "Bold Italic"}
_LICENCE = (
    "Sarabun of the Sarabun Project Authors (https://github.com/cadsondemak/Sarabun), its unit made larger; "
    "SIL Open Font License, Version 1.1"
)
_ENGLISH, _WINDOWS, _UNICODE = 0x409, 3, 1
_WHOLE = 0xB1B0AFBA  # what the sum of a whole font file is brought to


def add_fonts(package: Package, source: str, *, italic: bool) -> None:
    """Add the table of fonts, and the weights and slants that are drawn where the face itself is not at hand."""
    drawn: list[tuple[str, Face]] = [("Regular", faces()[0]), ("Bold", faces()[1])]
    if italic:
        drawn += [("Italic", slanted(bold=False)), ("BoldItalic", slanted(bold=True))]
    embedded = list(_embedded(package, drawn))
    about = (w("charset", val="DE"), w("family", val="swiss"), w("pitch", val="variable"))  # DE: Thai
    fonts = (
        w("font", w("altName", val=STAND_IN), *about, *embedded, name=FACE),
        w("font", *about, *embedded, name=STAND_IN),
    )
    spaces = f'xmlns:w="{MAIN}" xmlns:r="{RELATIONSHIPS}"'
    package.add(_PART, f"{DECLARATION}<w:fonts {spaces}>{''.join(fonts)}</w:fonts>", "fontTable")
    package.relate(source, "fontTable", "fontTable.xml")


def _embedded(package: Package, drawn: list[tuple[str, Face]]) -> Iterator[str]:
    for n, (style, face) in enumerate(drawn, 1):
        content = _enlarged(face, style)
        key = hashlib.sha256(content).hexdigest()[:32].upper()
        name = f"fonts/font{n}.odttf"
        package.add(f"word/{name}", _masked(content, key))
        id = package.relate(_PART, "font", name)
        guid = "-".join((key[:8], key[8:12], key[12:16], key[16:20], key[20:]))
        yield f'<w:embed{style} r:id="{id}" w:fontKey="{{{guid}}}"/>'


def _masked(content: bytes, key: str) -> bytes:
    """A font as it stands in a file (ISO/IEC 29500-1, 17.8.1): its first 32 bytes mixed with the key."""
    mask = bytes.fromhex(key)[::-1] * 2
    return bytes(one ^ other for one, other in zip(content, mask, strict=False)) + content[32:]


def _enlarged(face: Face, style: str) -> bytes:
    """The font with a unit so much larger that its letters are as large as those of the face that it stands for."""
    tables = {tag: data for tag in _TABLES if (data := face.table(tag))}
    head = bytearray(tables["head"])
    struct.pack_into(">I", head, 8, 0)
    struct.pack_into(">H", head, 18, round(face.units / SCALE))
    tables |= {"head": bytes(head), "name": _names(style)}
    made = bytearray(font_file(tables))
    total = sum(struct.unpack(f">{len(made) // 4}I", made))
    struct.pack_into(">I", made, made.index(bytes(head)) + 8, (_WHOLE - total) & 0xFFFFFFFF)
    return bytes(made)


def _names(style: str) -> bytes:
    """The table of names."""
    shown = _STYLES[style]
    said = {
        0: _LICENCE, 1: STAND_IN, 2: shown, 3: f"{STAND_IN} {shown}", 4: f"{STAND_IN} {shown}",
        5: "Version 1.000", 6: f"{STAND_IN.replace(' ', '')}-{style}", 13: _LICENCE, 14: "https://openfontlicense.org",
    }  # fmt: skip
    records, texts = [], b""
    for id, text in said.items():
        data = text.encode("utf-16-be")
        records.append(struct.pack(">6H", _WINDOWS, _UNICODE, _ENGLISH, id, len(data), len(texts)))
        texts += data
    return struct.pack(">3H", 0, len(records), 6 + 12 * len(records)) + b"".join(records) + texts
