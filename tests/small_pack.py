"""A form pack of a few lines, whose section a test writes itself."""

from pathlib import Path
from textwrap import dedent

from planner_desktop.formpack import FormPack, read

EDITION = """
id: small
title: เล็ก
year: 2568
agency: cover.agency
abbreviation: cover.agency
agencies: agencies
document_title: "{agency}"
"""
RECORDS = """
catalogues:
  agencies: {file: agencies.csv, label: หน่วยงาน}
records:
  cover:
    label: ปก
    single: true
    fields:
      agency: {type: text, label: หน่วยงาน, default: สกต.}
      style: {type: choice, label: แบบ, default: lists, choices: {lists: รายการ, tables: ตาราง}}
      district: {type: yes_no, label: สำนักงานเขต, default: false}
  project:
    label: โครงการ
    fields:
      name: {type: text, label: ชื่อ, required: true}
      theme: {type: text, label: ด้าน}
      budget: {type: baht, label: งบประมาณ}
"""


def small_files(section: str, records: str = RECORDS, edition: str = EDITION, **more: str) -> dict[str, bytes]:
    """The files of a form pack that has this section, and `more` sections by name behind it."""
    files = {
        "edition.yaml": edition,
        "records.yaml": records,
        "10-all.yaml": dedent(section),
        "agencies.csv": "abbreviation,name,parent\nสกต.,สำนักงานการต่างประเทศ,\n",
    }
    files |= {f"{20 + n}-{name}.yaml": dedent(text) for n, (name, text) in enumerate(more.items())}
    return {name: content.encode() for name, content in files.items()}


def small_pack(folder: Path, section: str, records: str = RECORDS, edition: str = EDITION, **more: str) -> FormPack:
    """The form pack that has this section, and `more` by name behind it, linted."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in small_files(section, records, edition, **more).items():
        (folder / name).write_bytes(content)
    return read(folder)
