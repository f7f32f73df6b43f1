"""A small form pack that says things in every way the language has, and what of it is printed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from planner_desktop.document.fill import fill
from planner_desktop.document.outline import Heading, Paragraph, Table, plain
from planner_desktop.draft import Draft
from planner_desktop.formpack import read

FILES = {
    "edition.yaml": """\
id: small
title: แผนปี {fiscal_year}
year: 2568
agency: cover.agency
abbreviation: cover.agency
agencies: agencies
document_title: "{agency}"
""",
    "records.yaml": """\
catalogues:
  agencies: {file: agencies.csv, label: หน่วยงาน}
records:
  division:
    label: ส่วนราชการ
    fields:
      name: {type: text, label: ชื่อ}
  project:
    label: โครงการ
    fields:
      name: {type: text, label: ชื่อ}
      budget: {type: baht, label: งบประมาณ}
      funding:
        type: choice
        label: สถานะ
        choices: {amount: ได้รับจัดสรร, none: ไม่ใช้งบประมาณ}
      divisions: {type: links, to: division, label: ส่วนราชการ}
      lead: {type: link, to: division, label: เจ้าภาพ}
""",
    "agencies.csv": "abbreviation,name,parent\nสกต.,สำนักงานการต่างประเทศ,\n",
    "10-cover.yaml": """\
title: ปก
records:
  cover:
    label: ปกปี {fiscal_year}
    single: true
    fields:
      agency: {type: text, label: หน่วยงาน}
      numbers: {type: yes_no, label: ใส่เลข, default: true}
screen:
  - form: cover
""",
    "20-issues.yaml": """\
title: ประเด็น
records:
  issue:
    label: ประเด็น
    fields:
      name: {type: text, label: ชื่อ}
  objective:
    label: วัตถุประสงค์
    parent: issue
    fields:
      name: {type: text, label: ชื่อ}
      projects: {type: links, to: project, label: โครงการ}
screen:
  - tree: issue
""",
}


def write(folder: Path, **more: str) -> Path:
    """The form pack in a folder, `more` written behind the file whose name begins so: `section="document: ..."`."""
    folder.mkdir(exist_ok=True)
    homes = {
        "edition": "edition.yaml",
        "records": "records.yaml",
        "cover": "10-cover.yaml",
        "section": "20-issues.yaml",
    }
    behind = {homes[name]: text for name, text in more.items()}
    for name, text in FILES.items():
        (folder / name).write_text(text + behind.get(name, ""), encoding="utf-8")
    return folder


@contextmanager
def draft_of(folder: Path, **more: str) -> Iterator[Draft]:
    """A draft with two issues, three objectives under them and three projects."""
    with Draft.new_in_memory(read(write(folder, **more))) as draft:
        with draft.action("fill"):
            draft.set("cover", 1, "agency", "สำนักหนึ่ง")
            a, b, c = (draft.add("division", {"name": name}) for name in ("กอง ก", "กอง ข", "กอง ค"))
            road = draft.add("project", {"name": "ถนน", "budget": 100_000, "funding": "amount", "lead": b})
            canal = draft.add("project", {"name": "คลอง", "funding": "none", "lead": b})
            park = draft.add("project", {"name": "สวน", "budget": 250_000, "funding": "amount"})
            draft.set("project", road, "divisions", [c, a])
            draft.set("project", canal, "divisions", [b])
            later, first = draft.add("issue", {"name": "ประเด็นหลัง"}), draft.add("issue", {"name": "ประเด็นแรก"})
            draft.move("issue", first, 0)
            x = draft.add("objective", {"name": "ค"}, parent=later)
            y = draft.add("objective", {"name": "ก"}, parent=first)
            draft.add("objective", {"name": "ข"}, parent=first)
            draft.set("objective", x, "projects", [park])
            draft.set("objective", y, "projects", [canal, road])
        yield draft


def printed(draft: Draft) -> list[str]:
    """What the document says, a line for each paragraph, heading and row of a table."""
    said = []
    for block in fill(draft).blocks:
        if isinstance(block, Table):
            said += [" | ".join(plain(cell.text) for cell in row.cells) for row in block.rows]
        elif isinstance(block, Paragraph | Heading):
            said.append(plain(block.text))
    return said
