"""What a hand that means harm, or a slip at the office, may put into a file of catalogues, and what becomes of it."""

import base64
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from nacl.signing import SigningKey

from planner_desktop.app_paths import FORMS
from planner_desktop.cli.commands import planner_desktop
from planner_desktop.errors import FormPackError, PublishingError
from planner_desktop.formpack import published
from planner_desktop.publishing import catalogues, envelope, giving_out
from planner_desktop.publishing.key_file import PrivateKey
from planner_desktop.publishing.published_file import CATALOGUE, KEYS
from tests.conftest import EDITION
from tests.publishing.conftest import Desks, Publish

STRANGER = PrivateKey(SigningKey(bytes(31) + b"9"), "ใครก็ไม่รู้")
OKRS = "catalogues/okrs.csv"
Write = Callable[..., Path]


@pytest.fixture
def write(edition: str, signer: PrivateKey, tmp_path: Path) -> Write:
    """Write a file as anybody may: signed by a key, with other words than the office would write."""

    def write(key: PrivateKey = signer, kind: str = CATALOGUE, **said: Any) -> Path:
        files = okrs("ร้อยละ 90")
        whole = {"edition": EDITION, "number": 1, "since": 0, "files": files, "date": "2025-01-02", "note": "ก"}
        sealed = envelope.sealed(kind, whole | said, key.key, "")
        path = tmp_path / f"ไฟล์ {len(list(tmp_path.iterdir()))}.bmacatalogue"
        path.write_text(json.dumps({"keys": [], "catalogue": sealed}), encoding="utf-8")
        return path

    return write


def with_signatures(path: Path, *of: Path) -> Path:
    """The file with the signatures of others in place of its own."""
    read = [json.loads(each.read_bytes()) for each in (path, *of)]
    read[0]["catalogue"]["signatures"] = [sig for each in read[1:] for sig in each["catalogue"]["signatures"]]
    path.write_text(json.dumps(read[0]), encoding="utf-8")
    return path


def okrs(cell: str) -> Mapping[str, str]:
    """The city's key results with this cell in place of a target."""
    text = (FORMS / EDITION / OKRS).read_text("utf-8-sig")
    return {OKRS: text.replace("ร้อยละ 80", cell, 1)}


def test_only_the_key_of_the_edition_over_this_very_text_counts(write: Write, root: PrivateKey) -> None:
    good = write()
    assert catalogues.look(good).published.number == 1
    for bad in (
        write(STRANGER),  # as one that a draft's own copy of the edition names
        write(root),  # which signs lists of keys
        write(kind=KEYS),
        write(root, kind=KEYS, name="สยป.", version=2, keys=[]),
        with_signatures(write(note="อื่น"), good),
        with_signatures(write()),
    ):
        with pytest.raises(PublishingError):
            catalogues.look(bad)


def test_one_good_signature_is_enough_wherever_it_stands(write: Write) -> None:
    good, strange = write(), write(STRANGER)
    for order in ((good, strange), (strange, good)):
        assert catalogues.look(with_signatures(write(), *order)).holder == "กลุ่มงานนโยบาย"


def test_numbers_may_jump_and_neither_fall_nor_be_given_twice(write: Write) -> None:
    fifth = write(number=5)
    catalogues.take(catalogues.look(fifth))
    for number in (4, 1, 0, -1):
        with pytest.raises(PublishingError, match="number 5 is held already"):
            catalogues.look(write(number=number))
    with pytest.raises(PublishingError, match="number 5 is held already"):
        catalogues.look(fifth)
    with pytest.raises(PublishingError, match="but not the number 5"):
        catalogues.look(write(number=5, files=okrs("ร้อยละ 1")))
    assert catalogues.look(write(number=6, date="1999-01-01")).published.number == 6, "no clock is asked"


def test_what_is_of_another_edition_or_version_or_no_catalogue_is_refused(write: Write) -> None:
    for said, match in (
        ({"edition": "bma-2567"}, "names nobody"),
        ({"edition": "bma-2599"}, "There is no edition"),
        ({"edition": "../bma-2568"}, "There is no edition"),
        ({"since": 1}, "newer version of the edition"),
        ({"files": {"edition.yaml": "id: x"}}, "is no catalogue"),
        ({"files": {"../okrs.csv": "code"}}, "is no catalogue"),
        ({"files": {OKRS: "code\n1"}}, "the column"),
        ({"files": {OKRS: ""}}, "the column"),
        ({"files": [OKRS]}, "no file of published catalogues"),
        ({"number": "1"}, "no file of published catalogues"),
        ({"number": True}, "no file of published catalogues"),
        ({"number": float("nan")}, "not put together as one"),
        ({"date": "พรุ่งนี้"}, "no file of published catalogues"),
        ({"note": "ก\u202eข"}, "a letter that nobody sees"),
    ):
        with pytest.raises((PublishingError, FormPackError), match=match):
            catalogues.look(write(**said))
    assert catalogues.look(write(more="คำที่รุ่นหน้าอาจเขียน")).published.number == 1


