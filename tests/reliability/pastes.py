"""What may be on the clipboard: what office programs put there, with one to six things changed in it; and what reads it.

Read is what needs no window: tables of HTML and text, which rows are records, what each column is meant for, what each
amount is, running text, and the program's own blocks.
"""

import html
import random
import re
from functools import cache

from planner_desktop.errors import PlannerError, ValueRefused
from planner_desktop.exchange import columns, exact_numbers, narrative, narrative_html, tab_separated, tables
from planner_desktop.exchange.grid import Grid
from planner_desktop.exchange.structure import structure_of
from planner_desktop.formpack import FieldSpec, fields, rich_text
from planner_desktop.thai.amounts import in_words_of_millions, is_no_amount, parse_baht
from planner_desktop.thai.digits import to_arabic
from tests.exchange import clipboards, documents
from tests.reliability.doors import odd_json

SPECS = {
    "name": FieldSpec(type="text", label="ชื่อโครงการ/กิจกรรม", required=True),
    "budget": FieldSpec(type="baht", label="งบประมาณ"),
    "divisions": FieldSpec(type="links", label="ส่วนราชการ", to="division"),
    "policy": FieldSpec(type="text", label="รหัสนโยบาย", pattern="[0-9]{3}"),
    "months": FieldSpec(type="months", label="ระยะเวลาดำเนินการ"),
    "begins": FieldSpec(type="date", label="เริ่ม"),
    "count": FieldSpec(type="number", label="จำนวน"),
    "share": FieldSpec(type="percent", label="ร้อยละ"),
    "year": FieldSpec(type="year", label="ปีงบประมาณ"),
    "kind": FieldSpec(type="choice", label="ประเภท", choices={"new": "ใหม่", "old": "ต่อเนื่อง"}),
}
TEXT = (
    "ลำดับ\tชื่อโครงการ\tงบประมาณ\tส่วนราชการ\n1\tโครงการอบรม\t1,234.50\tฝ่ายปกครอง\n2\t\"สอง\nบรรทัด\"\t๕๐,๐๐๐.-\tฝ่ายโยธา\n"
    "\tรวม\t51,234.50\t\n",
    "บทนำ\n1. หนึ่ง\n2. สอง\n   - ย่อย\nจบ ส านักงาน ถ ึง ก าหนด à¸ªà¸³à¸™à¸±à¸ ÊÓ¹Ñ¡§Ò¹\n",
)  # fmt: skip
OWN = rb"""[{"heading": "a", "level": 1}, {"paragraph": "b\ufffc", "notes": ["c"], "bold": [[0, 1]]},
 {"list": ["d", "e"], "levels": [1, 2], "signs": ["1", "-"]}, {"table": [["1", null], ["2", "3"]], "head": 1}]"""
PIECES = (
    "<table>", "</table>", "<tr>", "<td>", "</td>", "<td colspan=20000>", "<td rowspan=20000>", "<td colspan=0 rowspan=0>", "<th>",
    "<td colspan=๙๙>", "<td colspan=²>", '<td x:num="1e29">', '<td x:num="NaN">', '<td sdval="0.005">', '<td x:num="-0">',
    '<td data-sheets-value=\'{"1":3,"3":1e999}\'>', "<td data-sheets-value='" + "[" * 3000 + "'>", "<col span=20000>",
    "<col style=display:none span=16384>", "<p>", "</p>", "<div>", "<li>", "<ol start=99999999999999999999>", "<ol start=²>", "<ul>",
    "<li value=" + "9" * 5000 + ">", "<li aria-level=999999999>", "<ol type=I>", "<h1>", "<h6>", "<b>", "<i>", "<del>", "<span>",
    "<span style='mso-list:Ignore'>", "<p style='mso-list:l0 level9 lfo1'>", "<img width=999999999999 src=x>", "<img>", "<br>",
    "<p style='mso-outline-level:๙'>", "<span style='font-family:Wingdings'>\uf0fe", "<font face=Symbol>", "<a href=#x name=y>",
    "<a href=#y name=x>", "<a href=#x name=x>", "<!--", "-->", "<![if", "]>", "<![CDATA[", "<?", "<", ">", "&", "&#", "&#x110000;",
    "&#0;", "&nbsp;", "&#xD800;", "<script>", "<style>", "<title>", "<textarea>", "<template>", "</", "<p a='", '"', "'", "\t", "\n",
    "\r", '"\t"', "\x00", "\x1c", "\x1d", "\x1e", "\ufffc", "\U000f0000", "\U0010fff1", "\U00100000", "\ud800", "\u202e", "\u200b",
    "\u0e4d", "\u0e32", "\u0e33", "\u0e48", "\u0e31", "\u0e40", "ก", "ก า", " ", "\u00a0", "à¸", "ÊÓ¹Ñ¡§Ò¹", "1", "๑", "1,", "1.5E+07",
    "####", "-", "(1)", "1 ล้าน ", "ล้าน", "บาท", "฿", "25", "/", "ต.ค.", "มกราคม", "1 ต.ค. 67 - ", "รวม", "ที่", "1)", "a)", "iv)",
    "Version:", "\ufffd", "ตารางที่ 1", "ภาพที่ 1", "ที่มา: ", ",", "9" * 400, "รวมทั้งสิ้น",
)  # fmt: skip


