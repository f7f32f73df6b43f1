"""Every sample as a Word file: other programs read it, and all that is printed stands in it, in its place."""

from dataclasses import dataclass
from pathlib import Path

import docx
import mammoth
import pytest

from planner_desktop.app_paths import SAMPLES
from planner_desktop.document.fill import fill
from planner_desktop.document.grid import places
from planner_desktop.document.making import MadeFile
from planner_desktop.document.outline import Document, Heading, Paragraph, Table, plain
from planner_desktop.document.pdf import make_pdf
from planner_desktop.document.typesetter import Typesetter
from planner_desktop.document.word.printed import printed
from planner_desktop.document.word.writer import make_docx
from planner_desktop.draft.plan import plan_json
from planner_desktop.exchange.word.document import read_document
from tests.document.word.files import Parts, schema_errors, text


@dataclass
class Plan:
    """A sample: what it says, and its Word file."""

    document: Document
    made: MadeFile
    path: Path
    parts: Parts

    @property
    def tables(self) -> list[Table]:
        return [block for block in self.document.blocks if isinstance(block, Table) and (block.rows or block.head)]


@pytest.fixture(scope="module", params=sorted(SAMPLES.glob("*.json")), ids=lambda path: path.stem)
def plan(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Plan:
    folder = tmp_path_factory.mktemp("แผน word")
    with plan_json.read_plan(request.param, folder / "sample.bmaplan") as draft:
        document = fill(draft)
    made = make_docx(document)
    made.write(folder / "แผน.docx")
    return Plan(document, made, folder / "แผน.docx", Parts(made.data))


def test_it_is_as_the_schemas_want_it(plan: Plan) -> None:
    assert schema_errors(plan.path) == []


def test_every_cell_has_its_text_and_span(plan: Plan) -> None:
    for table, element in zip(plan.tables, plan.parts.find("/w:document/w:body/w:tbl"), strict=True):
        columns = len(element.xpath("w:tblGrid/w:gridCol", namespaces=element.nsmap))
        assert columns == len(table.columns)
        found = []
        for row in element.xpath("w:tr", namespaces=element.nsmap):
            for cell in row.xpath("w:tc", namespaces=element.nsmap):
                if cell.xpath("w:tcPr/w:vMerge[not(@w:val)]", namespaces=element.nsmap):
                    continue
                span = cell.xpath("string(w:tcPr/w:gridSpan/@w:val)", namespaces=element.nsmap)
                said = "\n".join(text(paragraph) for paragraph in cell.xpath("w:p", namespaces=element.nsmap))
                found.append((said, int(span or 1)))
        cells = [*places(table.head, columns), *places(table.rows, columns)]
        assert found == [(plain(place.cell.text), place.columns) for place in cells]


def test_the_programs_own_reader_gives_the_same_tables_back(plan: Plan) -> None:
    read = [part.grid for part in read_document(plan.path).parts if part.grid is not None]
    wanted = [table for table in plan.tables if len(places((*table.head, *table.rows), len(table.columns))) > 1]
    for table, grid in zip(wanted, read, strict=True):
        assert grid is not None
        texts = [[""] * len(table.columns) for _row in (*table.head, *table.rows)]
        for place in (*places(table.head, len(table.columns)), *places(table.rows, len(table.columns))):
            top = place.row + (len(table.head) if place.cell in [c for r in table.rows for c in r.cells] else 0)
            for row in range(top, top + place.rows):
                texts[row][place.column] = plain(place.cell.text)
        assert [["".join(said.split()) for said in row] for row in grid.rows] == [
            ["".join(said.split()) for said in row] for row in texts
        ]


def test_its_texts_come_back_in_their_order(plan: Plan) -> None:
    said = "".join("".join(_texts(part)) for part in read_document(plan.path).parts)
    at = 0
    typeset = Typesetter().typeset(plan.document)
    for block in (each.block for section in printed(typeset.sets, typeset.pages) for each in section):
        if isinstance(block, Heading | Paragraph) and not getattr(block, "notes", ()):
            for line in plain(block.text).split("\n"):
                wanted = "".join(line.split())
                found = said.find(wanted, at)
                assert found >= 0, wanted
                at = found + len(wanted)


def _texts(part: object) -> list[str]:
    from planner_desktop.formpack.rich_text import to_plain

    return "".join(to_plain((part.block,)).split()).split("\n")  # type: ignore[attr-defined]


def test_headings_are_those_of_word_and_contents_list_them_with_their_printed_pages(plan: Plan) -> None:
    listed = [block for block in plan.document.blocks if isinstance(block, Heading) and block.contents]
    paragraphs = docx.Document(str(plan.path)).paragraphs
    named = [(p.text, p.style.name if p.style else "") for p in paragraphs]
    found = [(said, style) for said, style in named if (style or "").startswith("Heading ")]
    assert found == [(plain(block.text), f"Heading {min(block.level, 4)}") for block in listed]
    entries = [said.rpartition("\t") for said, style in named if (style or "").startswith("toc ")]
    assert [said for said, _tab, _page in entries] == [
        " ".join(plain(block.text).split()) for block in listed if block.level <= 3
    ]
    pages = make_pdf(plan.document).pages
    assert plan.made.pages == pages
    numbers = [page for _said, _tab, page in entries if page.isdecimal()]
    assert numbers == sorted(numbers, key=int)
    assert 0 < int(numbers[-1]) <= pages


def test_every_thai_run_is_one_of_complex_script_in_the_face_and_language_of_the_styles(plan: Plan) -> None:
    for run in plan.parts.find("//w:r[w:t]"):
        said = text(run)
        properties = {child.tag.rpartition("}")[2] for child in run.xpath("w:rPr/*", namespaces=run.nsmap)}
        if any("\u0e00" <= letter <= "\u0e7f" for letter in said):
            assert "cs" in properties, said
        assert ("b" in properties) == ("bCs" in properties)
        assert ("i" in properties) == ("iCs" in properties)
        assert ("sz" in properties) == ("szCs" in properties)
    (faces,) = plan.parts.find("//w:docDefaults//w:rFonts", "word/styles.xml")
    assert len({*faces.attrib.values()}) == 1
    assert len(faces.attrib) == 4
    (language,) = plan.parts.find("//w:docDefaults//w:lang", "word/styles.xml")
    assert language.attrib[f"{{{faces.nsmap['w']}}}bidi"] == "th-TH"
    for style in plan.parts.find("//w:style[w:rPr/w:sz]", "word/styles.xml"):
        sizes = style.xpath("w:rPr/w:sz/@w:val | w:rPr/w:szCs/@w:val", namespaces=style.nsmap)
        assert len(sizes) == 2
        assert len(set(sizes)) == 1


def test_links_lead_somewhere_and_nothing_asks_when_it_opens(plan: Plan) -> None:
    places = plan.parts.values("//w:bookmarkStart/@w:name")
    assert len(places) == len(set(places))
    ids = plan.parts.values("//w:bookmarkStart/@w:id")
    assert len(ids) == len(set(ids))
    assert sorted(ids) == sorted(plan.parts.values("//w:bookmarkEnd/@w:id"))
    assert set(plan.parts.values("//w:hyperlink/@w:anchor")) <= set(places)
    for part in plan.parts.bytes.values():
        assert b"w:dirty" not in part
        assert b"updateFields" not in part
    kinds = plan.parts.values("//w:fldChar/@w:fldCharType")
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") > 0


def test_pages_that_lie_have_their_measures_turned(plan: Plan) -> None:
    for size in plan.parts.find("//w:sectPr/w:pgSz"):
        across, down = (int(size.get(f"{{{size.nsmap['w']}}}{name}")) for name in "wh")
        lies = size.get(f"{{{size.nsmap['w']}}}orient") == "landscape"
        assert (across > down) == lies
        assert {across, down} == {11906, 16838}


def test_mammoth_reads_it_without_a_word_of_trouble(plan: Plan) -> None:
    with plan.path.open("rb") as file:
        read = mammoth.convert_to_html(file)
    assert {
        message.message for message in read.messages if "Unrecognised paragraph style" not in message.message
    } == set()
    assert read.value.count("<table>") == len(plan.parts.find("//w:tbl"))
