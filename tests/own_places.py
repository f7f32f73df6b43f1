"""The folders that a user's system names for data, cache, settings and logs, elsewhere for a test, on every system."""

import os
from pathlib import Path

import pytest

_CACHE = "XDG_CACHE_HOME"
_UNIX = ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")
_WINDOWS = ("WIN_PD_OVERRIDE_LOCAL_APPDATA", "WIN_PD_OVERRIDE_APPDATA")


def environment(folder: Path, *, cache: bool = True) -> dict[str, str]:
    """What a program's environment says so that all of it is in `folder`.

    Without `cache` that stays where it is, and what was read once need not be read again; Windows has it with the data.
    """
    return dict.fromkeys((*_UNIX, *_WINDOWS, *((_CACHE,) if cache else ())), str(folder))


def own_places(patch: pytest.MonkeyPatch, folder: Path, *, cache: bool = True) -> None:
    """Have all of it in `folder` while a test lasts."""
    for name, value in environment(folder, cache=cache).items():
        patch.setenv(name, value)


def unmeasured() -> dict[str, str]:
    """This environment for a program that tells what it imports: coverage, where it is measured, imports much itself."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
