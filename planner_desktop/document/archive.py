"""What makes a PDF one that archives keep, PDF/A-2a (ISO 19005-2): what it says of itself, and what its colours mean.

The rest of it is how the other modules draw: every font inside, nothing drawn that the font has no glyph for, links
and fields that are printed, and all of it tagged (`structure`), by which the file is one for everybody, PDF/UA-1 (ISO
14289-1), too. A validator looks at it in `tests/document/test_conformance.py`.
"""

from functools import cache
from html import escape
from typing import Any

from reportlab.pdfbase import pdfdoc

from planner_desktop.document.outline import Document

CREATOR = "planner_desktop"
_VERSION = (1, 7)
_PROFILE_DATE, _PROFILE_SYSTEM = slice(24, 36), slice(40, 44)
"""Of an ICC profile's head: when it was made and on which system, here always the same."""
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
    xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
   <pdfaid:part>2</pdfaid:part>
   <pdfaid:conformance>A</pdfaid:conformance>
   <pdfuaid:part>1</pdfuaid:part>
   <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
     <pdfaProperty:name>part</pdfaProperty:name>
     <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
     <pdfaProperty:category>internal</pdfaProperty:category>
     <pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
   </rdf:li></rdf:Bag></pdfaExtension:schemas>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
   <dc:description><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:description>
   <dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
   <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
{identifiers}   <xmp:CreatorTool>{creator}</xmp:CreatorTool>
   <xmp:CreateDate>{date}</xmp:CreateDate>
   <xmp:ModifyDate>{date}</xmp:ModifyDate>
   <pdf:Producer>{producer}</pdf:Producer>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def make_archivable(canvas: Any, document: Document, language: str) -> None:
    """Say in a PDF that is being drawn that it is PDF/A-2a and PDF/UA-1, and give it metadata and a colour profile."""
    pdf = canvas._doc
    pdf._pdfVersion = _VERSION
    pdf.encrypt = _Streams()
    catalog = pdf.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    catalog.Metadata = _stream(_metadata(pdf, document, language), Type="Metadata", Subtype="XML")
    profile = _stream(_profile(), N=3)
    catalog.OutputIntents = pdfdoc.PDFArray(
        [
            pdfdoc.PDFDictionary(
                {
                    "Type": pdfdoc.PDFName("OutputIntent"),
                    "S": pdfdoc.PDFName("GTS_PDFA1"),
                    "OutputConditionIdentifier": pdfdoc.PDFString("sRGB IEC61966-2.1"),
                    "Info": pdfdoc.PDFString("sRGB IEC61966-2.1"),
                    "DestOutputProfile": pdf.Reference(profile, "OutputProfile"),
                }
            )
        ]
    )


def _metadata(pdf: Any, document: Document, language: str) -> bytes:
    """The XMP packet; it says what the file's information dictionary says."""
    stamp = pdf._timeStamp
    year, month, day, hour, minute, second = stamp.YMDhms
    date = f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{int(second):02}{stamp.dhh:+03}:{abs(stamp.dmm):02}"
    values = {
        "title": document.title,
        "author": document.author,
        "language": language,
        "creator": CREATOR,
        "producer": pdf.info.producer,
        "date": date,
    }
    said = {name: escape(value, quote=False) for name, value in values.items()}
    return _XMP.format(identifiers=_identifiers(document), **said).encode("utf-8")


def _identifiers(document: Document) -> str:
    """What the document is known by: its name as Dublin Core has it, and all in XMP's own list."""
    if not document.identifiers:
        return ""
    each = [escape(identifier, quote=False) for identifier in document.identifiers]
    listed = "".join(f"<rdf:li>{identifier}</rdf:li>" for identifier in each)
    return (
        f"   <dc:identifier>{each[0]}</dc:identifier>\n"
        f"   <xmp:Identifier><rdf:Bag>{listed}</rdf:Bag></xmp:Identifier>\n"
    )


@cache
def _profile() -> bytes:
    """The sRGB colour space as an ICC profile."""
    from PIL import ImageCms

    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[_PROFILE_DATE] = b"\x07\xd0\x00\x01\x00\x01" + bytes(6)  # 1 January 2000
    profile[_PROFILE_SYSTEM] = bytes(4)  # none in particular
    return bytes(profile)


def _stream(content: bytes, **entries: str | int) -> pdfdoc.PDFStream:
    named = {key: pdfdoc.PDFName(value) if isinstance(value, str) else value for key, value in entries.items()}
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary(named), content)


class _Streams(pdfdoc.NoEncryption):
    """Ends the line before `endstream`, which ReportLab does not and an archive asks for (6.1.7.1).

    ReportLab sends every stream through here on its way into the file.
    """

    def encode(self, content: str | bytes) -> bytes:
        data = pdfdoc.pdfdocEnc(content)
        end = b"\r\n" if data.endswith(b"\r") else b"\n"  # a reader takes both as one line end
        return _Ended(data + end, len(data))


class _Ended(bytes):
    """A stream with the line end behind it, which its length does not count."""

    _length: int

    def __new__(cls, content: bytes, length: int) -> "_Ended":
        """The content, of which so many bytes are counted."""
        ended = super().__new__(cls, content)
        ended._length = length
        return ended

    def __len__(self) -> int:
        return self._length
