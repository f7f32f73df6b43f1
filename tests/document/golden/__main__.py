"""Writes the golden pages anew: all kinds, or those named."""

import sys

from tests.document.golden.documents import DOCUMENTS
from tests.document.golden.reader import GOLDEN, printed_pages

for kind in sys.argv[1:] or DOCUMENTS:
    (GOLDEN / f"{kind}.json").write_text(printed_pages(DOCUMENTS[kind]()).as_text(), encoding="utf-8", newline="\n")
if not sys.argv[1:]:
    for left_over in {file.stem for file in GOLDEN.glob("*.json")} - set(DOCUMENTS):
        (GOLDEN / f"{left_over}.json").unlink()
