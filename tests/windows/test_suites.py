"""What is run in wine where all tests shall be: no file is forgotten, whichever folder it stands in."""

from installer.paths import ROOT
from tests.windows import suites


def test_every_file_of_tests_is_of_a_suite() -> None:
    there = {file for file in (ROOT / "tests").rglob("test_*.py") if not suites.NOT_THERE & set(file.parts)}
    assert {file for suite in suites.suites([]) for file in suites.files(suite)} == there


def test_a_suite_is_named_by_its_folder_or_its_file() -> None:
    (thai,) = suites.suites(["thai"])
    assert suites.files(thai)
    assert {file.parent.name for file in suites.files(thai)} == {"thai"}
    (one,) = suites.suites(["thai/test_digits.py"])
    assert suites.files(one) == [ROOT / "tests" / "thai" / "test_digits.py"]
