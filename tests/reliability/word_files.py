"""Word documents with one to six things changed in them: bytes, the zip, its parts, and values and elements of their XML."""

import io
import random
import re
import zipfile
from functools import cache

from planner_desktop.errors import PlannerError
from planner_desktop.exchange.word.document import read_file
from planner_desktop.exchange.written import WrittenDocument, WrittenPart
from planner_desktop.formpack import rich_text
from tests.exchange.word import torture
from tests.exchange.word.building import docx, numbered, p, tbl, tc, tr
from tests.exchange.word.test_cases import PICTURE, picture
from tests.reliability.doors import odd_bytes

VALUES = (
    "", "0", "-1", "1", "2", "9", "63", "1000000", "9" * 12, "9" * 5000, "๑๒", "²", "restart", "continue", "begin", "end",
    "separate", "true", "off", "x" * 3000, "../../x", "file:///etc/passwd", "rIdL", "1e9", "NaN", "F0FE", "110000", "D800",
)  # fmt: skip
PIECES = (
    "<w:p/>", "<w:tbl/>", "<w:tr/>", "<w:tc/>", "<w:r><w:t>ก</w:t></w:r>", "<w:sdt/>", '<w:gridSpan w:val="1000000"/>',
    "<w:vMerge/>", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "<w:rPr><w:vanish/></w:rPr>", "<!DOCTYPE x>", "&x;", "<![CDATA[ก]]>",
    "<?x?>", "<mc:AlternateContent/>", '<w:numPr><w:ilvl w:val="99"/><w:numId w:val="1"/></w:numPr>', "\x00", "\ufffe", "<", "</w:p>",
    '<w:r><w:footnoteReference w:id="1"/></w:r>', "<w:txbxContent><w:p/></w:txbxContent>", "<w:drawing/>", "<w:trPr><w:del/></w:trPr>",
)  # fmt: skip


@cache
def seeds() -> tuple[bytes, ...]:
    """A document that has whatever Word may have, one of python-docx, one with a picture and long numbered tables."""
    import docx as python_docx

    made = io.BytesIO()
    other = python_docx.Document()
    other.add_heading("ส่วนที่ 1", 1)
    other.add_paragraph("ข้อแรก", style="List Number")
    table = other.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(1, 1)).text = "รวม"
    other.save(made)
    rows = [tr(tc(p(properties=numbered(1, n % 3))), f"โครงการ {n}", "1,000.00") for n in range(40)]
    long = docx(
        p(PICTURE) + tbl(*rows),
        numbering=torture.NUMBERING,
        related={"rIdP": ("image", "media/image1.png")},
        more={"word/media/image1.png": picture()},
    )
    return torture.document(), torture.document(strict=True), made.getvalue(), long


@cache
def plan() -> bytes:
    """A small plan with tables that the editions know, a chart, a list and notes."""
    from tests.audit.printed import heading, paragraph, summary
    from tests.published.word_plans import word_of

    rows = ["1", "โครงการสำรวจถนน", "1,000", "กวส.", "-"], ["2", "โครงการลอกคลอง", "500", "กวส.", "-"]
    months = ["ขั้นตอน", "เนื้องาน (ร้อยละ)", "ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค."]
    steps = [{"no": str(n), "text": "ดำเนินการ", "weight": 50, "months": ["ต.ค."]} for n in (1, 2)]
    chart = {"kind": "gantt", "project": "โครงการลอกคลอง", "columns": months, "steps": steps}
    listed = {"kind": "list", "items": ["1. ๙.๑ ร้อยละ ๘๐", "2. ข้อสอง"]}
    note = {"kind": "footnote", "text": "OKR 9101"}
    blocks = [heading("คำนำ", 1), paragraph("ประจำปี พ.ศ. 2568", 2), note, *summary(*rows, total="1,600"), chart, listed]
    return word_of({"agency": "สำนักการโยธา", "fiscal_year": 2568, "blocks": blocks})


def odd_plan(chance: random.Random) -> bytes:
    """A plan in which something is not as it should be, or any odd document."""
    return _odd(plan(), chance) if chance.random() < 0.8 else odd_document(chance)


def odd_document(chance: random.Random) -> bytes:
    """A document in which something is not as it should be."""
    return _odd(chance.choice(seeds()), chance)


def _odd(content: bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.25:
        return odd_bytes(content, chance)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _n in range(chance.randint(1, 6)):
        name = "word/document.xml" if chance.random() < 0.6 else chance.choice(sorted(parts) or ["x"])
        if name not in parts:
            continue
        what = chance.random()
        if what < 0.05:
            del parts[name]
        elif what < 0.1:
            parts[name] = parts[chance.choice(sorted(parts))]
        elif what < 0.2:
            parts[name] = odd_bytes(parts[name], chance)
        else:
            parts[name] = odd_xml(parts[name].decode("utf-8", "replace"), chance).encode("utf-8", "replace")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return odd_bytes(made.getvalue(), chance) if chance.random() < 0.1 else made.getvalue()


def odd_xml(text: str, chance: random.Random) -> str:
    """XML with a value, an element or a piece of it changed; well-formed in most cases."""
    what = chance.randrange(7)
    values = list(re.finditer(r'="([^"]*)"', text))
    elements = list(re.finditer(r"<(w:\w+)(?: [^<>]*)?>", text))
    if what < 2 and values:
        one = chance.choice(values)
        return f'{text[: one.start()]}="{chance.choice(VALUES)}"{text[one.end() :]}'
    if not elements:
        return text
    one = chance.choice(elements)
    end = text.find(f"</{one[1]}>", one.end())
    whole = text[one.start() : end + len(one[1]) + 3] if end >= 0 else one[0]
    match what:
        case 2:
            return text.replace(whole, "", 1)
        case 3:
            return text.replace(whole, whole * chance.choice((2, 3, 50)), 1)
        case 4:
            other = chance.choice(elements)
            return text[: other.start()] + whole + text[other.start() :]
        case 5:
            names = [each[1] for each in elements]
            return text.replace(one[1], chance.choice(names), chance.choice((1, 2, 100000)))
        case _:
            return text[: one.end()] + chance.choice(PIECES) + text[one.end() :]


def put_through(chance: random.Random) -> str:
    """Read something odd; "taken" or "refused". Raises AssertionError at a document that cannot be worked with."""
    refusal: PlannerError | None = None
    try:
        _look(read_file(io.BytesIO(odd_document(chance)), "แผน.docx"))
    except PlannerError as error:
        refusal = error
    if refusal is None:
        return "taken"
    assert "แผน.docx" in refusal.message
    assert refusal.fix
    return "refused"


def _look(document: WrittenDocument) -> None:
    """What was read can be stored and is read again as the same; every grid is square, and told as its block."""
    for part in _every(document.parts):
        stored = rich_text.dump((part.block,))
        assert rich_text.load(stored or "[]") == (part.block,)
        assert part.place
        if part.grid is not None:
            assert isinstance(part.block, rich_text.RichTable)
            assert {len(row) for row in part.grid.rows} == {part.grid.width}
            assert len(part.grid.rows) == len(part.block.table)
            assert part.grid.width == len(part.block.table[0])
            assert all(row > 0 for row, _column in part.grid.repeated)
        if isinstance(part.block, rich_text.RichFigure):
            assert part.block.figure in document.pictures


def _every(parts: tuple[WrittenPart, ...]) -> list[WrittenPart]:
    inner = [part for one in parts for inside in one.inside.values() for part in _every(inside)]
    return [*parts, *inner]
