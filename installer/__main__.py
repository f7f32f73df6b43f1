"""`python -m installer`: make what is asked for, or all of it."""

import sys

from installer.commit import BuildError
from installer.layout import lay_windows, size_of


def main() -> int:
    """Lay the program for Windows; 1 with the reason where that cannot be."""
    try:
        folder = lay_windows()
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{folder}: {size_of(folder) / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
