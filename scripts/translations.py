"""Collect the sentences into every language's catalogue, and compile what is translated: `make translations`.

The manual's pages of messages and commands are made of them, and written anew with them.
"""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from planner_desktop.app_paths import TRANSLATIONS
from planner_desktop.i18n import DOMAIN, LANGUAGES, QT_DOMAIN

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
TRANSLATED = [language for language in LANGUAGES if language != "en"]  # the sentences stand in the source in English

# The words of planner_desktop.i18n, with the arguments that hold sentences where they are not the first alone.
KEYWORDS = {"_": None, "later": None, "ngettext": (1, 2), "later_many": (1, 2)}


def collect() -> Catalog:
    """Every sentence in the program's source, with the files that it stands in."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as config:
        methods, options = parse_mapping_cfg(config)
    found = Catalog(project="planner_desktop", charset="utf-8", fuzzy=False)
    messages = extract_from_dir(ROOT, methods, options, keywords=DEFAULT_KEYWORDS | KEYWORDS)
    for file, _line, message, _comments, context in sorted(messages, key=lambda m: (m[0], m[1])):
        found.add(message, locations=[(Path(file).as_posix(), 0)], context=context)
    return found


def catalogue_file(language: str, domain: str = DOMAIN) -> Path:
    """Where a language's sentences, or Qt's, are kept; the compiled ones lie beside it as `.mo`."""
    return TRANSLATIONS / language / "LC_MESSAGES" / f"{domain}.po"


def read(language: str, domain: str = DOMAIN) -> Catalog:
    """A language's catalogue as it is committed; an empty one for a new language."""
    file = catalogue_file(language, domain)
    if not file.exists():
        return Catalog(locale=language, project="planner_desktop", charset="utf-8", fuzzy=False)
    with file.open("rb") as opened:
        return read_po(opened, locale=language)


def update(language: str) -> list[str]:
    """Bring a language's catalogue up to date and compile it; the sentences that are not translated yet."""
    catalog, found, file = read(language), collect(), catalogue_file(language)
    found.creation_date = catalog.creation_date  # else every run would change the file
    catalog.last_translator, catalog.msgid_bugs_address = "planner_desktop", ""
    catalog.update(found, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as opened:
        write_po(opened, catalog, width=120, include_lineno=False, sort_by_file=True)
    for domain in (DOMAIN, QT_DOMAIN):
        catalogue_file(language, domain).with_suffix(".mo").write_bytes(compiled(read(language, domain)))
    return [str(message.id) for message in catalog if message.id and not all(message.string or [""])]


def compiled(catalog: Catalog) -> bytes:
    """What the program reads: the finished translations of a catalogue."""
    out = BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def main() -> int:
    """Update every catalogue; 1 if something is not translated yet."""
    missing = [f"{language}: not translated: {text}" for language in TRANSLATED for text in update(language)]
    for line in missing:
        print(line, file=sys.stderr)
    from scripts import manual  # now: it speaks what was compiled

    manual.write([manual.MESSAGES, manual.COMMANDS])
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
