"""Catalogues published: made and signed by the city, looked at and taken in every agency."""

import csv
import datetime
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from planner_desktop import whole_file
from planner_desktop.errors import FormPackError, PublishingError
from planner_desktop.formpack import FormPack, published
from planner_desktop.formpack.differing import PackChange, differing
from planner_desktop.formpack.editions import edition_pack
from planner_desktop.formpack.folder import files_of
from planner_desktop.formpack.model import Publisher
from planner_desktop.formpack.published import Published
from planner_desktop.formpack.reading import checked
from planner_desktop.formpack.store import installed
from planner_desktop.i18n import _
from planner_desktop.publishing import envelope, trust
from planner_desktop.publishing.key_file import PrivateKey, id_of
from planner_desktop.publishing.published_file import CATALOGUE, KEYS, PublishedFile, read, written
from planner_desktop.whole_file import cannot_be_written


class Looked(NamedTuple):
    """A file of published catalogues that is believed: who published it, what it holds, and what is other in it."""

    publisher: Publisher
    holder: str
    published: Published
    title: str
    """Of the edition."""
    changes: Sequence[PackChange]
    lists: Sequence[envelope.Envelope]
    """The lists of keys that lead to the key which signed it."""


def catalogue_files(files: Mapping[str, bytes]) -> list[str]:
    """Which of an edition's files are catalogues."""
    return [name for name in files if name.endswith(".csv")]


