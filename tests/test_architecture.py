"""Which room may know which: data flows form pack → draft → views, and only the window knows Qt."""

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from planner_desktop.formpack.fields import TYPES

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "planner_desktop"
EVERYWHERE = {
    "bare_pictures",
    "csv_table",
    "closing",
    "errors",
    "file_names",
    "frozen",
    "i18n",
    "json_cache",
    "memory",
    "leftovers",
    "pictures",
    "app_paths",
    "regex",
    "stopping",
    "whole_file",
    "windows_files",
    "windows_job",
    "zip_bounds",
}
BELOW_UI = {
    "thai",
    "formpack",
    "draft",
    "checks",
    "document",
    "bundle",
    "exchange",
    "entry",
    "importing",
    "plans",
    "manual",
    "audit",
    "policy",
    "signing",
    "spreadsheet",
    "collect",
    "publishing",
    "national",
}
MAY_IMPORT = {
    "thai": set(),
    "formpack": {"thai"},
    "draft": {"thai", "formpack"},
    "checks": {"thai", "formpack", "draft", "document"},
    "document": {"thai", "formpack", "draft"},
    "bundle": {"thai", "formpack", "draft", "checks", "document", "signing"},
    "exchange": {"thai", "formpack", "draft"},
    "manual": {"thai", "formpack", "document"},
    "entry": {"thai", "formpack", "draft", "exchange"},
    "importing": {"thai", "formpack", "draft", "document", "exchange"},
    "plans": {
        *(
            "thai",
            "formpack",
            "draft",
            "checks",
            "document",
            "bundle",
            "exchange",
            "importing",
            "policy",
            "spreadsheet",
            "publishing",
        ),
    },
    "spreadsheet": {"thai", "formpack", "draft", "exchange", "entry"},
    "ui": BELOW_UI,
    "cli": BELOW_UI | {"ui"},
    "audit": {"thai", "formpack", "draft", "checks", "exchange", "document"},
    "policy": set(),
    "signing": {"thai", "document"},
    "publishing": {"formpack", "thai"},
    "national": {"formpack", "collect"},
    "collect": {"thai", "formpack", "draft", "checks", "bundle", "document", "spreadsheet"},
    "__main__": {"cli"},
}
LIBRARY_OF = {
    "PySide6": {"ui"},
    "pypdfium2": {"ui", "bundle"},
    "sqlite_utils": {"draft"},
    "reportlab": {"document"},
    "click": {"cli"},
    "bagit": {"bundle"},
    "pyhanko": {"signing"},
    "nacl": {"publishing"},
    "duckdb": {"national"},
    "sqlalchemy": {"national"},
    "psycopg": {"collect"},
    "python_calamine": {"exchange"},
    "xlsxwriter": {"spreadsheet"},
}


