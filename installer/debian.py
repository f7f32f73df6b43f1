"""Packs the program laid for Linux into a package for Debian, with its entry in the menu and its file type."""

import hashlib
import os
import shutil
import sys
from pathlib import Path

from installer.commit import VERSION, moment
from installer.layout import size_of
from installer.paths import BUILD, DIST, HERE, ROOT
from installer.tools import run_tool

NAME = "planner-desktop"
LIBRARIES = (
    "libdbus-1-3", "libegl1", "libfontconfig1", "libgl1", "libglib2.0-0", "libxcb-cursor0", "libxcb-icccm4",
    "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0", "libxcb-render-util0", "libxcb-shape0", "libxcb-xinerama0",
    "libxcb-xkb1", "libxkbcommon-x11-0", "libxkbcommon0",
)  # fmt: skip
"""What Qt's windows ask of the system, as `scripts/setup.sh` does."""
ICONS = ROOT / "resources" / "icons"


def pack_deb(folder: Path) -> Path:
    """Write the package of a laid program; where it is. Raises BuildError."""
    root = BUILD / "deb"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(folder, root / "opt" / NAME)
    _put(HERE / "planner-desktop.desktop", root / "usr/share/applications/planner-desktop.desktop")
    _put(HERE / "planner-desktop.xml", root / "usr/share/mime/packages/planner-desktop.xml")
    icons = root / "usr/share/icons/hicolor/scalable"
    _put(ICONS / "program.svg", icons / "apps/planner-desktop.svg")
    for kind in ("bmaplan", "bmagiven", "bmacollect"):
        _put(ICONS / "program.svg", icons / f"mimetypes/application-x-{kind}.svg")
    _put(ROOT / "LICENSE", root / "usr/share/doc" / NAME / "copyright")
    (root / "usr/bin").mkdir(parents=True)
    (root / "usr/bin" / NAME).symlink_to(f"/opt/{NAME}/{NAME}")
    files = sorted(file for file in root.rglob("*") if file.is_file() and not file.is_symlink())
    sums = "".join(
        f"{hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()}  {file.relative_to(root)}\n"
        for file in files
    )
    about = root / "DEBIAN"
    about.mkdir()
    (about / "md5sums").write_text(sums, "utf-8")
    (about / "control").write_text(control(size_of(folder) // 1024), "utf-8")
    for each in [root, *root.rglob("*")]:
        if not each.is_symlink():
            each.chmod(0o755 if each.is_dir() or each.stat().st_mode & 0o100 else 0o644)
            os.utime(each, (moment(), moment()))
    DIST.mkdir(exist_ok=True)
    out = DIST / f"{NAME}_{VERSION}_amd64.deb"
    # One thread: how many there are would show in the bytes.
    run_tool("dpkg-deb", "--root-owner-group", "-Zxz", "--threads-max=1", "--build", str(root), str(out))
    return out


def control(kilobytes: int) -> str:
    """What the package says of itself: it wants the Python that its compiled libraries are made for."""
    depends = ", ".join([f"python3.{sys.version_info.minor}", *LIBRARIES])
    return f"""\
Package: {NAME}
Version: {VERSION}
Architecture: amd64
Maintainer: planner_desktop <planner-desktop@localhost>
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: libthai0
Section: editors
Priority: optional
Description: annual action plans (แผนปฏิบัติราชการประจำปี)
 Drafts, checks, prints and submits the annual action plan of an agency of the
 Bangkok Metropolitan Administration, without a network.
"""


def _put(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
