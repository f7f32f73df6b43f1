"""What the commit that is built says: its files, its moment and the version of the program."""

import os
import subprocess
from functools import cache

import planner_desktop
from installer.paths import ROOT

VERSION = planner_desktop.__version__


class BuildError(Exception):
    """Why an installer cannot be made, and what to do."""


@cache
def moment() -> int:
    """The moment that everything made bears, in seconds since 1970: SOURCE_DATE_EPOCH, else that of the commit."""
    said = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(said or _git("log", "-1", "--format=%ct"))


def tracked(*folders: str) -> list[str]:
    """The committed files in these folders of the checkout, in order: what else lies about there is not shipped."""
    return sorted(name for name in _git("ls-files", "-z", "--", *folders).split("\0") if name)


def four_numbers(version: str = VERSION) -> tuple[int, int, int, int]:
    """A version as Windows wants it: 1.2.3 as 1, 2, 3, 0."""
    numbers = [int(part) for part in version.split(".")]
    first, second, third, fourth = [*numbers, 0, 0, 0, 0][:4]
    return first, second, third, fourth


def _git(*words: str) -> str:
    done = subprocess.run(["git", "-c", "core.quotePath=false", *words], cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        raise BuildError(f"git {words[0]} failed; build in a clone: {done.stderr.decode().strip()}")
    return done.stdout.decode()
