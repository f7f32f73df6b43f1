"""The strategy office's side of catalogues: written to be changed, signed, and signed again by another key."""

import csv
import datetime
import io
from collections.abc import Sequence
from pathlib import Path

from planner_desktop import csv_table, whole_file
from planner_desktop.errors import FormPackError, PublishingError
from planner_desktop.formpack import FormPack, published
from planner_desktop.formpack.differing import differing
from planner_desktop.formpack.editions import edition_pack
from planner_desktop.formpack.model import Publisher
from planner_desktop.formpack.published import Published
from planner_desktop.i18n import _
from planner_desktop.publishing import envelope, trust
from planner_desktop.publishing.catalogues import Looked
from planner_desktop.publishing.fitting import catalogue_files, fitting, rows
from planner_desktop.publishing.key_file import PrivateKey, id_of
from planner_desktop.publishing.published_file import CATALOGUE, PublishedFile, written
from planner_desktop.publishing.signed_file import opened
from planner_desktop.whole_file import cannot_be_written


def export(edition: str, folder: Path) -> list[Path]:
    """Write the catalogues of an installed edition into a folder, to be changed and published; where they are.

    What a spreadsheet would take for a formula is written as text. Raises FormPackError.
    """
    files = edition_pack(edition).files
    made = [(folder / Path(name).name, _for_spreadsheets(files[name])) for name in catalogue_files(files)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in made:
            whole_file.write(path, content, new=True)
    except OSError as error:
        raise FormPackError(*cannot_be_written(folder, error)) from error
    return [path for path, _content in made]


def publish(edition: str, sources: Sequence[Path], key: PrivateKey, note: str, out: Path) -> Looked:
    """Sign changed catalogues of an edition and write them as a file to give out; its number is the next.

    They are held on this PC, too, so that the next number goes on from them. Raises PublishingError, FormPackError.
    """
    publisher = _may_sign(edition, key)
    now = edition_pack(edition)
    places = {Path(name).name: name for name in catalogue_files(now.files)}
    if strange := [path for path in sources if path.name not in places]:
        raise PublishingError(
            _("{path} is no catalogue of the edition").format(path=strange[0]),
            _("Write one of: {words}").format(words=", ".join(sorted(places))),
        )
    texts = {places[path.name]: _csv(path) for path in sources}
    changed = {name: text for name, text in texts.items() if rows(text) != rows(now.files[name].decode("utf-8-sig"))}
    if not changed:
        raise PublishingError(_("Nothing is other than what the edition holds"), _("Change the catalogues first."))
    for name, text in changed.items():
        _refuse_lost_zeros(name, now.files[name].decode("utf-8-sig"), text)
    last, held = published.number(now.files), published.held(edition)
    goes_on = held if held and held.number == last else None
    files = dict(sorted({**(goes_on.files if goes_on else {}), **changed}.items()))
    since = goes_on.since if goes_on else last
    today = datetime.date.today().isoformat()
    return _given_out(Published(edition, _next_number(now), since, files, key.public, today, note), publisher, key, out)


def sign_again(path: Path, key: PrivateKey, out: Path) -> Looked:
    """Sign with another key, as the next number, what a file holds whose key signs no more.

    Raises PublishingError, FormPackError.
    """
    file = opened(path)
    old, publisher = file.said, _may_sign(file.said.edition, key)
    if not file.signer([each.key for each in publisher.keys if each.signs == "catalogues"]):
        raise file.not_signed(publisher)
    now = edition_pack(old.edition)
    signs = now.edition.published_key in trust.signing(publisher, "catalogues")
    if old.number < now.edition.published + signs:
        raise file.held_already(now.edition.published)
    today = datetime.date.today().isoformat()
    said = {"number": _next_number(now), "key": key.public, "date": today}
    return _given_out(Published(**vars(old) | said), publisher, key, out)


def _may_sign(edition: str, key: PrivateKey) -> Publisher:
    publisher = trust.of(edition)
    if key.public not in trust.signing(publisher, "catalogues"):
        raise PublishingError(
            _("The key {id} may not sign catalogues of “{name}”").format(id=id_of(key.public), name=edition),
            _("Take a valid key of the list: keys list {name}").format(name=edition),
        )
    return publisher


def _refuse_lost_zeros(name: str, before: str, now: str) -> None:
    """Raises PublishingError where a spreadsheet took a code for a number, and the zeros that it begins with away."""
    codes, left = ({row[0] for row in rows(text) if row} for text in (before, now))
    lost = [code for code in sorted(codes - left) if code.startswith("0") and code.lstrip("0") in left - codes]
    if lost:
        raise PublishingError(
            _("{file}: “{code}” became “{now}”").format(file=name, code=lost[0], now=lost[0].lstrip("0")),
            _("Open it in Excel by Data › From Text/CSV, with the first column as text, and change it again."),
        )


def _next_number(now: FormPack) -> int:
    """The number that is higher than all that this PC ever held, or gave out."""
    return max(now.edition.published, published.shelf(now.edition.id).highest) + 1


def _given_out(made: Published, publisher: Publisher, key: PrivateKey, out: Path) -> Looked:
    now, new = edition_pack(made.edition), fitting(made)
    said = {word: getattr(made, word) for word in ("edition", "number", "since", "files", "date", "note")}
    sealed = envelope.sealed(CATALOGUE, said, key.key, id_of(key.public))
    lists = trust.held(made.edition)
    try:
        whole_file.write(out, written(PublishedFile(lists, sealed)))
    except OSError as error:
        raise PublishingError(*cannot_be_written(out, error)) from error
    published.keep(made)
    return Looked(publisher, key.holder, made, now.edition.title, differing(now, new), lists)


def _for_spreadsheets(content: bytes) -> bytes:
    """A catalogue with no text that a spreadsheet takes for a formula, and the mark by which Excel reads Thai."""
    return csv_table.as_bytes(rows(content.decode("utf-8-sig")))


def _csv(path: Path) -> str:
    """A table that was changed in a spreadsheet, with the texts as they were before they were made harmless there."""
    try:
        text = whole_file.read(path, 8_000_000).decode("utf-8-sig").replace("\r\n", "\n")
        made = io.StringIO(newline="")
        csv.writer(made, lineterminator="\n").writerows(
            [csv_table.restored(cell) for cell in row] for row in rows(text)
        )
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise PublishingError(
            _("{path} cannot be read: {problem}").format(path=path, problem=whole_file.told(error)),
            _("Save it as CSV in UTF-8."),
        ) from error
    return made.getvalue()
