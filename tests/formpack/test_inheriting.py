"""An edition has the files of the one that it is from, but for those that it has itself or leaves out."""

from collections.abc import Callable
from pathlib import Path

import pytest

from planner_desktop import json_cache
from planner_desktop.app_paths import FORMS
from planner_desktop.draft import Draft
from planner_desktop.errors import FormPackError
from planner_desktop.formpack import installed, located_yaml, read, store
from planner_desktop.formpack.folder import files_of
from planner_desktop.formpack.reading import look
from planner_desktop.formpack.stored import read_stored
from tests.conftest import EDITION
from tests.formpack.test_refusals import FILES

Write = Callable[..., Path]

NEXT = {"edition.yaml": "from: small\nid: next\nyear: 2569\n"}
NOTES = """\
title: หมายเหตุ ปี {fiscal_year}
help: ของปี {previous_year}
records:
  note:
    label: หมายเหตุ
    title: "{text}"
    fields:
      text: {type: text, label: "ข้อความปี {fiscal_year}", help: "เทียบปี {previous_year}", default: "ปี {fiscal_year}"}
      kind: {type: choice, label: ชนิด, choices: {this: "ปี {fiscal_year}", last: "ปี {previous_year}"}}
screen:
  - table: note
    guide: กรอกของปี {fiscal_year}
document:
  - paragraph: "พ.ศ. {fiscal_year}"
checks:
  - id: too-old
    severity: note
    record: note
    sql: SELECT id AS record, text FROM note
    message: "{text} ไม่ใช่ของปี {fiscal_year}"
"""


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "user_data", lambda: tmp_path / "ข้อมูล ผู้ใช้")


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write an edition's folder; the small one stands there."""

    def written(name: str, files: dict[str, str]) -> Path:
        folder = tmp_path / "แม่แบบ ของเรา" / name
        for file, content in files.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(content, encoding="utf-8")
        return folder

    written("small", FILES)
    return written


def findings(folder: Path) -> list[str]:
    return [str(finding) for finding in look(folder)[1]]


def test_an_edition_inherits_every_file_and_says_only_what_is_its_own(write: Write) -> None:
    small, later = read(write("small", {})), read(write("next", NEXT))
    assert (later.edition.id, later.edition.year, later.edition.title) == ("next", 2569, "เล็ก")
    assert (later.records, later.sections) == (small.records, small.sections)


def test_a_section_of_ones_own_takes_the_place_of_the_one_of_that_id_whatever_its_number(write: Write) -> None:
    cover = FILES["10-cover.yaml"].replace("title: ปก", "title: ปกใหม่")
    pack = read(write("next", NEXT | {"05-cover.yaml": cover}))
    assert [(section.file, section.title) for section in pack.sections] == [("05-cover.yaml", "ปกใหม่")]


@pytest.mark.parametrize("named", ["20-notes.yaml", "notes"])
def test_what_is_left_out_is_not_inherited(write: Write, named: str) -> None:
    write("small", {"20-notes.yaml": NOTES})
    pack = read(write("next", {"edition.yaml": NEXT["edition.yaml"] + f"without: [{named}]\n"}))
    assert [section.id for section in pack.sections] == ["cover"]


def test_what_edition_yaml_says_of_its_own_goes_over_what_it_inherits_word_by_word(write: Write) -> None:
    write("small", {"edition.yaml": FILES["edition.yaml"] + "document: {watermark: ลับ, page_number: '{n}'}\n"})
    pages = read(write("next", {"edition.yaml": NEXT["edition.yaml"] + "document: {watermark: ร่าง}\n"})).edition
    assert (pages.document.watermark, pages.document.page_number) == ("ร่าง", "{n}")


def test_records_may_stand_in_files_of_their_own_so_that_one_of_them_is_changed_alone(write: Write) -> None:
    shared, records = FILES["records.yaml"].split("records:\n")
    division, project = records.split("  project:\n")
    write("small", {"records/division.yaml": "records:\n" + division, "records.yaml": shared})
    write("small", {"records/project.yaml": "records:\n  project:\n" + project})
    changed = "records:\n  project:\n" + project.replace("label: งบประมาณ", "label: วงเงิน")
    pack = read(write("next", NEXT | {"records/project.yaml": changed}))
    assert list(pack.records) == ["division", "project", "cover"]
    assert pack.records["project"].fields["budget"].label == "วงเงิน"
    assert findings(write("next", {"records/project.yaml": changed.replace("to: div", "to: d")})) == [
        "records/project.yaml:7: there is no record “dision” — Did you mean “division”?"
    ]


def test_an_edition_may_be_from_one_that_is_itself_from_another(write: Write) -> None:
    write("next", NEXT | {"20-notes.yaml": NOTES})
    pack = read(write("last", {"edition.yaml": "from: next\nid: last\ntitle: ปลาย\n"}))
    assert (pack.edition.year, pack.edition.title) == (2569, "ปลาย")
    assert [section.id for section in pack.sections] == ["cover", "notes"]


def test_findings_name_the_file_where_it_stands_and_its_line(write: Write) -> None:
    mistake = FILES["10-cover.yaml"].replace("{budget|baht}", "{bugdet|baht}")
    write("small", {"10-cover.yaml": mistake})
    later = write("next", NEXT)
    assert findings(later)[0].startswith("small/10-cover.yaml:15: no query yields a column “bugdet”")
    write("small", FILES)
    assert findings(write("next", {"edition.yaml": NEXT["edition.yaml"] + "agency: cover.nobody\n"})) == [
        "edition.yaml:4: “cover.nobody” is no field of a single record"
    ]
    write("small", {"edition.yaml": FILES["edition.yaml"].replace("cover.agency\nab", "cover.none\nab")})
    assert findings(write("next", NEXT)) == ["small/edition.yaml:4: “cover.none” is no field of a single record"]


