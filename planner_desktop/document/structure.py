"""What the ink of a PDF means: the tree of headings, paragraphs, lists, tables and figures that a screen reader reads.

Slabs are drawn in the order of the document, page by page. What begins an element opens it, what goes on with one, on
the same page or on the next, adds to it: a paragraph over two pages is one element with marked contents on both. What
is drawn outside of every element is an artifact: borders, page numbers, the watermark, what stands again on a page.

PDF 32000-1, 14.6 (marked content), 14.7 (logical structure) and 14.8 (tagged PDF); ISO 14289-1 (PDF/UA-1).
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

TextRole = Literal["P", "Caption", "Note", "LBody", "H1", "H2", "H3", "H4", "H5", "H6"]
HEADINGS: tuple[TextRole, ...] = ("H1", "H2", "H3", "H4", "H5", "H6")


class Content(NamedTuple):
    """A marked content: the page, counted from 0, and its number there."""

    page: int
    number: int


class Annotated(NamedTuple):
    """A link or field: its name in the PDF, the page, counted from 0, and its number among all of them."""

    name: str
    page: int
    number: int


@dataclass(slots=True, eq=False)
class Element:
    """A part of the tree. `attributes` are entries of its dictionary as they stand in the PDF."""

    role: str
    parent: "Element | None" = None
    attributes: str = ""
    kids: "list[Element | Content | Annotated]" = field(default_factory=list)


class _Item(NamedTuple):
    """A list that is open: how deep it stands, itself, and the text of its last item."""

    depth: int
    list: Element
    body: Element


class Structure:
    """The tree of one document, made while it is drawn."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self.pages: list[list[Element]] = []  # of each page the elements of its marked contents
        self.annotated: list[Element] = []  # the elements of links and fields
        self.notes: list[tuple[str, Element]] = []
        self._section = self.root
        self._section_id: str | None = None
        self._open: Element = self.root  # what was begun last
        self._note: Element = self.root
        self._level = 0
        self._items: list[_Item] = []
        self._entry: Element = self.root
        self._group: Element = self.root
        self._row: Element = self.root
        self._cells: dict[int, Element] = {}  # of the open table, by where they begin

    def page(self) -> None:
        """A page begins."""
        self.pages.append([])

    def section(self, id: str) -> None:
        """What follows belongs to this section of the document."""
        if id != self._section_id:
            self._section = _new("Sect", self.root)
            self._section_id = id
            self._items = []

    def content(self, element: Element) -> int:
        """The number on the present page of a new marked content of an element."""
        marked = self.pages[-1]
        number = len(marked)
        marked.append(element)
        element.kids.append(Content(len(self.pages) - 1, number))
        return number

    def annotation(self, element: Element, name: str) -> int:
        """The number of a link or field, which is known by this name in the PDF, and belongs to an element."""
        number = len(self.annotated)
        self.annotated.append(element)
        element.kids.append(Annotated(name, len(self.pages) - 1, number))
        return number

    def begin(self, role: str, *, alt: str = "") -> Element:
        """A new element of the section; `alt` is what is said for what is no text."""
        self._items = []
        self._open = _new(role, self._section, f"/Alt {_text(alt)}" if alt else "")
        return self._open

    def text(self, role: TextRole, *, begins: bool) -> Element:
        """The element of a line of text, with which it `begins` or goes on."""
        if role == "Note":
            return self._of_note(begins=begins)
        if not begins or role == "LBody":
            return self._open
        if role in HEADINGS:
            self._level = min(HEADINGS.index(role) + 1, self._level + 1)  # no level may be left out
            return self.begin(HEADINGS[self._level - 1])
        return self.begin(role)

    def _of_note(self, *, begins: bool) -> Element:
        if begins:
            name = f"note-{len(self.notes) + 1:05}"  # sorted as they are counted
            self._note = _new("Note", self._section, f"/ID ({name})")
            self.notes.append((name, self._note))
        return self._note

    def item(self, depth: int) -> Element:
        """The label of a new item of the list at this depth; its text is what `text` goes on with."""
        while self._items and self._items[-1].depth > depth:
            self._items.pop()
        if self._items and self._items[-1].depth == depth:
            of_items = self._items.pop().list
        else:
            of_items = _new("L", self._items[-1].body if self._items else self._section)
        item = _new("LI", of_items)
        label, self._open = _new("Lbl", item), _new("LBody", item)
        self._items.append(_Item(depth, of_items, self._open))
        return label

    def entry(self, *, begins: bool) -> Element:
        """The link of an entry of the contents."""
        if begins:
            contents = self._open if self._open.role == "TOC" else self.begin("TOC")
            self._entry = _new("Link", _new("Reference", _new("TOCI", contents)))
        return self._entry

    def link(self, parent: Element) -> Element:
        """A link in an element."""
        return _new("Link", parent)

    def figure(self, parent: Element, alt: str) -> Element:
        """Something drawn in an element that `alt` says in words."""
        return _new("Figure", parent, f"/Alt {_text(alt)}")

    def rows(self, *, head: bool, begins: bool) -> None:
        """The rows that follow belong to the head or the body of a table, which `begins` with them."""
        if begins:
            caption = self._caption()
            table = self.begin("Table")
            self._cells = {}
            if caption:
                self._section.kids.remove(caption)
                caption.parent = table
                table.kids.append(caption)
        role = "THead" if head else "TBody"
        table = self._open if self._open.role == "Table" else self.begin("Table")
        if self._group.parent is not table or self._group.role != role:
            self._group = _new(role, table)

    def _caption(self) -> Element | None:
        """What was begun last, if it is the caption of the table that begins; that of a figure stands below it."""
        kids = self._section.kids
        of_figure = len(kids) > 1 and isinstance(kids[-2], Element) and kids[-2].role == "Figure"
        is_caption = self._open.role == "Caption" and kids[-1:] == [self._open] and not of_figure
        return self._open if is_caption else None

    def row(self, *, goes_on: bool) -> None:
        """A row of the table, or what of the last one goes on after a page's end."""
        if not goes_on or self._row.parent is not self._group:
            self._row = _new("TR", self._group)

    def cell(self, place: int, columns: int, rows: int, *, goes_on: bool) -> Element:
        """The cell of the row that begins at a place of the table, over columns and rows, or one that goes on."""
        if goes_on and place in self._cells:
            return self._cells[place]
        head = self._group.role == "THead"
        spans = f"/ColSpan {columns}" * (columns > 1) + f"/RowSpan {rows}" * (rows > 1)
        own = "/Scope/Column" * head + spans
        self._cells[place] = _new("TH" if head else "TD", self._row, f"/A<</O/Table{own}>>" if own else "")
        return self._cells[place]


def _new(role: str, parent: Element, attributes: str = "") -> Element:
    element = Element(role, parent, attributes)
    parent.kids.append(element)
    return element


def _text(text: str) -> str:
    """A text as a PDF has it."""
    return f"<{(chr(0xFEFF) + text).encode('utf-16-be').hex()}>"
