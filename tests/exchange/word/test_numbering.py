"""Numbers before paragraphs are those that Word shows, though it stores none of them."""

import pytest

from planner_desktop.exchange.word.number_formats import written
from planner_desktop.formpack.rich_text import RichHeading, RichList, to_plain
from tests.exchange.word.building import STYLES, numbered, p, read_body, tbl, tc, tr


def level(at: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(*levels: str, numbers: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{numbers}'


LEVELS = (
    level(0, "decimal", "%1"),
    level(1, "decimal", "%1.%2"),
    level(2, "thaiLetters", "%1.%2 (%3)"),
)


def said(body: str, definitions: str, styles: str = STYLES) -> list[str]:
    parts = read_body(body, numbering=definitions, styles=styles).parts
    return [line for part in parts for line in to_plain((part.block,)).split("\n")]


def test_deeper_levels_begin_anew_below_each_that_is_higher() -> None:
    depths = (0, 1, 1, 2, 2, 1, 2, 0, 1)
    body = "".join(p("ก", properties=numbered(1, depth)) for depth in depths)
    told = ["1.1", "1.2", "1.2 (ก)", "1.2 (ข)", "1.3", "1.3 (ก)", "2", "2.1"]
    assert [line.removesuffix(" ก") for line in said(body, numbering(*LEVELS))[-8:]] == told


def test_a_level_may_go_on_counting_whatever_stands_above_it() -> None:
    never = numbering(level(0, "decimal", "ส่วน %1"), level(1, "decimal", "ข้อ %2", '<w:lvlRestart w:val="0"/>'))
    body = "".join(p("ก", properties=numbered(1, depth)) for depth in (0, 1, 1, 0, 1))
    assert said(body, never) == ["ส่วน 1 ก", "ข้อ 1 ก", "ข้อ 2 ก", "ส่วน 2 ก", "ข้อ 3 ก"]


def test_a_second_numbering_goes_on_with_the_first_unless_it_begins_anew() -> None:
    numbers = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    definitions = numbering(level(0, "thaiNumbers", "ข้อ %1"), numbers=numbers)
    body = "".join(p("ก", properties=numbered(number)) for number in (1, 1, 2, 3, 3))
    assert said(body, definitions) == ["ข้อ ๑ ก", "ข้อ ๒ ก", "ข้อ ๓ ก", "ข้อ ๕ ก", "ข้อ ๖ ก"]


def test_headings_are_numbered_through_their_styles() -> None:
    styles = STYLES.replace(
        '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>',
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr>',
    ).replace(
        '<w:name w:val="heading 2"/><w:basedOn w:val="Normal"/>',
        '<w:name w:val="heading 2"/><w:basedOn w:val="1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>',
    )
    definitions = numbering(
        level(0, "thaiNumbers", "ส่วนที่ %1", '<w:pStyle w:val="1"/>'),
        level(1, "decimal", "%1.%2", '<w:pStyle w:val="2"/>'),
    )
    body = p("หนึ่ง", style="1") + p("ย่อย", style="MyHeading") + p("ไม่นับ", style="1", properties=numbered(0))
    parts = read_body(body, numbering=definitions, styles=styles).parts
    assert [part.block for part in parts] == [
        RichHeading(heading="ส่วนที่ ๑ หนึ่ง", level=1),
        RichHeading(heading="๑.1 ย่อย", level=2),
        RichHeading(heading="ไม่นับ", level=1),
    ]


def test_legal_numbers_are_in_figures_whatever_is_above_them() -> None:
    definitions = numbering(level(0, "upperRoman", "%1"), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    body = p("ก", properties=numbered(1)) + p("ข", properties=numbered(1, 1))
    assert said(body, definitions)[-1] == "1.1 ข"


def test_items_that_a_list_of_ours_can_count_are_one() -> None:
    definitions = numbering(level(0, "decimal", "%1."), level(1, "bullet", "\uf0b7"))
    body = "".join(p(text, properties=numbered(1, depth)) for text, depth in (("ก", 0), ("ข", 0), ("ค", 1)))
    (part,) = read_body(body, numbering=definitions).parts
    assert part.block == RichList(list=("ก", "ข", "ค"), levels=(1, 1, 2), signs=("1", "1", "-"))
    assert part.printed == ("1. ก", "2. ข", "- ค")


def test_items_are_told_as_they_were_typed_too() -> None:
    (part,) = read_body(p("๑) ก") + p("2) ข")).parts
    assert part.block == RichList(list=("ก", "ข"))
    assert part.printed == ("๑) ก", "2) ข")


def test_the_empty_cells_of_a_column_of_numbers_tell_them() -> None:
    cell = tc(p(properties=numbered(1)))
    (part,) = read_body(tbl(*[tr(cell, "ก")] * 3), numbering=numbering(level(0, "decimal", "%1."))).parts
    assert part.grid is not None
    assert part.grid.column(0) == ["1.", "2.", "3."]


def test_what_is_deleted_counts_nothing() -> None:
    deleted = p(properties=numbered(1) + "<w:rPr><w:del/></w:rPr>")
    body = p("ก", properties=numbered(1)) + deleted + p("ข", properties=numbered(1))
    assert said(body, numbering(level(0, "thaiNumbers", "ข้อ %1"))) == ["ข้อ ๑ ก", "ข้อ ๒ ข"]


@pytest.mark.parametrize(
    ("form", "number", "told"),
    [
        ("thaiLetters", 1, "ก"),
        ("thaiLetters", 3, "ค"),
        ("thaiLetters", 41, "ฮ"),
        ("thaiLetters", 42, "กก"),
        ("thaiNumbers", 12, "๑๒"),
        ("thaiCounting", 21, "ยี่สิบเอ็ด"),
        ("bahtText", 5, "ห้าบาทถ้วน"),
        ("lowerLetter", 27, "aa"),
        ("upperLetter", 2, "B"),
        ("lowerRoman", 9, "ix"),
        ("upperRoman", 40, "XL"),
        ("decimalZero", 7, "07"),
        ("ordinal", 12, "12th"),
        ("decimalEnclosedCircle", 3, "③"),
        ("none", 3, ""),
        ("hindiVowels", 3, "3"),
        ("lowerRoman", 10**9, "1000000000"),
        ("lowerLetter", 10**9, "1000000000"),
    ],
)
def test_a_number_is_written_as_its_format_says(form: str, number: int, told: str) -> None:
    assert written(number, form) == told
