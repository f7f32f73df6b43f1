"""The list of keys of an edition: a key put in another's place, or revoked, as the next list that all PCs may take."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from planner_desktop import whole_file
from planner_desktop.errors import PublishingError
from planner_desktop.formpack import published
from planner_desktop.formpack.editions import editions
from planner_desktop.formpack.model import Publisher, PublisherKey
from planner_desktop.i18n import _
from planner_desktop.publishing import envelope, trust
from planner_desktop.publishing.envelope import Envelope
from planner_desktop.publishing.key_file import PrivateKey, id_of
from planner_desktop.publishing.published_file import KEYS, PublishedFile, read, written


def rotate(edition: str, old: str, new: tuple[str, str], signer: PrivateKey, out: Path) -> Publisher:
    """Put a public key and its holder in the place of the key with the id `old`, which signs nothing new then.

    Raises PublishingError, FormPackError.
    """
    publisher = trust.of(edition)
    was = _of_id(publisher, old)
    if trust.named(publisher, new[0]) is not None:
        raise PublishingError(_("The key {id} is in the list already").format(id=id_of(new[0])))
    added = PublisherKey(key=new[0], holder=new[1], signs=was.signs)
    keys = [each if each != was else was.with_values(state="retired") for each in publisher.keys]
    return _next(edition, publisher, [*keys, added], signer, out)


def revoke(edition: str, key: str, why: str, signer: PrivateKey, out: Path) -> Publisher:
    """Believe nothing any more that the key with this id signed. Raises PublishingError, FormPackError."""
    publisher = trust.of(edition)
    was = _of_id(publisher, key)
    keys = [each if each != was else was.with_values(state="revoked", why=why) for each in publisher.keys]
    if not [each for each in keys if each.signs == was.signs and each.state == "valid"]:
        raise PublishingError(
            _("The key {id} is the last one that may sign this").format(id=key),
            _("Put another in its place first: keys rotate"),
        )
    return _next(edition, publisher, keys, signer, out)


class Taken(NamedTuple):
    """What taking lists of keys did for one edition; `dropped` is the number of what a revoked key had signed."""

    edition: str
    version: int
    dropped: int | None = None


def take(path: Path) -> list[Taken]:
    """Take the lists of keys in a file for every installed edition that they follow. Raises PublishingError."""
    return follow(read(path).keys)


def follow(lists: Sequence[Envelope]) -> list[Taken]:
    """Hold lists of keys for every installed edition that they follow. Raises PublishingError if there is none."""
    found, troubles = [], []
    for edition in _with_publisher() or [edition.id for edition in editions()][:1]:
        try:
            if new := trust.longer(edition, lists):
                found.append(_hold(edition, new))
        except PublishingError as error:
            troubles.append(error)
    if troubles and not found:
        raise troubles[0]
    return found


def _with_publisher() -> list[str]:
    return [edition.id for edition in editions() if trust.names_publisher(edition.id)]


def _hold(edition: str, new: Sequence[Envelope]) -> Taken:
    """Hold lists of keys that follow; catalogues that a key signed which they revoke are dropped."""
    before = trust.before(edition)
    publisher = trust.followed(before.publisher, new)
    gone = published.withdraw(edition, trust.believed(publisher))  # first: what is cut off here is done by the next try
    trust.hold(edition, [*before.lists, *new])
    return Taken(edition, publisher.version, gone[-1].number if gone else None)


def _of_id(publisher: Publisher, key: str) -> PublisherKey:
    found = [each for each in publisher.keys if id_of(each.key) == key and each.state != "revoked"]
    if not found:
        ids = [id_of(each.key) for each in publisher.keys if each.state != "revoked"]
        raise PublishingError(
            _("There is no key {id} in the list").format(id=key),
            _("Write one of: {words}").format(words=", ".join(ids)),
        )
    return found[0]


def _next(edition: str, publisher: Publisher, keys: Sequence[PublisherKey], signer: PrivateKey, out: Path) -> Publisher:
    """The next list, signed, written with those before it and held on this PC for all editions that had the same."""
    if signer.public not in trust.signing(publisher, "keys"):
        raise PublishingError(
            _("The key {id} may not sign lists of keys").format(id=id_of(signer.public)),
            _("Take the key of the list whose purpose is keys."),
        )
    made = publisher.with_values(version=publisher.version + 1, keys=tuple(keys))
    said = {
        "name": made.name,
        "version": made.version,
        "keys": [{word: getattr(key, word) for word in PublisherKey.names()} for key in keys],
    }
    new = envelope.sealed(KEYS, said, signer.key, id_of(signer.public))
    try:
        whole_file.write(out, written(PublishedFile([*trust.held(edition), new])))
    except OSError as error:
        raise PublishingError(*whole_file.cannot_be_written(out, error)) from error
    for each in _with_publisher():
        if trust.of(each) == publisher:
            _hold(each, [new])
    return made