@cache
def seeds() -> list[str]:
    """The HTML that the tests of reading it are made of."""
    return [
        value
        for of in (clipboards, documents)
        for value in vars(of).values()
        if isinstance(value, str) and "<" in value
    ]


def odd_text(text: str, chance: random.Random) -> str:
    """The text with pieces put in, once or thousands of times, taken out, moved, said again, or in each other's places."""
    (most,) = chance.choices((3_000, 20_000, 200_000), (80, 17, 3))  # seldom long, so that many can be tried
    for _n in range(chance.choice((1, 1, 2, 3, 6))):
        at = chance.randrange(len(text) + 1)
        match chance.randrange(7):
            case 0:
                text = text[:at] + chance.choice(PIECES) + text[at:]
            case 1:
                many = "".join(chance.choices(PIECES, k=chance.choice((1, 1, 2, 3)))) * chance.choice(
                    (5, 50, 500, 5000)
                )
                text = text[:at] + many[:most] + text[at:]
            case 2:
                text = text[:at] + text[at + chance.choice((1, 5, 50, 1000)) :]
            case 3:
                piece = text[at : at + chance.choice((10, 100, 1000))]
                text = text[:at] + (piece * chance.choice((2, 20, 300)))[:most] + text[at:]
            case 4:
                tags = list(re.finditer(r"<[^<>]*>", text))
                if tags:
                    one, other = chance.choice(tags), chance.choice(tags)
                    text = text[: one.start()] + other[0] + text[one.end() :]
            case 5:
                said = list(re.finditer(r"=\s*[\"']?[\w.:-]+", text))
                if said:
                    one = chance.choice(said)
                    value = chance.choice(
                        ("0", "-1", "16384", "9" * 12, "9" * 400, "9" * 5000, "²", "๑๐", "none", "", "x" * 3000)
                    )
                    text = f"{text[: one.start()]}={value}{text[one.end() :]}"
            case _:
                texts = list(re.finditer(r">[^<>]+<", text))
                if texts:
                    one = chance.choice(texts)
                    text = f"{text[: one.start()]}>{(chance.choice(PIECES) * chance.choice((1, 1, 50, 3000)))[:most]}<{text[one.end() :]}"
    return text[:2_000_000]


def put_through(chance: random.Random) -> str:
    """Paste something odd wherever it may be pasted; "taken" or "refused". Raises AssertionError at an invented number."""
    try:
        return _pasted(chance)
    except PlannerError:  # in words
        return "refused"


def _pasted(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.1:
        _blocks(rich_text.load(odd_json(OWN, chance).decode("utf-8", "replace")))
        return "taken"
    if kind < 0.3:
        text = odd_text(chance.choice(TEXT), chance)
        _table(tab_separated.read(text), text)
        _blocks(narrative.from_text(text))
        return "taken"
    source = odd_text(chance.choice(seeds()), chance)
    grid = tables.grid_of(source)
    if grid:
        _table(grid, html.unescape(source))
    _blocks(narrative.read_html(source, lambda _address: chance.choice(("ภาพ.png", None))).blocks)
    return "taken" if grid else "refused"


def _table(grid: Grid, source: str) -> None:
    assert all(len(row) == grid.width for row in grid.rows)
    structure = structure_of(grid, (spec.label for spec in SPECS.values()))
    assert all(0 <= row < len(grid.rows) for row in structure.left)
    placing = columns.guess(grid, SPECS, lambda _field, text: text == "ฝ่ายปกครอง", structure)
    given = _digits(source)
    for row in range(min(len(grid.rows), 30)):
        for at, name in enumerate(placing.fields[:100]):
            if not (cell := grid.rows[row][at]):
                continue
            assert _is_in(_digits(cell), given) or grid.numbers.get((row, at)), (
                cell[:100],
                "is not in what was pasted",
            )
            if name and SPECS[name].type != "links":
                _read(cell, SPECS[name])
            _amount(exact_numbers.amount(cell, grid.numbers.get((row, at), "")))


def _read(cell: str, spec: FieldSpec) -> None:
    try:
        value = fields.parse(cell, spec)
    except ValueRefused:
        return
    assert fields.is_stored(value, spec)
    assert not fields.refused(value, spec)
    fields.show(value, spec)


def _amount(cell: str) -> None:
    """An amount has the digits of its cell, in their order and none between them."""
    try:
        satang = 0 if is_no_amount(cell) else parse_baht(cell)
    except ValueRefused:
        return
    assert in_words_of_millions(cell) or str(satang or "").rstrip("0") in _digits(cell), (cell[:100], satang)


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", to_arabic(text))


def _is_in(some: str, all_of_them: str) -> bool:
    """Whether the digits stand in the others in their order; what is struck out or hidden may stand between."""
    rest = iter(all_of_them)
    return all(digit in rest for digit in some)


def _blocks(blocks: tuple[rich_text.RichPart, ...]) -> None:
    """What is pasted can be stored, is read again as the same, and copied."""
    stored = rich_text.dump(blocks)
    assert rich_text.load(stored or "[]") == blocks
    narrative_html.as_html(blocks)
    rich_text.to_plain(blocks)
