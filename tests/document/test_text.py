"""Every letter that goes into a PDF can be found and copied again, and looks as HarfBuzz makes it."""

import re
import unicodedata
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
import uharfbuzz
from fontTools.pens.recordingPen import DecomposingRecordingPen, RecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from planner_desktop.document.font import Face, faces
from planner_desktop.document.outline import (
    Cell,
    Column,
    Document,
    NewPage,
    OutlineBlock,
    PrintedSection,
    Row,
    Run,
    Table,
)
from planner_desktop.document.pdf import missing_letters
from planner_desktop.document.truetype import font_program

from .conftest import Render, paragraph, pdftotext, row, squeeze, table

SEEDS = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"
HARD_WORDS = [
    "ที่", "ปี่", "ป้า", "ฝ่า", "ฟ้า", "ปู่", "ญี่ปุ่น", "ฐานุ", "ฎุ", "ฏู",
    "น้ำ", "ก่ำ", "ช้ำ", "ปิ๊", "ฬุ๊", "เก๋", "ทั้ง", "กฎุมพี", "AVATAR", "ffi", "10,500",
]  # fmt: skip


def published(number: int) -> list[list[str]]:
    """A published plan's lines, each as its cells."""
    found = sorted(SEEDS.glob(f"{number:03}_*.txt"))
    if not found:
        pytest.skip("the published plans are not beside this checkout")
    return [line.split("\t") for line in found[0].read_text("utf-8").split("\n") if line.strip()]


def lines_starting_with_marks(text: str) -> list[str]:
    return [line for line in text.splitlines() if line and unicodedata.category(line[0]) == "Mn"]


@pytest.mark.parametrize("number", range(5))
def test_a_published_plan_comes_back_letter_by_letter(number: int, render: Render) -> None:
    cells = [cell for line in published(number) for cell in line]
    extracted = pdftotext(render(NewPage(numbered=False), *map(paragraph, cells)))
    assert squeeze(extracted) == squeeze("".join(cells))
    assert lines_starting_with_marks(extracted) == []


@pytest.mark.parametrize("number", range(5))
def test_a_published_plan_in_tables_loses_and_gains_no_letter(number: int, render: Render) -> None:
    blocks: list[OutlineBlock] = [NewPage("landscape", numbered=False)]
    lines = published(number)
    blocks += [table([], [row(*line)], len(line)) for line in lines]
    extracted = pdftotext(render(*blocks))
    # by count: a row higher than a page goes on on the next one, cell by cell, so its order is another
    assert Counter(squeeze(extracted)) == Counter(squeeze("".join(map("".join, lines))))
    assert lines_starting_with_marks(extracted) == []


def test_pypdf_reads_the_same(render: Render) -> None:
    text = "สำนักงานเขตปทุมวัน น้ำใจ ญี่ปุ่น ปี่ ฐานุ OKR 7402 fi 𝐴 ↔"
    assert squeeze(PdfReader(render(NewPage(numbered=False), paragraph(text))).pages[0].extract_text()) == squeeze(text)


def test_no_spaces_appear_inside_justified_words(render: Render) -> None:
    text = "ก้าวสู่การเป็นมหานครแห่งเอเชียโดยส่งเสริมการเชื่อมโยงวาระระดับโลกสู่การดำเนินการของเมือง" * 4
    assert " " not in pdftotext(render(NewPage(numbered=False), paragraph(text)))


def outlines(font: uharfbuzz.Font, glyphs: list[tuple[int, int, int]]) -> list[object]:
    """What a pen draws for glyphs at their places."""
    drawn = RecordingPen()
    for glyph, x, y in glyphs:
        font.draw_glyph_with_pen(glyph, TransformPen(drawn, (1, 0, 0, 1, x, y)))
    return list(drawn.value)


def shaped(font: uharfbuzz.Font, word: str) -> list[tuple[int, int, int]]:
    """HarfBuzz's own glyphs and places for a word."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    buffer.language = "th"
    uharfbuzz.shape(font, buffer)
    glyphs, x = [], 0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        glyphs.append((info.codepoint, x + position.x_offset, position.y_offset))
        x += position.x_advance
    return glyphs


@pytest.mark.parametrize("face", faces(), ids=lambda face: face.name)
def test_hard_words_are_drawn_as_harfbuzz_draws_them(face: Face) -> None:
    original = uharfbuzz.Font(uharfbuzz.Face(face.data))
    words = [face.word(word) for word in HARD_WORDS]
    clusters = list(dict.fromkeys(cluster for word in words for cluster in word.clusters))
    embedded = uharfbuzz.Font(uharfbuzz.Face(font_program(face, clusters)))
    for word in words:
        placed, x = [], 0
        for cluster, kern in zip(word.clusters, word.kerns, strict=True):
            code = clusters.index(cluster) + 1
            placed.append((code, x, 0))
            assert embedded.get_glyph_h_advance(code) == cluster.advance
            x += cluster.advance + kern
        assert outlines(embedded, placed) == outlines(original, shaped(original, word.text)), word.text


def test_the_embedded_font_is_the_same_every_time_and_sound() -> None:
    face = faces()[0]
    clusters = [cluster for word in HARD_WORDS for cluster in face.word(word).clusters]
    clusters = list(dict.fromkeys([*clusters, *face.word(" \u200d☐").clusters]))
    program = font_program(face, clusters)
    assert program == font_program(face, clusters)
    font = TTFont(BytesIO(program))
    assert font["maxp"].numGlyphs >= len(clusters) + 1
    for name in font.getGlyphOrder():
        font.getGlyphSet()[name].draw(DecomposingRecordingPen(font.getGlyphSet()))


def test_every_code_of_a_cluster_means_one_letter_and_the_first_draws_it(render: Render) -> None:
    (cluster,) = faces()[0].word("น้ำ").clusters
    assert cluster.text == "น้ำ"
    (font,) = PdfReader(render(NewPage(numbered=False), paragraph("น้ำ"))).pages[0]["/Resources"]["/Font"].values()  # type: ignore[index]
    said = font["/ToUnicode"].get_data().decode("ascii").partition("beginbfchar")[2]
    assert re.findall(r"<(\w+)> <(\w+)>", said) == [("0001", "0E19"), ("0002", "0E49"), ("0003", "0E33")]
    descendant = font["/DescendantFonts"][0].get_object()
    program = uharfbuzz.Font(uharfbuzz.Face(descendant["/FontDescriptor"]["/FontFile2"].get_data()))
    assert [bool(outlines(program, [(code, 0, 0)])) for code in (1, 2, 3)] == [True, False, False]
    assert sum(descendant["/W"][1]) == cluster.advance


def test_letters_the_font_lacks_are_told_and_still_copied(render: Render) -> None:
    text = "ก ↔ ข ☐ ✓ 𝐴 🎉 \u202a"
    block = paragraph(text)
    assert missing_letters(Document("", "", [PrintedSection("", [block])])) >= {"↔", "☐", "✓", "𝐴", "🎉"}
    assert "ก" not in missing_letters(Document("", "", [PrintedSection("", [block])]))
    assert squeeze("ก↔ข☐✓𝐴🎉") in squeeze(pdftotext(render(block)))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\x00\ud800ก", "่", "ำ", "\t", "שלום", "ก" * 3000])
def test_no_text_breaks_the_writer(text: str, render: Render) -> None:
    assert render(paragraph(text), Table([Column()], [], [Row([Cell((Run(text),))])])).stat().st_size > 0
