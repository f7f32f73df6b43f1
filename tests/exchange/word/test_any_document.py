"""Any document that can be made of paragraphs, controls, changes and tables gives each of its texts once."""

from collections import Counter
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as some

from tests.exchange.word.building import field, p, r, read_body, sdt, span, tbl, tc, tr
from tests.exchange.word.test_torture import texts
from tests.exchange.word.torture import shape


class _Marks:
    """Numbers for texts: each is used once."""

    def __init__(self) -> None:
        self.shown = 0
        self.hidden = 0

    def next(self) -> str:
        self.shown += 1
        return f"T{self.shown:05}"

    def gone(self) -> str:
        self.hidden += 1
        return f"N{self.hidden:05}"


@dataclass
class Paragraph:
    runs: list[str]
    around: str


@dataclass
class Cell:
    columns: int
    blocks: "list[Paragraph | Table]"
    wrapped: bool


@dataclass
class Row:
    cells: list[Cell]
    before: int
    state: str


@dataclass
class Table:
    rows: list[Row]


RUNS = (
    "plain", "bold", "control", "link", "inserted", "deleted", "moved", "field", "simple field", "box", "hidden", "split",
)  # fmt: skip
PARAGRAPHS = some.builds(
    Paragraph,
    runs=some.lists(some.sampled_from(RUNS), max_size=4),
    around=some.sampled_from(["", "control", "custom", "joined"]),
)
BLOCKS: some.SearchStrategy[Paragraph | Table] = some.deferred(lambda: some.one_of(PARAGRAPHS, TABLES))
CELLS = some.builds(Cell, columns=some.integers(1, 3), blocks=some.lists(BLOCKS, max_size=2), wrapped=some.booleans())
ROWS = some.builds(
    Row,
    cells=some.lists(CELLS, min_size=1, max_size=3),
    before=some.integers(0, 2),
    state=some.sampled_from(["", "deleted", "control"]),
)
TABLES: some.SearchStrategy[Table] = some.builds(Table, rows=some.lists(ROWS, min_size=1, max_size=3))


def run(kind: str, marks: _Marks, shown: bool) -> str:
    def text() -> str:
        return marks.next() if shown else marks.gone()

    match kind:
        case "bold":
            return r(text(), "<w:b/><w:bCs/>")
        case "control":
            return sdt(r(text()))
        case "link":
            return f"<w:hyperlink>{r(text())}</w:hyperlink>"
        case "inserted":
            return f"<w:ins>{r(text())}</w:ins>"
        case "deleted":
            return f"<w:del><w:r><w:delText>{marks.gone()}</w:delText></w:r></w:del>"
        case "moved":
            return f"<w:moveFrom>{r(marks.gone())}</w:moveFrom>"
        case "field":
            return field(f"REF {marks.gone()}", r(text()))
        case "simple field":
            return f'<w:fldSimple w:instr="{marks.gone()}">{r(text())}</w:fldSimple>'
        case "box":
            said = text()
            return shape(p(said), p(said))
        case "hidden":
            return r(marks.gone(), "<w:vanish/>")
        case "split":
            said = text()
            return "".join(r(letter) for letter in said) + r(" ")
        case _:
            return r(text())


def block(told: Paragraph | Table, marks: _Marks, shown: bool) -> str:
    if isinstance(told, Table):
        return tbl(*(row(one, marks, shown and one.state != "deleted") for one in told.rows))
    properties = "<w:rPr><w:del/></w:rPr>" if told.around == "joined" else ""
    said = p(*(run(one, marks, shown) + r(" ") for one in told.runs), properties=properties)
    return (
        sdt(said)
        if told.around == "control"
        else f"<w:customXml>{said}</w:customXml>"
        if told.around == "custom"
        else said
    )


def row(told: Row, marks: _Marks, shown: bool) -> str:
    properties = f'<w:gridBefore w:val="{told.before}"/>' + "<w:del/>" * (told.state == "deleted")
    said = tr(*(cell(one, marks, shown) for one in told.cells), properties=properties)
    return sdt(said) if told.state == "control" else said


def cell(told: Cell, marks: _Marks, shown: bool) -> str:
    last = p(r(marks.next() if shown else marks.gone()))
    said = tc(*(block(one, marks, shown) for one in told.blocks), last, properties=span(told.columns))
    return sdt(said) if told.wrapped else said


@settings(max_examples=40, deadline=None)
@given(some.lists(BLOCKS, max_size=4))
def test_each_text_of_any_document_is_found_once(blocks: list[Paragraph | Table]) -> None:
    marks = _Marks()
    body = "".join(block(one, marks, True) for one in blocks)
    words = " ".join(texts(read_body(body).parts)).split()
    assert Counter(words) == {f"T{n:05}": 1 for n in range(1, marks.shown + 1)}