@pytest.mark.parametrize("cell", ["ก\u202eข", "ก\x1b[31mข", "ก\x07", "ก\u2066ข"])
def test_letters_that_steer_or_are_not_seen_are_refused_with_their_row(write: Write, cell: str) -> None:
    with pytest.raises(PublishingError, match=r"catalogues/okrs\.csv, row \d+: a letter that nobody sees") as refused:
        catalogues.look(write(files=okrs(cell)))
    assert cell not in str(refused.value)


def test_a_code_in_two_rows_is_refused(write: Write) -> None:
    text = okrs("ร้อยละ 90")[OKRS].rstrip("\n")
    with pytest.raises(FormPackError, match="the catalogue has “3101” more than once"):
        catalogues.look(write(files={OKRS: text + "\n" + next(r for r in text.splitlines() if r.startswith("3101"))}))


def test_a_file_that_is_far_too_large_is_refused_before_it_is_read(edition: str, tmp_path: Path) -> None:
    path = tmp_path / "ใหญ่.bmacatalogue"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    result = CliRunner().invoke(planner_desktop, ["--language", "en", "catalogue", "show", str(path)])
    assert isinstance(result.exception, PublishingError)
    assert "it is too large" in str(result.exception)


def test_no_cell_is_a_formula_in_the_offices_spreadsheet_and_each_comes_back_as_it_was(
    write: Write, signer: PrivateKey, desks: Desks, tmp_path: Path
) -> None:
    formula = '=HYPERLINK("http://x")'
    cell = '"' + formula.replace('"', '""') + '"'
    catalogues.take(catalogues.look(write(files=okrs(cell))))
    files = giving_out.export(EDITION, tmp_path / "ออก")
    table = next(file for file in files if file.name == "okrs.csv")
    assert "'=HYPERLINK" in table.read_text("utf-8-sig")
    table.write_text(table.read_text("utf-8-sig").replace("ร้อยละ 90", "ร้อยละ 95"), encoding="utf-8")
    with pytest.raises(PublishingError, match="Nothing is other"):
        giving_out.publish(EDITION, [next(f for f in files if f.name == "policies.csv")], signer, "", tmp_path / "o")
    (tmp_path / "ออก" / "okrs.csv").write_text(
        table.read_text("utf-8-sig").replace("1 หน่วยงาน", "2 หน่วยงาน", 1), encoding="utf-8"
    )
    changes = giving_out.publish(EDITION, [table], signer, "", tmp_path / "ใหม่.bmacatalogue").changes
    assert {(each.before, each.after) for each in changes} == {("1 หน่วยงาน", "2 หน่วยงาน")}
    assert [each.number for each in published.shelf(EDITION).held] == [2]


def test_codes_that_a_spreadsheet_took_for_numbers_are_refused(
    edition: str, signer: PrivateKey, tmp_path: Path
) -> None:
    table = next(file for file in giving_out.export(EDITION, tmp_path / "ออก") if file.name == "policies.csv")
    table.write_text(table.read_text("utf-8-sig").replace("\n013,", "\n13,"), encoding="utf-8")
    with pytest.raises(PublishingError, match="“013” became “13”"):
        giving_out.publish(EDITION, [table], signer, "", tmp_path / "ใหม่.bmacatalogue")


def test_two_files_published_in_a_row_never_have_one_number(publish: Publish) -> None:
    paths = [publish({("3101", "target"): text}) for text in ("ร้อยละ 90", "ร้อยละ 91")]
    assert [catalogues.look(path).published.number for path in paths] == [1, 2]


def test_a_number_that_was_dropped_is_not_given_out_again(publish: Publish, desks: Desks) -> None:
    publish({("3101", "target"): "ร้อยละ 90"})
    with desks.at_the_office():
        assert published.drop(EDITION)
    assert catalogues.look(publish({("3101", "target"): "ร้อยละ 91"})).published.number == 2


def test_a_payload_that_was_changed_by_one_letter_is_not_believed(write: Write) -> None:
    path = write()
    said = json.loads(path.read_bytes())
    text = base64.b64decode(said["catalogue"]["payload"]).replace(b'"number": 1', b'"number": 7')
    said["catalogue"]["payload"] = base64.b64encode(text).decode()
    path.write_text(json.dumps(said), encoding="utf-8")
    with pytest.raises(PublishingError, match="not signed by a key"):
        catalogues.look(path)
