"""How much of each room the tests run, with branches; 1 where that is less than it was.

Read from what `make test COVERAGE=--cov` measured, in `.coverage`.
"""

import sys
import tempfile
from pathlib import Path

from coverage import Coverage

ROOT = Path(__file__).resolve().parent.parent
FLOORS = {
    "(alone)": 93, "bundle": 91, "checks": 97, "cli": 96, "document": 98, "draft": 96, "entry": 97, "exchange": 98,
    "formpack": 96, "manual": 97, "plans": 97, "thai": 98, "ui": 94,
}  # fmt: skip
"""The least share of lines and branches that is run, in percent: what was measured, rounded down."""


def measured(data: Path) -> dict[str, float]:
    """Each room's share of lines and branches that were run, in percent. Raises CoverageException."""
    coverage = Coverage(data_file=str(data), config_file=str(ROOT / "pyproject.toml"))
    coverage.load()
    package = ROOT / "planner_desktop"
    rooms = sorted(folder.name for folder in package.iterdir() if (folder / "__init__.py").exists())
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as nowhere:
        places = {room: f"{package}/{room}/*" for room in rooms} | {"(alone)": f"{package}/*.py"}
        return {room: coverage.report(include=[place], file=nowhere) for room, place in places.items()}


def main() -> int:
    """Print every room's share; 1 if one is under its floor."""
    shares = measured(ROOT / ".coverage")
    for room, share in shares.items():
        floor = FLOORS.get(room, 0)
        print(f"{'ok' if share >= floor else 'no'}  {room:10} {share:5.1f} % (at least {floor} %)")
    return int(any(share < FLOORS.get(room, 0) for room, share in shares.items()))


if __name__ == "__main__":
    sys.exit(main())
