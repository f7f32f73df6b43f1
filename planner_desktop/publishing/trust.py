"""The keys that are believed for an edition: those it was installed with, and the lists that followed, each signed by
a key of the list before. A draft's own copy of an edition is never asked."""

import logging
from collections.abc import Sequence
from typing import NamedTuple

from planner_desktop import whole_file
from planner_desktop.app_paths import FORMS
from planner_desktop.errors import FormPackError, PublishingError
from planner_desktop.formpack import published
from planner_desktop.formpack.folder import EDITION
from planner_desktop.formpack.model import Publisher, PublisherKey
from planner_desktop.formpack.reading import edition_of
from planner_desktop.formpack.store import installed
from planner_desktop.formpack.strict import checker
from planner_desktop.i18n import _
from planner_desktop.publishing import envelope
from planner_desktop.publishing.envelope import Envelope
from planner_desktop.publishing.published_file import KEYS, PublishedFile, read, written

_log = logging.getLogger(__name__)


class Standing(NamedTuple):
    """The keys in force for an edition, and the lists that led from the installed ones to them."""

    publisher: Publisher
    lists: Sequence[Envelope]


def of(edition: str) -> Publisher:
    """Who publishes for an edition, with the keys in force on this PC. Raises PublishingError, FormPackError."""
    return followed(_installed_publisher(edition), held(edition))


def before(edition: str) -> Standing:
    """What lists that come now are to follow: where those that are held cannot be read or followed any more, the
    installed keys alone, so that a file of the publisher, which holds all lists, mends it.

    Raises PublishingError where the installed edition names nobody, FormPackError.
    """
    own = _installed_publisher(edition)
    try:
        lists = held(edition)
        return Standing(followed(own, lists), lists)
    except PublishingError as error:
        _log.warning("%s: %s", edition, error)
        return Standing(own, ())


def longer(edition: str, lists: Sequence[Envelope]) -> Sequence[Envelope]:
    """Of lists of keys those that follow the ones held on this PC. Raises PublishingError, FormPackError."""
    version = before(edition).publisher.version
    return [each for each in lists if _version(each) > version]


def _version(each: Envelope) -> int:
    try:
        return int(envelope.read(each, KEYS)["version"])
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        raise PublishingError(_("A list of keys cannot be read: {problem}").format(problem=error)) from error


def held(edition: str) -> Sequence[Envelope]:
    """The lists of keys that came since the edition was installed, in their order. Raises PublishingError."""
    file = published.keys_file(edition)
    return read(file).keys if file.is_file() else ()


def hold(edition: str, lists: Sequence[Envelope]) -> None:
    """Hold these lists of keys from now on. Raises PublishingError."""
    file = published.keys_file(edition)
    try:
        whole_file.own_folder(file.parent)
        whole_file.write(file, written(PublishedFile(lists)))
    except OSError as error:
        raise PublishingError(*whole_file.cannot_be_written(file, error)) from error


def followed(publisher: Publisher, lists: Sequence[Envelope]) -> Publisher:
    """The list of keys that these lists lead to. Raises PublishingError where one is not signed as it must be."""
    for each in lists:
        try:
            new = checker(Publisher).validate_python(envelope.read(each, KEYS))
            is_next = new.version == publisher.version + 1
            signer = is_next and envelope.signed_by(each, signing(publisher, "keys"))
        except (ValueError, RecursionError) as error:
            raise PublishingError(_("A list of keys cannot be read: {problem}").format(problem=error)) from error
        if new.version <= publisher.version:
            continue
        if not is_next:
            raise PublishingError(
                _("Lists of keys are missing between version {old} and {new}").format(
                    old=publisher.version, new=new.version
                ),
                _("Ask {name} for the newest file of keys.").format(name=publisher.name),
            )
        if not signer:
            raise PublishingError(
                _("Version {version} of the list of keys is not signed by a key that may").format(version=new.version),
                _("Do not use the file; ask {name} whether it is theirs.").format(name=publisher.name),
            )
        publisher = new
    return publisher


def believed(publisher: Publisher) -> list[str]:
    """The public keys whose catalogues are believed: the valid ones, and the retired, which sign nothing new."""
    return [each.key for each in publisher.keys if each.signs == "catalogues" and each.state != "revoked"]


def signing(publisher: Publisher, what: str) -> list[str]:
    """The public keys that are valid for signing catalogues or lists of keys."""
    return [each.key for each in publisher.keys if each.signs == what and each.state == "valid"]


def named(publisher: Publisher, key: str) -> PublisherKey | None:
    """What the list says of a public key; None if nothing."""
    return next((each for each in publisher.keys if each.key == key), None)


def names_publisher(edition: str) -> bool:
    """Whether an installed edition says who publishes for it. Raises FormPackError."""
    return _said(edition) is not None


def _installed_publisher(edition: str) -> Publisher:
    publisher = _said(edition)
    if publisher is None:
        raise PublishingError(
            _("The installed edition “{name}” names nobody who publishes catalogues for it").format(name=edition),
            _("Its keys come with an edition that the strategy office gives out (publisher in edition.yaml)."),
        )
    return publisher


def _said(edition: str) -> Publisher | None:
    """As the edition that came with the program says; where that says nothing, or none came, as one that was added."""
    there = installed()
    if edition not in there:
        raise FormPackError(
            _("There is no edition “{name}”").format(name=edition),
            _("Installed are: {names}").format(names=", ".join(sorted(there))),
        )
    folders = [folder for folder in (FORMS / edition, there[edition]) if (folder / EDITION).is_file()]
    return next(filter(None, (edition_of(folder).publisher for folder in folders)), None)
