"""The tree of what the ink means as objects of a PDF (PDF 32000-1, 14.7.2)."""

from typing import Any

from reportlab.pdfbase import pdfdoc

from planner_desktop.document.structure import Annotated, Content, Element, Structure

_KEPT_EMPTY = ("TR", "TH", "TD")  # without them the columns of a table would move


def tag_objects(structure: Structure, document: Any) -> dict[int, bytes]:
    """The objects of the tree by numbers that are taken from a ReportLab document, whose catalog then leads to them.

    All pages are drawn, so that each has its number.
    """
    elements = _used(structure.root) or [structure.root]
    top = document.objectcounter + 1  # StructTreeRoot, then the table of parents, then the elements
    numbers = {element: top + 2 + n for n, element in enumerate(elements)}
    document.objectcounter += 2 + len(elements)
    known = document.idToObjectNumberAndVersion
    pages = [known[page.__InternalName__][0] for page in document.Pages.pages]
    for key, page in enumerate(document.Pages.pages, len(structure.annotated)):
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = key, pdfdoc.PDFName("S")  # S: one goes by tab as one reads
    objects = {number: _object(element, numbers, pages, known, top) for element, number in numbers.items()}
    marked = [f"[{' '.join(f'{numbers[one]} 0 R' for one in page)}]" for page in structure.pages]
    parents = [*(f"{numbers[one]} 0 R" for one in structure.annotated), *marked]
    table = "".join(f"{key} {parent}\n" for key, parent in enumerate(parents))
    objects[top + 1] = f"<</Nums[{table}]>>".encode()
    names = "".join(f"({name}) {numbers[note]} 0 R" for name, note in structure.notes if note in numbers)
    root = f"/K {numbers[structure.root]} 0 R/ParentTree {top + 1} 0 R/ParentTreeNextKey {len(parents)}"
    objects[top] = f"<</Type/StructTreeRoot{root}{f'/IDTree<</Names[{names}]>>' if names else ''}>>".encode()
    catalog = document.Catalog
    catalog.StructTreeRoot, catalog.MarkInfo = f"{top} 0 R", "<</Marked true>>"
    return objects


def _used(element: Element) -> list[Element]:
    """The element and all in it, in the order of reading; nothing if it says nothing."""
    found = [one for kid in element.kids if isinstance(kid, Element) for one in _used(kid)]
    if found or element.role in _KEPT_EMPTY or any(not isinstance(kid, Element) for kid in element.kids):
        found.insert(0, element)
    return found


def _object(element: Element, numbers: dict[Element, int], pages: list[int], known: Any, top: int) -> bytes:
    own = [kid for kid in element.kids if not isinstance(kid, Element)]
    page = own[0].page if own else None
    kids = [
        _kid(kid, numbers, pages, known, page) for kid in element.kids if not isinstance(kid, Element) or kid in numbers
    ]
    said = f"/S/{element.role}/P {numbers[element.parent] if element.parent else top} 0 R{element.attributes}"
    if page is not None:
        said += f"/Pg {pages[page]} 0 R"
    if kids:
        said += f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]"
    return f"<<{said}>>".encode("ascii")


def _kid(
    kid: Element | Content | Annotated, numbers: dict[Element, int], pages: list[int], known: Any, page: int | None
) -> str:
    match kid:
        case Element():
            return f"{numbers[kid]} 0 R"
        case Annotated():
            return f"<</Type/OBJR/Pg {pages[kid.page]} 0 R/Obj {known[kid.name][0]} 0 R>>"
        case Content() if kid.page == page:
            return str(kid.number)
        case Content():
            return f"<</Type/MCR/Pg {pages[kid.page]} 0 R/MCID {kid.number}>>"
