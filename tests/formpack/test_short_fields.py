"""Fields, records and values written short mean what the long forms say, and a slip in them is told where it stands."""

import dataclasses
from pathlib import Path
from typing import get_type_hints

import jsonschema
import pytest

from planner_desktop.errors import FormPackError
from planner_desktop.formpack import FormPack, located_yaml, read, short_fields, store
from planner_desktop.formpack.record_spec import FieldSpec
from planner_desktop.formpack.stored import read_stored
from tests.small_pack import small_files, small_pack

SECTION = """
title: ปก
screen:
  - form: cover
  - table: project
  - table: thing
    detail: true
  - table: theme
"""
HEAD = """
catalogues:
  agencies: {file: agencies.csv, label: หน่วยงาน}
  themes: {file: agencies.csv, label: ด้าน}
records:
  cover:
    label: ปก
    single: true
    fields:
      agency: [หน่วยงาน, default สกต.]
  project:
    label: โครงการ
    fields:
      name: [ชื่อ, long_text required]
  theme:
    label: ด้าน
    fields: {name: ชื่อ}
  thing:
    label: ของ
    fields:
"""
SHORT = """
      name: ชื่อ
      code: [รหัส, "required pattern [0-9]+ prefix P"]
      note: [หมายเหตุ, long_text, "เช่น ก, ข"]
      done: [เสร็จ, yes_no reset]
      open: [เปิด, yes_no default null]
      project: [โครงการ, required link project]
      projects: [โครงการ, links project, เลือกได้หลายโครงการ]
      share: [ร้อยละ, percent min 1 max 5 unit ร้อยละ]
      state: [สถานะ, {choices: {a: ก, b: ข}, default: a}]
      chance: [โอกาส, default 1, {choices: {1: น้อย, 2: มาก}}]
      day: [วัน, date min 2024-10-01]
      budget: [งบประมาณ, baht whole states state, {with_amount: [a], help: พิมพ์จำนวนเงิน}]
      who: [ใคร, suggest agencies.name]
      double: = chance * 2
      sum: [รวม, "= budget * 2", {format: baht, number: true}]
      long:
        - ยาว
        - long_text
        - help: หลายบรรทัด
"""
LONG = """
      name: {type: text, label: ชื่อ}
      code: {label: รหัส, required: true, pattern: "[0-9]+", prefix: P}
      note: {type: long_text, label: หมายเหตุ, help: "เช่น ก, ข"}
      done: {type: yes_no, label: เสร็จ, default: false, reset: true}
      open: {type: yes_no, label: เปิด, default: null}
      project: {type: link, to: project, label: โครงการ, required: true}
      projects: {type: links, to: project, label: โครงการ, help: เลือกได้หลายโครงการ}
      share: {type: percent, label: ร้อยละ, min: 1, max: 5, unit: ร้อยละ}
      state: {type: choice, label: สถานะ, choices: {a: ก, b: ข}, default: a}
      chance: {label: โอกาส, default: 1, choices: {1: น้อย, 2: มาก}}
      day: {type: date, label: วัน, min: 2024-10-01}
      budget: {type: baht, label: งบประมาณ, whole: true, states: state, with_amount: [a], help: พิมพ์จำนวนเงิน}
      who: {label: ใคร, suggest: agencies.name}
      double: {sql: chance * 2}
      sum: {type: computed, label: รวม, sql: budget * 2, format: baht, number: true}
      long: {type: long_text, label: ยาว, help: หลายบรรทัด}
"""


def made(folder: Path, fields: str, section: str = SECTION) -> FormPack:
    return small_pack(folder, section, HEAD + fields)


def test_a_field_may_be_its_label_or_a_list_of_label_words_and_help(tmp_path: Path) -> None:
    short, long = (made(tmp_path / name, text) for name, text in (("สั้น", SHORT), ("ยาว", LONG)))
    assert short.seen("thing") == long.seen("thing")
    assert short.seen("thing").fields["state"].type == "choice"


def test_every_word_of_a_field_that_says_one_thing_can_be_said_short() -> None:
    hints = get_type_hints(FieldSpec)
    yes = {name for name, kind in hints.items() if kind is bool} - {"number"}  # which is a type, too
    assert yes == set(short_fields.YES)
    others = {
        "type",
        "label",
        "help",
        "to",
        "sql",
        "text",
        "format",
        "choices",
        "with_amount",
        "outdated",
        "number",
    }  # have their own places
    assert {f.name for f in dataclasses.fields(FieldSpec)} - others - yes == set(short_fields.FOLLOWED)


@pytest.mark.parametrize("fields", [SHORT, LONG])
def test_an_editor_takes_what_the_program_takes(fields: str) -> None:
    jsonschema.validate(located_yaml.read(HEAD + fields, "x").data, store.schemas()["records"])


@pytest.mark.parametrize("field", ["[ชื่อ, requird]", "[ชื่อ, link]", "[]", "[ชื่อ, text, ก, ข]", "[ชื่อ, {witdh: 3}]", "3"])
def test_an_editor_refuses_what_the_program_refuses(field: str) -> None:
    data = located_yaml.read(f"{HEAD}      name: {field}", "x").data
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, store.schemas()["records"])


LINE = HEAD.count("\n") + 1


