"""What a screen reader is told: the tree of tags, read with a reader that knows nothing of how it was written."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from planner_desktop.document.outline import (
    NOTE,
    Cell,
    Column,
    Contents,
    Figure,
    Heading,
    NewPage,
    Paragraph,
    QrCode,
    Row,
    Signatures,
    Signer,
    Space,
    Table,
)

from .conftest import Render, paragraph, row, table
from .golden.documents import SENTENCE, text
from .test_archive import png

Tree = tuple[str, Any]
"""An element: its role, and its elements, or how many marked contents and annotations it has."""


def tree(path: Path) -> list[Tree]:
    """The elements of the document's only section."""
    root: Any = PdfReader(path).root_object["/StructTreeRoot"]["/K"]  # type: ignore[index]
    return list(_kids(_listed(root)[0]))


def _kids(element: Any) -> Iterator[Tree]:
    for kid in _listed(element):
        if isinstance(kid, dict) and "/S" in kid:
            inner = list(_kids(kid))
            yield kid["/S"][1:], inner or len(_listed(kid))


def _listed(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    if isinstance(kids, IndirectObject):
        kids = kids.get_object()
    return [kid.get_object() for kid in (kids if isinstance(kids, list) else [kids])]


def elements(path: Path, role: str) -> list[Any]:
    """Every element of a role."""

    def walk(element: Any) -> Iterator[Any]:
        for kid in _listed(element):
            if isinstance(kid, dict) and "/S" in kid:
                if kid["/S"] == role:
                    yield kid
                yield from walk(kid)

    root: Any = PdfReader(path).root_object["/StructTreeRoot"]
    return list(walk(root))


def test_headings_skip_no_level_and_a_paragraph_over_two_pages_is_one(render: Render) -> None:
    pdf = render(
        Heading(text("ก"), 2), Space(600), paragraph(SENTENCE * 3), Heading(text("ข"), 3), Heading(text("ค"), 1)
    )  # fmt: skip
    (h1, one), (p, lines), *others = tree(pdf)
    assert (h1, one, p) == ("H1", 1, "P")
    assert lines > 5
    assert others == [("H2", 1), ("H1", 1)]
    elsewhere = [kid for kid in _listed(elements(pdf, "/P")[0]) if isinstance(kid, dict)]
    assert 0 < len(elsewhere) < lines  # on the second page
    assert {kid["/Type"] for kid in elsewhere} == {"/MCR"}


def test_items_stand_in_lists_by_their_depth(render: Render) -> None:
    items = [(0, "1."), (0, "2."), (1, "ก."), (1, "ข."), (0, "3.")]
    pdf = render(*(Paragraph(text("ข้อ"), label=label, depth=depth) for depth, label in items), paragraph("จบ"))
    item = "LI", [("Lbl", 1), ("LBody", 1)]
    assert tree(pdf) == [
        ("L", [item, ("LI", [("Lbl", 1), ("LBody", [("L", [item, item])])]), item]),
        ("P", 1),
    ]


def test_a_head_that_stands_again_is_said_once_and_a_row_over_pages_is_one(render: Render) -> None:
    rows = [row("1", SENTENCE * 40), *(row(f"{n}", "ข") for n in range(40))]
    ((_table, (head, body)),) = tree(render(table([row("ที่", "ชื่อ")], rows, 2)))
    assert head == ("THead", [("TR", [("TH", 1), ("TH", 1)])])
    assert [len(cells) for _tr, cells in body[1]] == [2] * 41


def test_cells_say_what_they_span_and_stay_one_where_pages_part_them(render: Render) -> None:
    long = Cell(text(SENTENCE * 3), rows=30)
    rows = [
        Row([long, Cell(text("0"))]),
        *(row(f"{n}\n{n}") for n in range(1, 30)),
        Row([Cell(text("รวม"), columns=2)]),
    ]
    head = [Row([Cell(text("งบ"), columns=2)]), row("ก", "ข")]
    pdf = render(Table([Column(), Column()], head, rows))
    said = [
        {name: value for name, value in cell["/A"].items() if name != "/O"}
        for role in ("/TH", "/TD")
        for cell in elements(pdf, role)
        if "/A" in cell
    ]
    column = {"/Scope": "/Column"}
    assert said == [column | {"/ColSpan": 2}, column, column, {"/RowSpan": 30}, {"/ColSpan": 2}]
    assert len(elements(pdf, "/TD")) == 32
    assert len(PdfReader(pdf).pages) > 1


def test_pictures_codes_and_arrows_say_what_is_to_be_seen(render: Render) -> None:
    bar = Table([Column(), Column()], [], [Row([Cell(text("ก")), Cell(bar=True)])])
    pdf = render(
        Figure("ก.png", png(), 4, text("ภาพที่ 1"), alt="แผนที่เขต"), Figure("ข.png", png(), 4, text("ภาพที่ 2")),
        Figure("ค.png", png(), 4), QrCode("https://example.org"), bar,
    )  # fmt: skip
    assert [figure["/Alt"] for figure in elements(pdf, "/Figure")] == [
        "แผนที่เขต", "ภาพที่ 2", "ค.png", "คิวอาร์โค้ดของ https://example.org", "ดำเนินการ",
    ]  # fmt: skip
    assert len(elements(pdf, "/Caption")) == 2


def test_the_caption_of_a_table_is_part_of_it_and_no_heading(render: Render) -> None:
    pdf = render(
        Paragraph(text("ตารางที่ 1 รายรับ"), "caption"), table([row("ปี")], [row("2567")], 1),
        Figure("ก.png", png(), 4, text("ภาพที่ 1")), table([row("ปี")], [row("2568")], 1),
    )  # fmt: skip
    assert [role for role, _inner in tree(pdf)] == ["Table", "Figure", "Caption", "Table"]
    first, *_others = tree(pdf)
    assert [role for role, _inner in first[1]] == ["Caption", "THead", "TBody"]


def test_notes_links_and_fields_are_reached(render: Render) -> None:
    pdf = render(
        NewPage(numbered=False), Contents(), NewPage(), Heading(text("ส่วนที่ 1 ยาว" * 20)), Heading(text("ข"), 2),
        Paragraph(text(f"ก{NOTE} ข{NOTE}"), notes=[text("หนึ่ง"), text("สอง")]),
        Signatures([Signer(text("ลงชื่อ"), text("ผู้จัดทำ"))]),
    )  # fmt: skip
    assert [note["/ID"] for note in elements(pdf, "/Note")] == ["note-00001", "note-00002"]
    assert tree(pdf)[0][0] == "TOC"
    assert [role for role, _kids in tree(pdf)[0][1]] == ["TOCI", "TOCI"]
    pages: list[Any] = list(PdfReader(pdf).pages)
    said = [one.get_object() for page in pages for one in page.get("/Annots", [])]
    parents = PdfReader(pdf).root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"]  # type: ignore[index]
    roles = [parents[2 * one["/StructParent"] + 1].get_object()["/S"] for one in said]
    assert roles == ["/Link"] * (len(said) - 1) + ["/Form"]
    assert all(one["/Contents"] for one in said if one["/Subtype"] == "/Link")
    assert {page["/Tabs"] for page in pages} == {"/S"}


def test_everything_drawn_is_tagged_or_an_artifact(render: Render) -> None:
    pdf = render(NewPage(), paragraph(SENTENCE), table([row("ก")], [row("ข")], 1), Signatures([Signer(text("ลงชื่อ"))]))
    for page in PdfReader(pdf).pages:
        inside = False
        content: Any = page.get_contents()
        for _operands, operator in content.operations:
            if operator in (b"BDC", b"BMC"):
                assert not inside
                inside = True
            elif operator == b"EMC":
                inside = False
            elif operator in (b"TJ", b"S", b"f", b"Do"):
                assert inside


@pytest.mark.parametrize("gap", [1e-17, 3e-5])
def test_numbers_are_written_without_exponents(gap: float, render: Render, monkeypatch: pytest.MonkeyPatch) -> None:
    from planner_desktop.document import lines

    monkeypatch.setattr(lines.Line, "spread", lambda *_of: lines.Spread(gap, 0.0))
    content: Any = PdfReader(render(NewPage(), paragraph(SENTENCE))).pages[0].get_contents()
    assert b"e-" not in content.get_data()
