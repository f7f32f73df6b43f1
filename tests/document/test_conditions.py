"""What is printed only where a condition holds, what parts are given, and what stays on one page."""

from pathlib import Path

import pytest

from planner_desktop.document.fill import fill
from planner_desktop.document.live import LiveDocument
from planner_desktop.document.outline import Heading, Paragraph, Table, plain
from planner_desktop.document.preview import template
from planner_desktop.draft import Draft
from planner_desktop.draft.plan.new_plan import new_from_sample
from planner_desktop.formpack.stored import read_stored
from tests.small_pack import small_files, small_pack


def said(draft: Draft) -> list[str]:
    """What is printed, a line for each paragraph, heading and row."""
    lines: list[str] = []
    for block in fill(draft).blocks:
        if isinstance(block, Paragraph | Heading):
            lines.append(plain(block.text))
        elif isinstance(block, Table):
            lines += [" ".join(plain(cell.text) for cell in row.cells) for row in (*block.head, *block.rows)]
    return lines


CONDITIONS = """
    title: ทั้งหมด
    screen: [form: cover, table: project]
    document:
      - heading: สำนักงานเขต
        when: (SELECT district FROM cover)
      - each: SELECT style, agency FROM cover
        when: EXISTS (SELECT 1 FROM project)
        blocks:
          - paragraph: "ตารางของ{agency}"
            when: :style = 'tables'
          - paragraph: มีชื่อหน่วยงาน
            when: agency
          - list: SELECT name FROM project ORDER BY position
            item: "{name}"
            when: :style = 'lists'
    """


def test_a_block_is_printed_where_its_condition_holds(tmp_path: Path) -> None:
    with Draft.new_in_memory(small_pack(tmp_path, CONDITIONS)) as draft:
        assert said(draft) == []
        draft.add("project", {"name": "ถนน"})
        assert said(draft) == ["มีชื่อหน่วยงาน", "ถนน"]
        draft.set("cover", 1, "district", 1)
        draft.set("cover", 1, "style", "tables")
        assert said(draft) == ["สำนักงานเขต", "ตารางของสกต.", "มีชื่อหน่วยงาน"]
        draft.set("cover", 1, "agency", None)
        assert said(draft) == ["สำนักงานเขต"]


def test_the_preview_looks_again_when_what_a_condition_reads_has_changed(tmp_path: Path) -> None:
    with Draft.new_in_memory(small_pack(tmp_path, CONDITIONS)) as draft:
        live, changed = LiveDocument(), set[str]()
        draft.watchers.append(changed.update)
        draft.add("project", {"name": "ถนน"})
        before = live.update(draft)
        for field, value in (("district", 1), ("style", "tables")):
            changed.clear()
            draft.set("cover", 1, field, value)
            after = live.update(draft, changed)
            assert after.pages != before.pages
            assert after.pages == LiveDocument().update(draft).pages
            before = after


def test_the_empty_template_shows_what_only_waits_for_records(tmp_path: Path) -> None:
    printed = [plain(b.text) for b in template(small_pack(tmp_path, CONDITIONS)).blocks if isinstance(b, Paragraph)]
    assert printed == ["มีชื่อหน่วยงาน", "....."]  # the list, and not the paragraph that an option turns off


def test_a_part_is_printed_with_what_it_is_given(tmp_path: Path) -> None:
    section = """
        title: ทั้งหมด
        screen: [form: cover, table: project]
        parts:
          projects:
            - paragraph: "{title} ({count} โครงการ)"
            - list: SELECT name FROM project WHERE theme = :theme
              item: "{name}"
              numbered: false
        document:
          - each: SELECT DISTINCT theme AS code FROM project ORDER BY theme
            blocks:
              - part: projects
                with:
                  title: โครงการ
                  theme: {sql: ':code'}
                  count: {sql: (SELECT count(*) FROM project WHERE theme = :code)}
        """
    with Draft.new_in_memory(small_pack(tmp_path, section)) as draft:
        for name, theme in (("ถนน", "1"), ("คลอง", "2"), ("ท่อ", "1")):
            draft.add("project", {"name": name, "theme": theme})
        assert said(draft) == ["โครงการ (2 โครงการ)", "ถนน", "ท่อ", "โครงการ (1 โครงการ)", "คลอง"]


def test_a_form_pack_inside_a_draft_may_have_the_words_of_its_time() -> None:
    section = """
        title: ทั้งหมด
        screen: [form: cover, table: project]
        document:
          - each: SELECT 0 AS none, 'ชื่อ' AS some
            blocks:
              - table:
                  rows: SELECT 1 AS counted, name, theme FROM project
                  groups: [{by: theme, cells: ["{theme}", null, ""], restart: true}]
                  columns:
                    - {title: ที่, number: true, number_if: counted}
                    - {title: ชื่อ, cell: "{name}", shown_if: some}
                    - {title: ด้าน, cell: "{theme}", shown_if: none}
        """
    with Draft.new_in_memory(read_stored("ร่างเก่า", small_files(section))) as draft:
        draft.add("project", {"name": "ถนน", "theme": "ดี"})
        assert said(draft) == ["ที่ ชื่อ", "ดี", "1 ถนน"]


