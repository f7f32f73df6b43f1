"""Documents of Word made by hand, so that each may be as odd as those that come."""

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from planner_desktop.exchange.word.document import read_file
from planner_desktop.exchange.written import WrittenDocument

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = {
    "w": W,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w99": "http://schemas.microsoft.com/office/word/2099/wordml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
STYLES = """<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="MyHeading"><w:name w:val="ของเรา"/><w:basedOn w:val="2"/></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Thai3"><w:name w:val="หัวเรื่อง 3"/></w:style>
<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Strong"><w:name w:val="Strong paragraph"/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Hidden"><w:name w:val="Hidden"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="BoldRun"><w:name w:val="Bold run"/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>"""


def part(root: str, body: str) -> str:
    """A part of WordprocessingML."""
    spaces = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in SPACES.items())
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{root} {spaces}>{body}</w:{root}>'


def t(text: str) -> str:
    """A text."""
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{t(text)}</w:r>"


def p(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs; what is no XML is a text."""
    said = "".join(run if run.startswith("<") else r(run) for run in runs)
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p>{f'<w:pPr>{style}{properties}</w:pPr>' if style or properties else ''}{said}</w:p>"


def tc(*content: str, properties: str = "") -> str:
    """A cell; what is no XML is a paragraph."""
    said = "".join(one if one.startswith("<") else p(one) for one in content) or "<w:p/>"
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{said}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row; what is no XML is a cell."""
    said = "".join(one if one.startswith("<") else tc(one) for one in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{said}</w:tr>"


def tbl(*rows: str) -> str:
    """A table, without a grid."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def span(columns: int) -> str:
    """That a cell goes over so many columns."""
    return f'<w:gridSpan w:val="{columns}"/>'


def sdt(content: str) -> str:
    """A content control round something."""
    return f'<w:sdt><w:sdtPr><w:alias w:val="ไม่ใช่ข้อความ"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def field(instruction: str, *result: str) -> str:
    """A complex field with its result."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{escape(instruction)}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{"".join(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def numbered(number: int, level: int = 0) -> str:
    """That a paragraph is numbered."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def docx(
    body: str,
    *,
    styles: str = STYLES,
    numbering: str = "",
    footnotes: Mapping[int, str] | None = None,
    endnotes: Mapping[int, str] | None = None,
    comments: Mapping[int, str] | None = None,
    related: Mapping[str, tuple[str, str]] | None = None,
    more: Mapping[str, bytes] | None = None,
    strict: bool = False,
) -> bytes:
    """A document with this body. `related` are further relationships: the kind and target of each; `more` further parts."""
    links = {"rIdS": ("styles", "styles.xml"), **(related or {})}
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": part("document", f"<w:body>{body}<w:sectPr/></w:body>"),
        "word/styles.xml": part("styles", styles),
    }
    if numbering:
        parts["word/numbering.xml"] = part("numbering", numbering)
    for kind, notes in (("footnote", footnotes), ("endnote", endnotes), ("comment", comments)):
        if notes:
            told = "".join(f'<w:{kind} w:id="{n}" w:author="สยป.">{text}</w:{kind}>' for n, text in notes.items())
            separator = f'<w:{kind} w:type="separator" w:id="-1"><w:p/></w:{kind}>' * (kind != "comment")
            parts[f"word/{kind}s.xml"] = part(f"{kind}s", separator + told)
            links[f"rId{kind}"] = (f"{kind}s", f"{kind}s.xml")
    parts["word/_rels/document.xml.rels"] = _relations(links)
    parts |= more or {}
    if strict:
        parts = {name: _strict(content) if isinstance(content, str) else content for name, content in parts.items()}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def _relations(links: Mapping[str, tuple[str, str]]) -> str:
    told = "".join(
        f'<Relationship Id="{name}" Type="{_RELATED}/{kind}" Target="{escape(target)}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if '://' in target else ''}/>"
        for name, (kind, target) in links.items()
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{told}</Relationships>'


def _strict(content: str) -> str:
    """The same in the strict form of the standard."""
    begin = "http://schemas.openxmlformats.org"
    for name in ("wordprocessingml", "drawingml"):
        content = content.replace(f"{begin}/{name}/2006/", f"http://purl.oclc.org/ooxml/{name}/")
    return content.replace(f"{begin}/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/")


def read(content: bytes, *, pictures: bool = True) -> WrittenDocument:
    """What is read of a document."""
    return read_file(io.BytesIO(content), "แผน ปี 2568.docx", pictures=pictures)


def read_body(body: str, *, numbering: str = "", styles: str = STYLES) -> WrittenDocument:
    """What is read of a document with this body."""
    return read(docx(body, numbering=numbering, styles=styles))
