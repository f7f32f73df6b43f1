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


def write_own(into: Path) -> None:
    """Write the licences of the program and of its font into a folder."""
    for name, source in (("planner_desktop", "LICENSE"), ("Sarabun", "resources/fonts/OFL.txt")):
        (into / name).mkdir(parents=True)
        shutil.copyfile(ROOT / source, into / name / Path(source).name)


def write(texts: dict[str, bytes], into: Path) -> None:
    """Write texts into a folder."""
    for name, text in sorted(texts.items()):
        place = into / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text)
