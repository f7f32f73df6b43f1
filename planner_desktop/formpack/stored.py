"""The form pack inside a draft, recalled where it was read before: then nothing is imported that reads YAML."""

from planner_desktop.errors import FormPackError
from planner_desktop.formpack import cache
from planner_desktop.formpack.form_pack import FormPack
from planner_desktop.i18n import _

MAX_FILES, MAX_BYTES = 200, 20_000_000
"""Of any form pack."""
STORED = "stored"


def read_stored(name: str, files: dict[str, bytes]) -> FormPack:
    """The form pack of a draft, which was checked as a whole when the draft was made. Raises FormPackError."""
    if len(files) > MAX_FILES or sum(map(len, files.values())) > MAX_BYTES:
        raise FormPackError(_("{folder}: too large for a form pack").format(folder=name))
    pack = cache.recall(files, STORED)
    if pack is None:
        from planner_desktop.formpack import reading, retired
        from planner_desktop.formpack.source import PackSource

        source = PackSource(name, files, is_older=retired.is_older(files))
        pack = reading.load(source)
        reading.raise_for(source.name, source.findings)
        assert pack is not None
        cache.keep(pack, STORED)
    return pack