KEPT = """
    title: ทั้งหมด
    screen: [form: cover, table: project]
    document:
      - each: SELECT theme, count(*) AS lines FROM project GROUP BY theme
        keep: true
        blocks:
          - paragraph: "{theme}"
          - table:
              rows: SELECT name FROM project WHERE theme = :theme ORDER BY position
              columns: [{title: ชื่อ, cell: "{name}"}]
    """


def pages_of(draft: Draft, text: str) -> set[int]:
    """The pages that have a text in some row."""
    typeset = LiveDocument().update(draft)
    found = set()
    for n, page in enumerate(typeset.pages):
        for placed in page.slabs:
            for box in getattr(placed.slab, "boxes", []):
                if text in plain(box.text):
                    found.add(n)
    return found


def projects(draft: Draft, **count: int) -> None:
    for theme, number in count.items():
        for n in range(number):
            draft.add("project", {"name": f"{theme} {n}", "theme": theme})


def test_what_is_kept_together_moves_to_the_next_page_as_a_whole(tmp_path: Path) -> None:
    with Draft.new_in_memory(small_pack(tmp_path / "kept", KEPT)) as draft:
        projects(draft, a=20, b=20, c=20)
        assert [pages_of(draft, theme) for theme in "abc"] == [{0}, {1}, {2}]
    with Draft.new_in_memory(small_pack(tmp_path / "loose", KEPT.replace("keep: true", "keep: false"))) as draft:
        projects(draft, a=20, b=20, c=20)
        assert pages_of(draft, "b") == {0, 1}


def test_what_no_page_can_hold_is_parted_as_if_it_were_not_kept(tmp_path: Path) -> None:
    found: list[list[set[int]]] = []
    for keep in ("true", "false"):
        with Draft.new_in_memory(small_pack(tmp_path / keep, KEPT.replace("keep: true", f"keep: {keep}"))) as draft:
            projects(draft, a=3, b=90)
            found.append([pages_of(draft, theme) for theme in "ab"])
    assert found[0] == found[1]


def test_a_table_is_kept_with_the_heading_above_it(tmp_path: Path) -> None:
    section = """
        title: ทั้งหมด
        screen: [form: cover, table: project]
        document:
          - each: SELECT DISTINCT theme FROM project
            blocks:
              - heading: "{theme}"
              - table:
                  keep: true
                  rows: SELECT name FROM project WHERE theme = :theme ORDER BY position
                  columns: [{title: ชื่อ, cell: "{name}"}]
        """
    with Draft.new_in_memory(small_pack(tmp_path, section)) as draft:
        projects(draft, a=20, b=20)
        assert [pages_of(draft, theme) for theme in "ab"] == [{0}, {1}]
        first = LiveDocument().update(draft).pages[1].slabs[0].slab.said(300, 1)
        assert first is not None
        assert plain(first.text) == "b"


def test_a_table_of_lines_needs_no_query(tmp_path: Path) -> None:
    section = """
        title: ทั้งหมด
        screen: [form: cover, table: project]
        document:
          - each: project
            blocks:
              - table:
                  lines: [["**ชื่อ**", "{name}"], ["**หน่วยงาน**", "{cover.agency|dash}"], ["เงิน", "{budget|baht}"]]
                  columns: [{title: หัวข้อ, width: 3}, {title: รายละเอียด}]
        """
    with Draft.new_in_memory(small_pack(tmp_path, section)) as draft:
        draft.add("project", {"name": "ถนน"})
        assert said(draft) == ["หัวข้อ รายละเอียด", "ชื่อ ถนน", "หน่วยงาน สกต."]


@pytest.mark.parametrize("sample", ["2565-budget", "2567-strategy"])
def test_steps_without_months_are_said_once_and_not_printed_as_empty_months(sample: str, tmp_path: Path) -> None:
    not_set = "ระยะเวลาดำเนินการ ยังไม่ได้กำหนดเดือนของขั้นตอน"
    with new_from_sample(sample, tmp_path / "แผน.bmaplan") as draft:
        for step in draft.records("step"):
            draft.set("step", step.id, "months", None)
        lines = said(draft)
        assert lines.count(not_set)
        assert not any("ต.ค." in line for line in lines)
        first = draft.records("step")[0].id
        year = draft.pack.edition.year - 544
        draft.set("step", first, "months", f"{year}-10/{year}-12")
        timed = said(draft)
        assert timed.count(not_set) == lines.count(not_set) - 1
        assert sum("ต.ค." in line for line in timed) == 1
