"""Collect the program's sentences into the Thai catalogue, and compile what is translated: `make translations`."""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "resources" / "translations" / "th" / "LC_MESSAGES" / "planner.po"
MO = PO.with_suffix(".mo")

# The words of planner_desktop.i18n, with the arguments that hold sentences where they are not the first alone.
KEYWORDS = {"_": None, "later": None, "ngettext": (1, 2), "later_many": (1, 2)}


def collect() -> Catalog:
    """Every sentence in the program's source, with the files that it stands in."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as config:
        methods, options = parse_mapping_cfg(config)
    found = Catalog(project="planner_desktop", charset="utf-8")
    messages = extract_from_dir(ROOT, methods, options, keywords=DEFAULT_KEYWORDS | KEYWORDS)
    for file, _line, message, _comments, context in sorted(messages, key=lambda m: (m[0], m[1])):
        found.add(message, locations=[(Path(file).as_posix(), 0)], context=context)
    return found


def read() -> Catalog:
    """The Thai catalogue as it is committed."""
    with PO.open("rb") as file:
        return read_po(file, locale="th")


def compiled(catalog: Catalog) -> bytes:
    """What the program reads: the finished translations of a catalogue."""
    out = BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def main() -> int:
    """Update and compile the catalogue; 1 if something is not translated yet."""
    catalog, found = read(), collect()
    found.creation_date = catalog.creation_date  # else every run would change the file
    catalog.last_translator, catalog.msgid_bugs_address = "planner_desktop", ""
    catalog.update(found, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    with PO.open("wb") as file:
        write_po(file, catalog, width=120, include_lineno=False, sort_by_file=True)
    MO.write_bytes(compiled(read()))
    missing = [message.id for message in catalog if message.id and not all(message.string or [""])]
    for sentence in missing:
        print(f"not translated: {sentence}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
