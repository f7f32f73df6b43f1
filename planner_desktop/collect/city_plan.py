"""The plan of the city, made of the plans of all agencies: what the edition prints of them (`across.document`)."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from planner_desktop.collect.collection import Collection
from planner_desktop.document.digits import in_arabic_digits
from planner_desktop.document.fill import Blocks
from planner_desktop.document.formats import filled
from planner_desktop.document.outline import Document, OutlineBlock, PrintedSection, plain
from planner_desktop.document.pdf import Made, make_pdf
from planner_desktop.draft.records.scope import Reach, Scope
from planner_desktop.errors import CollectionError
from planner_desktop.i18n import _


class _Filling(Blocks):
    """The blocks of one file on their way into the outline, by what they ask of the collection."""

    def __init__(self, collection: Collection, file: str) -> None:
        super().__init__(collection.pack.parts)
        self._collection, self._file = collection, file

    def document(self, values: Scope) -> Iterator[OutlineBlock]:
        """What the file prints."""
        return map(in_arabic_digits, self._all_of(self._collection.pack.across[self._file].document, values))

    def _query(self, sql: str, values: Scope) -> list[dict[str, Any]]:
        return self._collection.asked(sql, self._file, values)


def document(collection: Collection) -> Document:
    """The city's plan as an outline. Raises CollectionError where the edition prints none, QueryError, DocumentError.

    The word for a draft stands across its pages until every agency's plan was accepted.
    """
    pack = collection.pack
    printed = sorted((each.place, file) for file, each in pack.across.items() if each.document)
    if not printed:
        raise CollectionError(
            _("The edition {id} prints no plan of all agencies").format(id=pack.edition.id),
            _("Its `across` has no `document`."),
        )
    reach = Reach(pack, lambda sql: [tuple(row.values()) for row in collection.asked(sql, pack.edition.id)])
    scope = Scope(pack.values(), reach)
    sections = [PrintedSection(file, tuple(_Filling(collection, file).document(scope))) for _place, file in printed]
    across = pack.across.values()
    title = next((each.title for each in across if each.title), pack.edition.title)
    return Document(
        plain(filled(title, scope)),
        next((each.author for each in across if each.author), ""),
        sections,
        watermark="" if _is_final(collection) else pack.edition.document.watermark,
        page_number=pack.edition.document.page_number,
        number_place=pack.edition.document.page_number_at,
    )


def _is_final(collection: Collection) -> bool:
    """Whether every agency that makes a plan has one here that was accepted."""
    return not collection.rows(
        "SELECT 1 FROM agency a LEFT JOIN temp.bundle b ON b.key = a.key WHERE a.submits IS NOT NULL"
        " AND b.verdict IS NOT 'accepted' LIMIT 1"
    )


def write(
    collection: Collection,
    path: Path,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Made:
    """Write the city's plan as a PDF. Raises CollectionError, QueryError, DocumentError."""
    made = make_pdf(document(collection), progress=progress, cancelled=cancelled)
    made.write(path)
    return made