@pytest.mark.parametrize(
    ("edition", "says"),
    [
        ("from: smal\nid: next\n", "edition.yaml:1: there is no edition “smal” to be from — Put its folder beside"),
        ("id: next\nfrom: next\n", "edition.yaml:2: there is no edition “next” to be from"),
        ("id: next\nfrom: [small]\n", "edition.yaml:2: `from` is the id of one edition — Write one of: "),
        ("id: next\nwithout: [cover]\n", "edition.yaml:2: `without` leaves out what is inherited, and nothing is"),
        ("id: next\nfrom: small\nwithout: cover\n", "edition.yaml:3: `without` is a list of files"),
        (
            "from: small\nwithout: [15-swot.yaml]\n",
            "edition.yaml:2: “next” inherits no file “15-swot.yaml” — ",
        ),
        ("from: small\nbase: maybe\n", "edition.yaml:2: `base` is true or false"),
    ],
)
def test_what_is_said_amiss_of_inheriting_is_told_with_what_to_write(write: Write, edition: str, says: str) -> None:
    folder = write("next", {"edition.yaml": edition})
    assert findings(folder)[0].startswith(says)
    with pytest.raises(FormPackError, match="cannot be used"):
        files_of(folder)


def test_a_circle_over_several_editions_is_named(write: Write) -> None:
    write("small", {"edition.yaml": "from: next\n" + FILES["edition.yaml"]})
    assert findings(write("next", NEXT)) == [
        "small/edition.yaml:1: the editions are from each other in a circle: next → small → next — Break it."
    ]


def test_a_corrected_edition_may_be_from_the_one_of_its_name_that_came_with_the_program(write: Write) -> None:
    later = read(write(EDITION, {"edition.yaml": f"from: {EDITION}\nversion: 7\n"}))
    assert (later.edition.id, later.edition.version) == (EDITION, 7)
    assert later.sections == read(FORMS / EDITION).sections


# ---------------------------------------------------------------- flat


def test_a_draft_and_an_installed_edition_hold_all_files_and_need_the_other_edition_no_more(
    write: Write, tmp_path: Path
) -> None:
    folder = write("next", NEXT | {"20-notes.yaml": NOTES})
    pack = read(folder)
    with Draft.create(tmp_path / "ร่าง.bmaplan", pack) as draft:
        assert read_stored("a draft", dict(draft.pack.files)) == pack
    store.add(folder)
    for file in write("small", {}).iterdir():
        file.unlink()
    assert read(installed()["next"]).records == pack.records
    with Draft.open(tmp_path / "ร่าง.bmaplan") as draft:
        assert draft.pack.sections == pack.sections


def test_a_base_is_inherited_from_and_offered_for_nothing(write: Write) -> None:
    missing = FILES["edition.yaml"].replace("id: small\n", "id: small\nbase: true\n").replace("year: 2568\n", "")
    base, later = write("small", {"edition.yaml": missing}), write("next", NEXT)
    assert read(later).edition.id == "next"
    assert not findings(base)
    with pytest.raises(FormPackError, match="only there to be inherited from"):
        read(base)
    store.added_folder().mkdir(parents=True)
    for folder in (base, later):
        folder.rename(store.added_folder() / folder.name)
    assert "next" in installed()
    assert "small" not in installed()
    (store.added_folder() / "small" / "10-cover.yaml").write_text("titel: x", encoding="utf-8")
    assert "10-cover.yaml:1: unknown key “titel” — Did you mean “title”?" in findings(store.added_folder() / "small")


def test_what_was_gathered_once_is_gathered_again_without_reading_yaml_until_a_file_of_it_changes(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_cache, "user_cache", lambda: tmp_path / "cache")
    later = write("next", NEXT)
    first = read(later)
    with monkeypatch.context() as without_yaml:
        without_yaml.delattr(located_yaml, "read")
        assert read(later) == first
    write("small", {"edition.yaml": FILES["edition.yaml"].replace("เล็ก", "ใหญ่")})
    assert read(later).edition.title == "ใหญ่"
    write("small", {"20-notes.yaml": NOTES})
    assert [section.id for section in read(later).sections] == ["cover", "notes"]


# ---------------------------------------------------------------- years


def test_the_year_is_said_once_and_stands_in_labels_guides_titles_choices_and_messages(write: Write) -> None:
    pack = read(write("next", NEXT | {"20-notes.yaml": NOTES}))
    section, note = pack.section("notes"), pack.records["note"]
    assert (section.title, section.help) == ("หมายเหตุ ปี 2569", "ของปี 2568")
    assert (note.fields["text"].label, note.fields["text"].help) == ("ข้อความปี 2569", "เทียบปี 2568")
    assert note.fields["text"].default == "ปี 2569"
    assert note.fields["kind"].choices == {"this": "ปี 2569", "last": "ปี 2568"}
    assert section.screen[0].guide == "กรอกของปี 2569"
    assert section.checks[0].message == "{text} ไม่ใช่ของปี 2569"
    assert note.title == "{text}"
