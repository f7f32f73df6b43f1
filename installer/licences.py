"""The licences of everything that goes along: the libraries' own texts, CPython's, the fonts', the program's."""

import shutil
from fnmatch import fnmatchcase
from importlib.metadata import Distribution
from pathlib import Path

from installer.commit import BuildError
from installer.paths import COMMON_LICENCES, ROOT
from installer.stays import Part

_TEXTS = ("licen[cs]e*", "copying*", "notice*", "authors*")
_NOT_OURS = ("LicenseRef-Qt-Commercial.txt",)  # Qt's other offer, which is not taken


def of_library(library: Distribution, part: Part) -> dict[str, bytes]:
    """The texts of a library by their names. Raises BuildError where there is none."""
    texts: dict[str, bytes] = {}
    for file in library.files or ():
        inside = file.parts[1:]
        if not file.parts[0].endswith(".dist-info") or file.name in _NOT_OURS:
            continue
        if (inside[0] == "licenses" and len(inside) > 1) or any(fnmatchcase(file.name.lower(), t) for t in _TEXTS):
            name = "/".join(inside[1:] if inside[0] == "licenses" else inside)
            texts[name] = Path(str(library.locate_file(file))).read_bytes()
    for name in part.licences:
        texts[f"{name}.txt"] = (COMMON_LICENCES / name).read_bytes()
    if not texts:
        raise BuildError(f"{library.metadata['Name']} brings no licence; name its text in stays.toml")
    return texts


_ABOUT = """\
planner_desktop is under the MIT licence. It brings along the works that are listed here, unchanged but for files and
descriptions that it does not use, each under its own licence, whose text lies in the folder of its name.

Qt and PySide6 are used under the GNU LGPL 3, as shared libraries in lib/PySide6 and lib/shiboken6, which may be
replaced by others that fit. Their source: https://code.qt.io and https://download.qt.io. Microsoft's run-time library
(msvcp140*.dll, vcruntime140*.dll), where it lies beside the programs, came with Qt for Python and may be passed on.

"""


def write_list(libraries: list[Distribution], into: Path) -> None:
    """Write which libraries go along, in which version and under which licence."""
    lines = [f"{each.metadata['Name']} {each.version}: {_called(each)}" for each in libraries]
    (into / "README.txt").write_text(_ABOUT + "\n".join(lines) + "\n", "utf-8")


def _called(library: Distribution) -> str:
    said = library.metadata.get_all("License-Expression") or library.metadata.get_all("License") or []
    return next((line for text in said for line in text.splitlines() if line.strip()), "see its text")


def write_own(into: Path) -> None:
    """Write the licences of the program and of its font into a folder."""
    for name, source in (("planner_desktop", "LICENSE"), ("Sarabun", "resources/fonts/OFL.txt")):
        (into / name).mkdir(parents=True)
        shutil.copyfile(ROOT / source, into / name / Path(source).name)


def write(texts: dict[str, bytes], into: Path) -> None:
    """Write the texts of licences into a folder, each to a file of its name."""
    for name, text in sorted(texts.items()):
        place = into / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text)
