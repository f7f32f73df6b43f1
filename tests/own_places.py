"""The folders that a user's system names for data, cache, settings and logs, elsewhere for a test, on every system."""

from pathlib import Path

import pytest

_UNIX = ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")
_WINDOWS = ("WIN_PD_OVERRIDE_LOCAL_APPDATA", "WIN_PD_OVERRIDE_APPDATA")


def environment(folder: Path) -> dict[str, str]:
    """What a program's environment says so that all of it is in `folder`."""
    return dict.fromkeys((*_UNIX, *_WINDOWS), str(folder))


def own_places(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """Have all of it in `folder` while a test lasts."""
    for name, value in environment(folder).items():
        patch.setenv(name, value)
