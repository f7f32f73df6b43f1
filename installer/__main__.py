"""`python -m installer [PART...]`: make the parts that are named, or all of them."""

import sys
from collections.abc import Callable
from pathlib import Path

from installer import archives, debian, given, nsis
from installer.commit import VERSION, BuildError
from installer.layout import lay_linux, lay_windows, size_of
from installer.paths import DIST, LINUX, WINDOWS
from installer.stays import MEGABYTE, what_stays


def _zip() -> Path:
    return archives.pack_zip(WINDOWS, DIST / f"planner-desktop-{VERSION}-windows-portable.zip")


def _tar() -> Path:
    return archives.pack_tar(LINUX, DIST / f"planner-desktop-{VERSION}-linux-portable.tar.xz")


PARTS: dict[str, Callable[[], Path]] = {
    "windows": lay_windows,
    "setup": lambda: nsis.pack_setup(WINDOWS, nsis.setup_file()),
    "zip": _zip,
    "linux": lay_linux,
    "deb": lambda: debian.pack_deb(LINUX),
    "tar": _tar,
}
"""What can be made, in the order in which it is: the two laid folders come before what is packed of them."""


def main(asked: list[str]) -> int:
    """Make parts and say how large they are; 1 with the reason where one cannot be made, or is too large."""
    if unknown := set(asked) - set(PARTS):
        print(f"{', '.join(sorted(unknown))}: name some of {', '.join(PARTS)}", file=sys.stderr)
        return 2
    DIST.mkdir(exist_ok=True)
    try:
        for name in [part for part in PARTS if part in asked or not asked]:
            made = PARTS[name]()
            size = size_of(made) if made.is_dir() else made.stat().st_size
            print(f"{made}: {size / MEGABYTE:.1f} MB", flush=True)
            if size > (most := what_stays().total.get(name, size / MEGABYTE)) * MEGABYTE:
                raise BuildError(f"{made.name} may have {most:g} MB")
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    print(given.write_sums(DIST))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
