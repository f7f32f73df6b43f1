"""What a reader may click: links, and empty signature fields, to be signed on the screen by certificate or by hand."""

from typing import Any

from reportlab.pdfbase import pdfdoc

PRINTED = 4
"""The flag of an annotation that is printed, which an archive asks for."""


def add_link(
    canvas: Any, area: tuple[float, float, float, float], link: tuple[str, int, str], to: str, url: str
) -> None:
    """Make an area (left, bottom, right, top) of the present page a link to a bookmark or an address.

    `link` is its name, its number in the structure, and what is said of it.
    """
    name, key, says = link
    annotation = {
        "Type": pdfdoc.PDFName("Annot"),
        "Subtype": pdfdoc.PDFName("Link"),
        "Rect": pdfdoc.PDFArray(area),
        "Border": pdfdoc.PDFArray([0, 0, 0]),
        "F": PRINTED,
        "Contents": pdfdoc.PDFString(says),
        "StructParent": key,
    }
    if url:
        annotation["A"] = pdfdoc.PDFDictionary({"S": pdfdoc.PDFName("URI"), "URI": pdfdoc.PDFString(url)})
    else:
        annotation["Dest"] = canvas._bookmarkReference(to)
    canvas._addAnnotation(pdfdoc.PDFDictionary(annotation), name)


def add_signature_field(
    canvas: Any, area: tuple[float, float, float, float], hint: str, annotation: str, key: int
) -> None:
    """Put a field over an area (left, bottom, right, top) of the present page; `hint` says who signs there.

    `annotation` is its name among links and fields, `key` its number in the structure.
    PDF 32000-1, 12.7.4.5. Its empty appearance is what PDF/A asks of every annotation (ISO 19005-2, 6.3.3).
    """
    document = canvas._doc
    form = getattr(document.Catalog, "AcroForm", None)
    if form is None:
        form = pdfdoc.PDFDictionary({"Fields": pdfdoc.PDFArray([]), "SigFlags": 1})  # 1: there are signature fields
        document.Catalog.AcroForm = form
    fields = form.dict["Fields"].sequence
    name = f"signature_{len(fields) + 1}"
    left, bottom, right, top = area
    nothing = pdfdoc.PDFStream(
        pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("XObject"),
                "Subtype": pdfdoc.PDFName("Form"),
                "BBox": pdfdoc.PDFArray([0, 0, right - left, top - bottom]),
                "Resources": pdfdoc.PDFDictionary({}),
            }
        ),
        b"",
    )
    widget = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("Annot"),
            "Subtype": pdfdoc.PDFName("Widget"),
            "FT": pdfdoc.PDFName("Sig"),
            "T": pdfdoc.PDFString(name),
            "TU": pdfdoc.PDFString(hint),
            "F": PRINTED,
            "Rect": pdfdoc.PDFArray(area),
            "StructParent": key,
            "P": document.thisPageRef(),
            "AP": pdfdoc.PDFDictionary({"N": document.Reference(nothing, f"{name}.appearance")}),
        }
    )
    canvas._addAnnotation(widget, annotation)
    fields.append(document.refAnnotation(annotation))
