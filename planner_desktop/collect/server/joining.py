"""Putting a collection on a server, for several to decide at once; and joining in, on another PC."""

import hashlib
from pathlib import Path

from planner_desktop import stopping, whole_file
from planner_desktop.collect.building import build
from planner_desktop.collect.collection import Collection
from planner_desktop.collect.decisions import DecisionsFile
from planner_desktop.collect.opening import open_collection, refuse_name
from planner_desktop.collect.places import folder_of
from planner_desktop.collect.server.address import Address, address_of, keep
from planner_desktop.collect.server.connection import connected, told
from planner_desktop.collect.server.tables import Tables, schemas
from planner_desktop.errors import CollectionError
from planner_desktop.formpack import read
from planner_desktop.formpack.editions import edition_folder
from planner_desktop.i18n import _


def share(path: Path, address: Address, progress: stopping.Progress = lambda _share: None) -> Address:
    """Put a collection on a server, in one transaction; from then on it is decided there. Where, it tells.

    Where it was put there before, and the program died before this was written down here, it is taken up again.
    Raises CollectionError; then the collection is as it was.
    """
    path = path.absolute()
    if (before := address_of(path)) is not None:
        raise CollectionError(
            _("{path} is kept on a server already: {server}").format(path=path.name, server=before.told),
            _("Others join it there: planner-desktop collect join"),
        )
    with open_collection(path) as collection:
        edition = collection.pack.edition.id
        address = Address(address.options, address.schema or f"plans_{collection.year}", edition)
        with connected(address) as connection:
            there = Tables(connection, address)
            if there.are_there():
                _refuse_another(there, collection, address)
            else:
                there.make(address.schema, edition)
                _put(there, collection, progress)
                with told(address):
                    connection.commit()
        try:
            keep(folder_of(path), address)
        except OSError as error:
            raise CollectionError(*whole_file.cannot_be_written(path, error)) from error
    return address


def _put(there: Tables, collection: Collection, progress: stopping.Progress) -> None:
    lines = DecisionsFile(collection.decisions.path).content().splitlines(keepends=True)
    for decision, line in zip(stopping.counted(collection.decisions.all, progress), lines, strict=True):
        stopping.look()
        if decision.what == "received" and decision.says["verdict"] != "refused":
            file = collection.bundle_file(decision.says["sha256"])
            try:
                there.put_bundle(file)
            except OSError as error:
                raise CollectionError(
                    _("{path} is missing or was changed: the bundle of receipt {receipt}").format(
                        path=file, receipt=decision.receipt
                    ),
                    _("Put it back from a backup, or ask {agency} for it.").format(agency=decision.says["agency"]),
                ) from error
        there.add(decision.n, line)


def _refuse_another(there: Tables, collection: Collection, address: Address) -> None:
    """Raises CollectionError unless what is there begins with all that is here."""
    mine = DecisionsFile(collection.decisions.path).content()
    count = len(collection.decisions.all)
    begins_so = there.digest(count) == hashlib.sha256(mine).hexdigest() and (count or not any(there.lines(1)))
    if there.edition() != address.edition or not begins_so:
        raise CollectionError(
            _("There is another collection at {server}").format(server=address.told),
            _("Give it another name: --schema NAME. Or join that one: planner-desktop collect join"),
        )


def join(path: Path, address: Address, progress: stopping.Progress = lambda _share: None) -> Collection:
    """Begin to have a collection here, too, that is kept on a server. Raises CollectionError, FormPackError.

    Where it was cut off, opening the file goes on with it.
    """
    path = path.absolute()
    refuse_name(path)
    with connected(address) as connection:
        address = Address(address.options, address.schema or _only(schemas(connection), address))
        there = Tables(connection, address)
        if not there.are_there():
            raise CollectionError(
                _("There is no collection at {server}").format(server=address.told),
                _("Who has it puts it there: planner-desktop collect share"),
            )
        address = Address(address.options, address.schema, there.edition())
    pack = read(edition_folder(address.edition))
    try:
        with whole_file.making_folder(folder_of(path)) as folder:
            keep(folder, address)
        with whole_file.making(path, new=True) as part:
            build(part, pack)
    except OSError as error:
        raise CollectionError(*whole_file.cannot_be_written(path, error)) from error
    collection = open_collection(path, progress)
    if collection.apart is not None:
        collection.close()
        raise collection.apart
    return collection


def _only(found: list[str], address: Address) -> str:
    if len(found) == 1:
        return found[0]
    where = address.told
    if not found:
        raise CollectionError(
            _("There is no collection at {server}").format(server=where),
            _("Who has it puts it there: planner-desktop collect share"),
        )
    raise CollectionError(
        _("There are several collections at {server}: {names}").format(server=where, names=", ".join(found)),
        _("Say which: --schema NAME"),
    )
