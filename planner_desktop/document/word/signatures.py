"""Lines to sign on of a Word file: dots that a tab draws, with what stands before, behind and below them."""

from collections.abc import Iterator

from planner_desktop.document.outline import Run, Runs
from planner_desktop.document.signatures import GAP, ROOM, Place, SignatureSlab
from planner_desktop.document.style import LEFT
from planner_desktop.document.word.markup import properties, twips, w
from planner_desktop.document.word.paragraph import Indent, WordParagraph, runs

_TAB: Runs = (Run("\t"),)


def signature_paragraphs(slab: SignatureSlab, width: float) -> list[WordParagraph]:
    """Who signs alone on a row, `width` points between the margins."""
    (place,) = slab.places
    return list(_paragraphs(place, LEFT, width, slab.above + ROOM))


def signature_table(slab: SignatureSlab) -> str:
    """Those who sign beside each other, in a table without rules."""
    share = (slab.places[1].x - slab.places[0].x) if len(slab.places) > 1 else 0.0
    ends = [place.x - (share - place.width) / 2 for place in slab.places]
    cells = []
    for place, begins in zip(slab.places, ends, strict=True):
        said = "".join(each.xml() for each in _paragraphs(place, begins, share, slab.above + ROOM))
        cells.append(w("tc", properties("tcPr", {"tcW": w("tcW", w=twips(share), type="dxa")}), said))
    bare = (w(side, w=0, type="dxa") for side in ("top", "left", "bottom", "right"))
    about = {
        "tblW": w("tblW", w=twips(share) * len(cells), type="dxa"),
        "tblLayout": w("tblLayout", type="fixed"),
        "tblCellMar": w("tblCellMar", *bare),
        "tblLook": w("tblLook", val="0600", firstRow=0, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
    }
    grid = w("tblGrid", *(w("gridCol", w=twips(share)) for _cell in cells))
    row = w("tr", properties("trPr", {"cantSplit": w("cantSplit")}), *cells)
    return w("tbl", properties("tblPr", about), grid, row)


def _paragraphs(place: Place, begins: float, width: float, above: float) -> Iterator[WordParagraph]:
    """The line, `above` points below what is before it, and the texts under it; places count from where it `begins`."""
    start, end = (at - begins for at in place.line)
    left = place.x - begins
    signer = place.signer
    stops: list[tuple[str, float, str]] = [("left", end, "dot")]
    said = _TAB
    if signer.before:
        stops.insert(0, ("left", start, "none"))
        said = (*signer.before, *_TAB, *said)
    if signer.after:
        stops.append(("left", end + GAP, "none"))
        said = (*said, *_TAB, *signer.after)
    below = len(signer.below)
    yield WordParagraph("Normal", runs(said), before=above, indent=Indent(left), tabs=stops, keep_next=below > 0)
    middle = (start + end) / 2
    half = min(middle - left, left + place.width - middle)
    if any(line.width > 2 * half for line in place.below):
        middle, half = left + place.width / 2, place.width / 2
    for n, text in enumerate(signer.below, 1):
        indent = Indent(middle - half, right=max(0.0, width - middle - half))
        yield WordParagraph("Normal", runs(text), "center", before=0.0, indent=indent, keep_next=n < below)
