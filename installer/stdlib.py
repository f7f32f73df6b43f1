"""Takes out of the embeddable CPython's standard library, a zip of compiled modules, what no user's program needs.

What stays is stored in it as it is: what packs the whole folder then packs the modules too, and better (a setup file is
4 % smaller), and no module has to be unpacked each time the program starts.
"""

import io
import time
import zipfile
from fnmatch import fnmatchcase

from installer.commit import moment


def trimmed(library: bytes, but: list[str]) -> bytes:
    """The zip without the modules that match a pattern; the same bytes each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(library)) as whole, zipfile.ZipFile(out, "w") as kept:
        for name in sorted(whole.namelist()):
            if not any(fnmatchcase(name, pattern) for pattern in but):
                entry = zipfile.ZipInfo(name, time.gmtime(moment())[:6])
                kept.writestr(entry, whole.read(name))
    return out.getvalue()
