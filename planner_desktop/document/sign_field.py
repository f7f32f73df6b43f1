"""Empty signature fields of a PDF: where its reader may sign on the screen, by certificate or by hand."""

from typing import Any

from reportlab.pdfbase import pdfdoc

PRINTED = 4
"""The flag of an annotation that is printed, which an archive asks for."""


def add_signature_field(canvas: Any, area: tuple[float, float, float, float], hint: str) -> None:
    """Put a field over an area (left, bottom, right, top) of the present page; `hint` says who signs there.

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
            "P": document.thisPageRef(),
            "AP": pdfdoc.PDFDictionary({"N": document.Reference(nothing, f"{name}.appearance")}),
        }
    )
    canvas._addAnnotation(widget, name)
    fields.append(document.refAnnotation(name))
