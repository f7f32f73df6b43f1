"""A form pack with a section and a part of a screen that only districts have."""

from pathlib import Path

from planner_desktop.formpack import FormPack
from tests.small_pack import small_pack

COVER = """
    title: ปก
    screen:
      - form: cover
      - table: project
        title: โครงการ
        when: not cover.district
    document:
      - heading: ปก
    """
DISTRICT = """
    title: ฝ่ายของเขต
    when: cover.district
    records:
      branch:
        label: ฝ่าย
        fields: {name: {type: text, label: ชื่อ, required: true}}
    screen: [table: branch]
    document:
      - heading: ฝ่ายของสำนักงานเขต
      - list: SELECT name FROM branch
        item: "{name}"
    checks:
      - {id: many, severity: error, record: branch, sql: SELECT NULL AS record WHERE NOT EXISTS (SELECT 1 FROM branch), message: ไม่มีฝ่าย}
    """
LAST = """
    title: ท้าย
    document: [heading: ท้าย]
    """


def variant(folder: Path) -> FormPack:
    """The form pack: sections all, branches (of districts alone) and end."""
    return small_pack(folder, COVER, branches=DISTRICT, end=LAST)