def export(edition: str, folder: Path) -> list[Path]:
    """Write the catalogues of an installed edition into a folder, to be changed and published; where they are.

    Raises FormPackError.
    """
    files = edition_pack(edition).files
    made = [(folder / Path(name).name, files[name]) for name in catalogue_files(files)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in made:
            whole_file.write(path, content, new=True)
    except OSError as error:
        raise FormPackError(*cannot_be_written(folder, error)) from error
    return [path for path, _content in made]


def publish(edition: str, sources: Sequence[Path], key: PrivateKey, note: str, out: Path) -> Published:
    """Sign changed catalogues of an edition and write them as a file to give out; its number is the next.

    Raises PublishingError, FormPackError.
    """
    publisher = trust.of(edition)
    if key.public not in trust.signing(publisher, "catalogues"):
        raise PublishingError(
            _("The key {id} may not sign catalogues of “{name}”").format(id=id_of(key.public), name=edition),
            _("Take a valid key of the list: keys list {name}").format(name=edition),
        )
    files = edition_pack(edition).files
    places = {Path(name).name: name for name in catalogue_files(files)}
    texts = {places[path.name]: _csv(path) for path in sources if path.name in places}
    if strange := [path for path in sources if path.name not in places]:
        raise PublishingError(
            _("{path} is no catalogue of the edition").format(path=strange[0]),
            _("Write one of: {words}").format(words=", ".join(sorted(places))),
        )
    changed = {name: text for name, text in texts.items() if text.encode("utf-8") != files[name]}
    if not changed:
        raise PublishingError(_("Nothing is other than what the edition holds"), _("Change the catalogues first."))
    last, held = published.number(files), published.held(edition)
    before = held if held and held.number == last else None
    all_files = dict(sorted({**(before.files if before else {}), **changed}.items()))
    today = datetime.date.today().isoformat()
    number = max(last, published.last_number(edition)) + 1
    made = Published(edition, number, before.since if before else last, all_files, key.public, today, note)
    _fitting(made)
    said = {word: getattr(made, word) for word in ("edition", "number", "since", "files", "date", "note")}
    sealed = envelope.sealed(CATALOGUE, said, key.key, id_of(key.public))
    try:
        whole_file.write(out, written(PublishedFile(trust.held(edition), sealed)))
    except OSError as error:
        raise PublishingError(*cannot_be_written(out, error)) from error
    return made


def look(path: Path) -> Looked:
    """What a file of published catalogues holds, if it is to be believed. Raises PublishingError, FormPackError."""
    file = read(path)
    if file.catalogue is None:
        raise PublishingError(_("{path} holds keys and no catalogues").format(path=path), _("Take the keys alone."))
    found = _said(path, file.catalogue)
    lists = longer(found.edition, file.keys)
    publisher = trust.followed(trust.of(found.edition), lists)
    try:
        signer = envelope.signed_by(file.catalogue, [key.key for key in publisher.keys])
    except ValueError as error:
        raise _unreadable(path, error) from error
    key = trust.named(publisher, signer)
    if key is None or key.signs != "catalogues" or key.state != "valid":
        refused = _("{path} is not signed by a key that may sign catalogues of “{name}”")
        if key is not None and key.state == "revoked":
            refused = _("{path} is signed by a key of “{name}” that was revoked")
        elif key is not None and key.state == "retired":
            refused = _("{path} is signed by a key of “{name}” that signs nothing new")
        raise PublishingError(
            refused.format(path=path, name=found.edition),
            _("Do not use the file; ask {name} whether it is theirs.").format(name=publisher.name),
        )
    found = Published(**vars(found) | {"key": signer})
    came_with = published.number(files_of(installed()[found.edition]))
    held = published.held(found.edition)
    of_held = trust.named(publisher, held.key) if held else None
    number = held.number if held and of_held and of_held.state != "revoked" else came_with
    if found.number <= number:
        raise PublishingError(
            _("{path} is number {number}; number {held} is held already").format(
                path=path, number=found.number, held=number
            ),
            _("Nothing needs to be done."),
        )
    if found.since > came_with:
        raise PublishingError(
            _("{path} is for a newer version of the edition “{name}”").format(path=path, name=found.edition),
            _("Install the newest version of the edition or the program first."),
        )
    now = edition_pack(found.edition)
    return Looked(publisher, key.holder, found, now.edition.title, differing(now, _fitting(found)), lists)


def take(looked: Looked) -> None:
    """Hold what was looked at, as part of the installed edition. Raises PublishingError, FormPackError."""
    edition = looked.published.edition
    if looked.lists:
        trust.hold(edition, [*trust.held(edition), *looked.lists])
    published.keep(looked.published)


def longer(edition: str, lists: Sequence[envelope.Envelope]) -> Sequence[envelope.Envelope]:
    """Of lists of keys those that follow the ones held on this PC. Raises PublishingError."""
    version = trust.of(edition).version
    return [each for each in lists if _version(each) > version]


def _version(each: envelope.Envelope) -> int:
    try:
        return int(envelope.read(each, KEYS)["version"])
    except (ValueError, KeyError, TypeError) as error:
        raise PublishingError(_("A list of keys cannot be read: {problem}").format(problem=error)) from error


def _fitting(found: Published) -> FormPack:
    """The edition with what was published. Raises PublishingError where it does not fit."""
    files = files_of(installed()[found.edition])
    if strange := found.files.keys() - set(catalogue_files(files)):
        raise PublishingError(
            _("“{file}” is no catalogue of the edition “{name}”").format(file=sorted(strange)[0], name=found.edition),
            _("Install the newest version of the edition or the program first."),
        )
    for name, text in found.files.items():
        heads = [next(csv.reader(io.StringIO(each.lstrip("\ufeff"))), []) for each in (files[name].decode(), text)]
        if not set(heads[0]) <= set(heads[1]):
            raise PublishingError(
                _("{file}: the column {column} is missing").format(
                    file=name, column=", ".join(sorted(set(heads[0]) - set(heads[1])))
                ),
                _("Keep the head of the table as it was."),
            )
    return checked(f"{found.edition} ({found.number})", published.over(files, found))


def _said(path: Path, catalogue: envelope.Envelope) -> Published:
    try:
        said = envelope.read(catalogue, CATALOGUE)
        found = Published(
            edition=said["edition"],
            number=said["number"],
            since=said["since"],
            files=said["files"],
            key="",
            date=said["date"],
            note=said["note"],
        )
        texts = (found.edition, found.date, found.note, *found.files, *found.files.values())
        if not (type(found.number) is type(found.since) is int) or not all(isinstance(text, str) for text in texts):
            raise ValueError("a text or number is missing")
        datetime.date.fromisoformat(found.date)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _unreadable(path, error) from error
    return found


def _unreadable(path: Path, error: Exception) -> PublishingError:
    return PublishingError(
        _("{path} is no file of published catalogues: {problem}").format(path=path, problem=error),
        _("Get the file from the strategy office again."),
    )


def _csv(path: Path) -> str:
    try:
        return whole_file.read(path, 8_000_000).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise PublishingError(
            _("{path} cannot be read: {problem}").format(path=path, problem=whole_file.told(error)),
            _("Save it as CSV in UTF-8."),
        ) from error