FLOORS = (
    {"kit"},
    {"session"},
    {"fields"},
    {"screens"},
    {"finding", "preview", "history", "auditing", "signing", "taking", "sharing"},
    {"merging"},
    {"parts", "returned"},
    {"window", "start"},
    {"collecting"},
    {"app", "program", "one_program", "fault_box"},
)
"""The rooms of `ui` from the ground up. One knows those on the floors below it, and none beside it or above."""
KIT_MAY_KNOW = {"thai", "formpack", "manual", "entry.picking"} | EVERYWHERE
"""There is no draft on the ground floor; `picking` knows none either."""


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def imported(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{module}: relative import"
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def room(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


UI = {
    ".".join((PACKAGE.name, *file.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__"): file
    for file in modules()
    if room(file) == "ui"
}
"""The modules of the window by their names."""


def imported_of_ui(name: str) -> set[str]:
    """Which of its modules a module of the window imports: at its beginning, late, or only for types."""
    found = set()
    for node in ast.walk(ast.parse(UI[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            wholes = {f"{node.module}.{each.name}" for each in node.names}
            found |= {whole if whole in UI else node.module for whole in wholes}
    return found & UI.keys() - {name}


def room_of_ui(name: str) -> str:
    return name.split(".")[2]


def floor(name: str) -> int:
    """On which floor a module of the window stands."""
    return next(n for n, rooms in enumerate(FLOORS) if room_of_ui(name) in rooms)


@pytest.mark.parametrize("module", modules(), ids=lambda m: str(m.relative_to(PACKAGE)))
def test_a_room_imports_only_what_it_may(module: Path) -> None:
    here = room(module)
    if here == "__init__":
        return
    for name in imported(module):
        parts = name.split(".")
        if parts[0] == "planner_desktop" and len(parts) > 1 and here not in EVERYWHERE:
            allowed = MAY_IMPORT[here] | EVERYWHERE | {here, "__version__"}
            assert parts[1] in allowed, f"{here} may not import {parts[1]}"
        assert here in LIBRARY_OF.get(parts[0], {here}), f"{here} may not import {parts[0]}"


@pytest.mark.parametrize("name", [name for name in UI if name != "planner_desktop.ui"])
def test_a_room_of_the_window_knows_only_the_floors_below_it(name: str) -> None:
    for other in imported_of_ui(name):
        below = floor(other) < floor(name) or floor(name) == len(FLOORS) - 1
        assert below or room_of_ui(other) == room_of_ui(name), f"{name} may not import {other}"


DRAFT = {
    ".".join((PACKAGE.name, *file.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__"): file
    for file in modules()
    if room(file) == "draft"
}
"""The modules of the draft by their names."""
DRAFT_FLOORS = ("file", "records", "plan", "history", "merging", "parts")
"""The rooms of `draft` from the ground up. `Draft` itself, which is made of `file`, `records` and `history`, is a type
that all may name."""


def imported_of_draft(name: str, *, late: bool) -> set[str]:
    """Which of its modules a module of the draft imports: at its beginning, or also late and for types."""
    tree = ast.parse(DRAFT[name].read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree) if late else tree.body:
        if isinstance(node, ast.ImportFrom) and node.module:
            wholes = {f"{node.module}.{each.name}" for each in node.names}
            found |= {whole if whole in DRAFT else node.module for whole in wholes}
    return found & DRAFT.keys() - {name}


@pytest.mark.parametrize("name", [name for name in DRAFT if name.count(".") == 3])
def test_a_room_of_the_draft_knows_only_the_floors_below_it(name: str) -> None:
    for other in imported_of_draft(name, late=True):
        if other.count(".") == 3:
            here, there = (DRAFT_FLOORS.index(module.split(".")[2]) for module in (name, other))
            assert there <= here, f"{name} may not import {other}"


def test_nothing_of_the_draft_imports_in_a_circle() -> None:
    TopologicalSorter({name: imported_of_draft(name, late=False) for name in DRAFT}).prepare()


def test_nothing_of_the_window_imports_in_a_circle_not_even_late_or_for_types() -> None:
    TopologicalSorter({name: imported_of_ui(name) for name in UI}).prepare()  # CycleError tells the circle


@pytest.mark.parametrize("name", [name for name in UI if room_of_ui(f"{name}..") == "kit"])
def test_the_ground_floor_of_the_window_knows_no_draft(name: str) -> None:
    for one in imported(UI[name]):
        parts = one.split(".")
        if parts[0] == "planner_desktop" and len(parts) > 1 and parts[1] not in ("ui", "__version__"):
            assert {parts[1], ".".join(parts[1:3])} & KIT_MAY_KNOW or one == "planner_desktop.entry", one


def test_no_code_knows_an_edition_by_name() -> None:
    editions = [file.parent.name for file in (ROOT / "forms").glob("*/edition.yaml")]
    assert editions
    for module in modules():
        source = module.read_text(encoding="utf-8")
        assert not [name for name in editions if name in source], module


WHAT_IT_IS_IF_NOT_SAID = {"formpack/record_spec.py"}


@pytest.mark.parametrize("module", modules(), ids=lambda m: str(m.relative_to(PACKAGE)))
def test_no_code_asks_which_type_a_field_is(module: Path) -> None:
    """What it needs to know of it is a question that every type answers, so that a new one is forgotten nowhere."""
    if module.relative_to(PACKAGE).as_posix() in WHAT_IT_IS_IF_NOT_SAID:
        return
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        asked: list[ast.expr | ast.pattern] = []
        if isinstance(node, ast.Compare):
            asked = [node.left, *node.comparators]
        elif isinstance(node, ast.Match):
            asked = [node.subject, *(case.pattern for case in node.cases)]
        elif isinstance(node, ast.Subscript):
            asked = [node.slice, node.value]
        of_a_type = any(isinstance(side, ast.Attribute) and side.attr == "type" for side in asked)
        words = {each.value for side in asked for each in ast.walk(side) if isinstance(each, ast.Constant)}
        assert not (of_a_type and words & TYPES.keys()), f"{module}: {ast.unparse(node)}: ask its `field_type`"


READERS = {"QImageReader", "QMovie", "fromData", "loadFromData", "QSvgRenderer", "QSvgWidget"}
STARTS_ITSELF = {"bundle/separate_process.py", "exchange/workbook/xls.py", "collect/reading_ahead.py"}
"""They start this very program, or divide it, and end that again."""
PROGRAMS = {"subprocess", "webbrowser", "multiprocessing", "system", "startfile", "find_library", "Popen"}


def test_pictures_are_opened_in_one_place_and_no_program_is_started() -> None:
    for module in modules():
        tree = ast.parse(module.read_text(encoding="utf-8"))
        used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        used |= {name.rpartition(".")[2] for name in imported(module)}
        starts = used & PROGRAMS and module.relative_to(PACKAGE).as_posix() not in STARTS_ITSELF
        assert not starts, f"{module} starts a program"
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and room(module) != "pictures":
                name = ast.unparse(node.func)
                opens = name.rpartition(".")[2] in READERS or name == "Image.open"
                opens = opens or (name in ("QImage", "QPixmap") and len(node.args) == 1)
                assert not opens, f"{module}: a picture is opened by planner_desktop.pictures"


TIPS = ("setToolTip", "showText")


def test_no_tooltip_takes_a_texts_tags_for_html() -> None:
    for module in (PACKAGE / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in TIPS:
                said = ast.unparse(node)
                ours = (
                    "tip(" in said or "_(" in said or not any(isinstance(n, ast.Call) for n in ast.walk(node.args[-1]))
                )
                assert ours, f"{module}:{node.lineno}: a text from a draft goes through look.tip"


VIEWS = {f"Q{what}{how}" for what in ("List", "Table", "Tree") for how in ("View", "Widget")}
VIEWS |= {"QAbstractItemView", "QColumnView", "QUndoView", "QComboBox", "QFontComboBox"}


def test_every_list_table_and_box_of_choices_is_one_in_which_typed_text_does_nothing_unasked() -> None:
    """Made of `ui/kit/item_views.py` or `ui/kit/drop_down.py`: in Qt's own ones a letter moves the selection."""
    for module in (PACKAGE / "ui").rglob("*.py"):
        if module.name in ("item_views.py", "drop_down.py"):
            continue
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            bases = node.bases if isinstance(node, ast.ClassDef) else [node.func] if isinstance(node, ast.Call) else []
            names = {base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", "") for base in bases}
            assert not names & VIEWS, f"{module}:{getattr(node, 'lineno', 0)}: {names & VIEWS}"


def test_room_is_measured_in_what_is_as_wide_on_every_system() -> None:
    """The average letter of a font is a fourth narrower on Windows than on Linux; a figure of it is not."""
    for module in (PACKAGE / "ui").rglob("*.py"):
        assert "averageCharWidth" not in module.read_text(encoding="utf-8"), module


LISTENED_TO = {"tables_changed", "changed"}


@pytest.mark.parametrize("room", ["fields", "screens", "history"])
def test_what_is_on_the_screen_follows_the_draft_in_one_way(room: str) -> None:
    """By `ui/session/follow.py`, which lets what is hidden read nothing at an edit."""
    for module in (PACKAGE / "ui" / room).rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr == "connect" and isinstance(node.value, ast.Attribute):
                of = ast.unparse(node.value.value).rpartition(".")[2]
                assert not (of == "session" and node.value.attr in LISTENED_TO), f"{module}:{node.lineno}"


WRITES = re.compile(
    r"\.write_(text|bytes)\(|\bos\.(replace|rename|link|open)\(|\.rename\(|\bshutil\.(copy|move)|open\([^)\n]*[\"'][wax]b?[\"']"
)
WRITES_ITSELF = {
    "whole_file.py": "what the others write with",
    "cli/main.py": "the log",
    "draft/file/lock.py": "a lock is made, not put in a place",
    "draft/file/share.py": "the copy on its way to the share, and into a part",
    "draft/file/opening.py": "a copy in a temporary folder",
    "draft/file/damaged_rows.py": "a copy in a temporary folder",
    "bundle/write.py": "the bag in a temporary folder",
    "bundle/verify.py": "what is unpacked in a temporary folder",
    "formpack/store.py": "what is unpacked in a temporary folder, and into a part",
    "bundle/separate_process.py": "an answer through a pipe",
    "collect/reading_ahead.py": "an answer through a pipe",
    "draft/file/journals.py": "a copy in a temporary folder",
    "ui/fields/rich_pictures.py": "a picture in a temporary folder, to be attached",
    "thai/dictionary.py": "a list of words in a temporary folder",
    "national/warehouse.py": "rows in a temporary folder, on their way into Parquet",
    "collect/server/tables.py": "a bundle, piece by piece into a part",
}


TAKES_AWAY = re.compile(
    r"\.unlink\(|\bos\.(unlink|remove)\(|\brmtree\(|\bTemporaryDirectory|\bmkstemp|\bNamedTemporary"
)


def test_files_are_taken_away_in_one_place() -> None:
    """What another program holds for a moment is tried for again there."""
    for module in modules():
        if module.name not in ("whole_file.py", "leftovers.py"):
            found = TAKES_AWAY.search(module.read_text(encoding="utf-8"))
            assert found is None, f"{module}: {found and found.group()}: use whole_file or leftovers"


@pytest.mark.parametrize("module", modules(), ids=lambda m: str(m.relative_to(PACKAGE)))
def test_files_are_written_whole(module: Path) -> None:
    """What is written otherwise may be half there after a power cut, or lead through a link."""
    if module.relative_to(PACKAGE).as_posix() not in WRITES_ITSELF:
        found = WRITES.search(module.read_text(encoding="utf-8"))
        assert found is None, f"{found and found.group()}: use whole_file"
