"""Where the program's own files are: form packs, fonts, samples and translations. All are only read."""

import sys
from pathlib import Path

# A frozen program (PyInstaller) unpacks its data beside the code; in a clone they stand beside the package.
PROGRAM = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent))

FORMS = PROGRAM / "forms"
RESOURCES = PROGRAM / "resources"
FONTS = RESOURCES / "fonts"
SAMPLES = RESOURCES / "samples"
TRANSLATIONS = RESOURCES / "translations"
