"""Making a collection, and opening it: what its tables do not tell yet they are told first."""

import os
import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from planner_desktop import whole_file
from planner_desktop.closing import closed_on_error
from planner_desktop.collect.building import about_of, build, connected, stamps
from planner_desktop.collect.collection import Collection
from planner_desktop.collect.decisions import Decisions, DecisionsFile
from planner_desktop.collect.places import DECISIONS, SUFFIX, folder_of
from planner_desktop.collect.server.address import Address, address_of
from planner_desktop.collect.server.decisions import ServerDecisions
from planner_desktop.draft.file import drive, journals, lock
from planner_desktop.draft.file.drive import DriveKind
from planner_desktop.errors import CollectionError, CollectionHeldError, DraftError
from planner_desktop.formpack import read
from planner_desktop.formpack.editions import edition_folder
from planner_desktop.i18n import _, ngettext
from planner_desktop.stopping import Progress


def make(path: Path, edition: str) -> Collection:
    """A new collection of the plans of an installed edition. Raises CollectionError, FormPackError."""
    path = path.absolute()
    refuse_name(path)
    pack = read(edition_folder(edition))
    try:
        with whole_file.making(path, new=True) as part:
            build(part, pack)
            folder_of(path).mkdir()
    except OSError as error:
        raise CollectionError(*whole_file.cannot_be_written(path, error)) from error
    return open_collection(path)


def refuse_name(path: Path) -> None:
    """Raises CollectionError where no new collection can be called so."""
    if path.suffix != SUFFIX:
        raise CollectionError(
            _("{path}: a collection's name ends in {suffix}").format(path=path, suffix=SUFFIX),
            _("Write: {name}").format(name=path.with_suffix(SUFFIX).name),
        )
    if path.exists() or folder_of(path).exists():
        raise CollectionError(
            _("{path} exists already").format(path=path if path.exists() else folder_of(path)),
            _("Open it, or give another name."),
        )


def open_collection(path: Path, progress: Progress = lambda share: None, *, anew: bool = False) -> Collection:
    """Open a collection; its tables are brought up to date first. Raises CollectionError, FormPackError.

    Tables that are missing, damaged or of another edition or program are made anew from what lies beside them, as they
    are where `anew` is wanted.
    """
    path = path.absolute()
    if not folder_of(path).is_dir():
        raise CollectionError(
            _("There is no collection {path}").format(path=path),
            _("Its file and the folder {name} belong together.").format(name=folder_of(path).name),
        )
    held = lock.take(path, trusted=drive.kind(path) is not DriveKind.NETWORK)
    if not isinstance(held, lock.Lock):
        raise CollectionHeldError(
            _("{path} is open: {user} on {pc}").format(path=path, user=held.user or "–", pc=held.pc or "–"),
            _("Wait until it is closed there."),
        )
    try:
        decisions, address = DecisionsFile(folder_of(path) / DECISIONS), address_of(path)
        about = _about_now(path)
        if about is not None and address is None:
            _refuse_if_cut(path, about, decisions)
        pack = read(edition_folder(about["edition"] if about else _edition_of(path, decisions, address)))
        if anew or about is None or about != about | stamps(pack):
            with whole_file.making(path) as part:
                build(part, pack)
                _clear(path)
        connection = connected(path, pack)
    except BaseException as error:
        held.release()
        if isinstance(error, OSError):
            raise CollectionError(*whole_file.cannot_be_written(path, error)) from error
        raise
    all_of_them = decisions if address is None else ServerDecisions(decisions, address)
    with closed_on_error(Collection(path, pack, connection, all_of_them, held)) as collection:
        collection.server = address.told if address is not None else ""
        with suppress(CollectionError):  # `apart` tells it; what is here can be read
            collection.fetch(progress)
        try:
            collection.catch_up(progress)
        except CollectionError as error:
            if address is None:
                raise
            collection.apart = error  # what another added must not shut everyone out
    return collection


def _about_now(path: Path) -> dict[str, str] | None:
    """What the tables say of themselves, once SQLite took back what a program that was killed had begun to write."""
    if journals.foreign(path):
        return None
    with suppress(sqlite3.Error):  # they are damaged, and made anew
        journals.take_back(path)
    return about_of(path)


def _clear(path: Path) -> None:
    """Take old tables away, and then what lies beside them: SQLite would write it into those that take their place."""
    beside = [each for each in (journals.beside(path), journals.log(path)) if os.path.lexists(each)]
    for each in (path, *beside) if beside else ():
        whole_file.remove(each)


def _refuse_if_cut(path: Path, about: Mapping[str, str], decisions: DecisionsFile) -> None:
    """What the tables tell was written down before; a line that is gone since was taken out. Raises CollectionError."""
    told = str(about["decisions"])
    missing = (int(told) if told.isdecimal() else 0) - len(decisions.all)
    if missing > 0:
        said = ngettext("{path}: {n} line is missing at the end", "{path}: {n} lines are missing at the end", missing)
        fix = _("Put it back from a backup. To go on without them, take {name} away: its tables are made anew.")
        raise CollectionError(said.format(path=decisions.path, n=missing), fix.format(name=path.name))


def open_to_read(path: Path, progress: Progress = lambda share: None) -> Collection:
    """Open a collection; where another has it, or its folder cannot be written to, as it is now and only for reading.

    Raises CollectionError, FormPackError.
    """
    try:
        return open_collection(path, progress)
    except (CollectionHeldError, DraftError) as error:  # DraftError: no lock can be made
        path, about = path.absolute(), about_of(path.absolute())
        if about is None:
            raise
        pack = read(edition_folder(about["edition"]))
        if about != about | stamps(pack):
            raise CollectionError(
                _("{path} was made by another version of the program or of the edition").format(path=path),
                _("Who may write to it opens it first."),
            ) from error
        decisions = DecisionsFile(folder_of(path) / DECISIONS)
        return Collection(path, pack, connected(path, pack, read_only=True), decisions, None, error.message)


def _edition_of(path: Path, decisions: Decisions, address: Address | None) -> str:
    """The edition of a collection whose tables are lost, as its server's address or its first receipt tells it."""
    if address is not None:
        return address.edition
    for decision in decisions.all:
        if edition := decision.says.get("collects"):
            return str(edition)
    raise CollectionError(
        _("{path} cannot be read, and nothing was received yet").format(path=path),
        _("Take the folder {name} away and make the collection anew.").format(name=folder_of(path).name),
    )
