"""What a workbook would change in a draft, in words and as data for other programs."""

from collections.abc import Iterator

from planner_desktop.i18n import _, ngettext
from planner_desktop.spreadsheet.changes import Preview

LONGEST = 160
"""So many letters of a text are told."""


def lines(found: Preview) -> Iterator[str]:
    """Every change and every refusal, a line each, with the cell it stands in."""
    for new in found.new:
        told = _("{place}: new record “{title}”").format(place=new.place, title=short(new.title))
        yield told
    for each in found.changed:
        yield _("{place}, {title}, {field}: {old} → {new}").format(
            place=each.place, title=short(each.title), field=each.label, old=short(each.old), new=short(each.new)
        )
    for gone in found.missing:
        yield _("{sheet}: the row of “{title}” is gone; the record stays in the draft").format(
            sheet=gone.sheet, title=short(gone.title)
        )
    yield from found.remarks


def refusals(found: Preview) -> Iterator[str]:
    """What is not taken, a line each."""
    for each in found.refused:
        told = f"{each.place}: {each.why}" + (f" (“{short(each.text)}”)" if each.text else "")
        yield " – ".join(filter(None, (told, each.fix)))


def summary(found: Preview) -> str:
    """How much there is of each."""
    parts = [
        ngettext("{n} new record", "{n} new records", len(found.new)).format(n=len(found.new)),
        ngettext("{n} changed cell", "{n} changed cells", len(found.changed)).format(n=len(found.changed)),
        ngettext("{n} row is gone", "{n} rows are gone", len(found.missing)).format(n=len(found.missing)),
        ngettext("{n} cell is not taken", "{n} cells are not taken", len(found.refused)).format(n=len(found.refused)),
    ]
    return ", ".join(parts)


def short(text: str) -> str:
    """A text on one line, cut where it is long; a dash for none."""
    line = " ".join(text.split())
    return (line[:LONGEST] + "…" if len(line) > LONGEST else line) or "–"


def as_data(found: Preview) -> dict[str, object]:
    """The same for other programs."""
    return {
        "new": [
            {"place": new.place, "record": new.kind, "id": new.id or None, "title": new.title, "texts": dict(new.texts)}
            for new in found.new
        ],
        "changed": [
            {
                "place": each.place,
                "record": each.kind,
                "id": each.id,
                "field": each.field,
                "old": each.old,
                "new": each.new,
            }
            for each in found.changed
        ],
        "missing": [
            {"sheet": gone.sheet, "record": gone.kind, "id": gone.id, "title": gone.title} for gone in found.missing
        ],
        "refused": [
            {"place": each.place, "text": each.text, "message": each.why, "fix": each.fix} for each in found.refused
        ],
        "remarks": list(found.remarks),
    }