@pytest.mark.parametrize(
    ("field", "says"),
    [
        ("[ชื่อ, requird]", "“requird” is no word of a field — Did you mean “required”?"),
        ("[ชื่อ, longtext required]", "“longtext” is no word of a field — Did you mean “long_text”?"),
        ("[long_text required, ชื่อ]", "“long_text required” stands where the label is expected — Write: […, long_text required]"),
        ("ชื่อ, long_text required", "words stand in the label “ชื่อ, long_text required” — Write: [ชื่อ, long_text required]"),
        ("{label: ชื่อ, type: longtext}", "choice, link, links, file, computed — Did you mean “long_text”?"),
        ("number", "“number” stands where the label is expected — Write: […, number]"),
        ("[ชื่อ, เช่น ส่วนแผนงาน]", "“เช่น ส่วนแผนงาน” is no word of a field — The help stands third: […, text, เช่น ส่วนแผนงาน]"),
        ("[ชื่อ, text, เช่น ก, ข]", "a field is [label, words, help]; this has 4 places — A text with a comma needs quotation marks."),
        ("[ชื่อ, link]", "behind “link” is missing the record that it leads to"),
        ("[ชื่อ, links required]", "behind “links” is missing the record that it leads to"),
        ("[ชื่อ, link projekt]", "there is no record “projekt” — Did you mean “project”?"),
        ("[ชื่อ, text number]", "a field has one type, not both “text” and “number”"),
        ("[ชื่อ, required required]", "“required” says again what is said already"),
        ("[ชื่อ, required, {required: false}]", "“required” says again what is said already"),
        ("[ชื่อ, {help: ก}, required]", "a mapping stands last"),
        ("[ชื่อ, [required]]", "the words of a field are text"),
        ("[]", "its label is expected first"),
        ("[{label: ชื่อ}]", "its label is expected first"),
        ("[ชื่อ, default]", "behind “default” is missing what it says"),
        ("[ชื่อ, number max ten]", "`min` and `max` are whole numbers"),
        ("[ชื่อ, {hlep: ก}]", "unknown key “hlep” — Did you mean “help”?"),
        ("[ชื่อ, text, {unit: [3]}]", "text is expected"),
        ("[ชื่อ, default c, {choices: {a: ก}}]", "the default is none of the choices"),
        ("=", "an SQL expression is expected after “=”"),
        ("= naem || ''", "the SQL does not prepare: there is no column “naem”"),
        ("[ชื่อ, \"= 1\", {choices: {a: ก}}]", "belong together"),
    ],
)  # fmt: skip
def test_a_slip_is_told_at_its_line_with_what_to_write(tmp_path: Path, field: str, says: str) -> None:
    with pytest.raises(FormPackError) as error:
        made(tmp_path, f"      first: ก\n      name: {field}\n")
    assert f"records.yaml:{LINE + 1}: " in str(error.value)
    assert says in str(error.value)


def test_a_slip_in_a_long_field_is_told_at_the_line_of_its_word(tmp_path: Path) -> None:
    with pytest.raises(FormPackError, match=rf"records.yaml:{LINE + 4}: unknown key “unti”"):
        made(tmp_path, "      name:\n        - ชื่อ\n        - required\n        - help: ก\n          unti: บาท\n")
    with pytest.raises(FormPackError, match=rf"records.yaml:{LINE + 4}: the default is none of the choices"):
        made(
            tmp_path, "      name:\n        - ชื่อ\n        - required\n        - choices: {a: ก}\n          default: c\n"
        )


def test_a_catalogues_rows_are_told_apart_by_code_if_nothing_else_is_said(tmp_path: Path) -> None:
    def key(said: str) -> str | None:
        records = (
            HEAD.replace("name,", "name,") + f"      name: ชื่อ\n  area:\n    label: เขต\n    catalogue: areas\n{said}"
        )
        files = small_files(
            SECTION + "  - table: area\n",
            records.replace("  themes:", "  areas: {file: areas.csv, label: เขต}\n  themes:"),
        )
        for name, content in {**files, "areas.csv": b"code,name\n1,a\n2,b\n"}.items():
            (tmp_path / name).write_bytes(content)
        return read(tmp_path).records["area"].key

    assert key("    fields: {code: รหัส, name: ชื่อ}\n") == "code"
    assert key("    key: name\n    fields: {code: รหัส, name: ชื่อ}\n") == "name"
    assert key("    key: null\n    fields: {code: รหัส, name: ชื่อ}\n") is None


def test_a_value_may_be_an_expression_like_a_spreadsheets(tmp_path: Path) -> None:
    section = (
        SECTION
        + """
values:
  before: = :fiscal_year - 1
  fixed: ก = ข
parts:
  told: [paragraph: "{word} {year} {fixed}"]
document:
  - {part: told, with: {word: ก, year: "= :before"}}
"""
    )
    pack = made(tmp_path, "      name: ชื่อ\n", section)
    assert pack.expressions == {"before": "2568 - 1"}
    assert pack.constants == {"fixed": "ก = ข"}


def test_a_draft_of_before_keeps_what_its_form_pack_meant(tmp_path: Path) -> None:
    fields = "      flag: {type: yes_no, label: ก}\n      name: {type: text, label: ชื่อ}\n"
    area = "  area:\n    label: เขต\n    catalogue: areas\n    fields: {code: {label: รหัส}, name: {label: ชื่อ}}\n"
    records = HEAD.replace("  themes:", "  areas: {file: agencies.csv, label: เขต}\n  themes:") + fields + area
    section = SECTION + "  - table: area\n"

    def meant(pack: FormPack) -> tuple[object, str | None]:
        return pack.records["thing"].fields["flag"].default, pack.records["area"].key

    files = small_files(section, records) | {"agencies.csv": "code,name\n1,สกต.\n".encode()}
    assert meant(read_stored("ร่างเก่า", files)) == (None, None)
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    today = read(tmp_path)
    assert meant(today) == (False, "code")
    assert meant(read_stored("ร่างใหม่", dict(today.files))) == (False, "code")
